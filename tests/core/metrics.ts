/** Metrics to be told, for tests. */

import { freshMemory, type Memory } from "../../lib/core/memory.ts";
import { type Metrics, metricsText } from "../../lib/core/metrics.ts";
import { freshRoll } from "../../lib/core/roll.ts";
import { noRollups } from "../../lib/core/roll_up.ts";
import { at } from "./world.ts";

const { counters } = noRollups("UTC", 0);

/** A healthy gateway that has been down once. */
export function memory(rest: Partial<Memory> = {}): Memory {
  const roll = freshRoll(at(0));
  return {
    ...freshMemory(at(0)),
    verdict: "healthy",
    lastTick: at(500),
    roll: {
      ...roll,
      seen: {
        up: true,
        healthyWallMs: at(500).wallMs,
        probeMs: 12.3,
        incidentWallMs: at(-60_000).wallMs,
      },
    },
    ...rest,
  };
}

/** Metrics of which each is told. */
export function metrics(rest: Partial<Metrics> = {}): Metrics {
  return {
    user: "me",
    version: "1.2.3",
    profiles: [{
      profile: "default",
      memory: memory(),
      counters: {
        ...counters,
        checks: { healthy: 7, hung: 1 },
        incidents: { http: 1 },
        actions: { "restart http": 2 },
        downtimeMs: 90_500,
      },
    }],
    notifications: { "my phone ok": 3, "team retry": 1 },
    queued: 2,
    ...rest,
  };
}

/** The lines that are no comments. */
export function seriesIn(text: string): string[] {
  return text.split("\n").filter((line) =>
    line !== "" && !line.startsWith("#")
  );
}

/** The names of all metrics there are. */
export function metricNames(): ReadonlySet<string> {
  return new Set(
    seriesIn(metricsText(metrics())).map((line) => line.split("{")[0] ?? ""),
  );
}
