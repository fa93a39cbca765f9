/** The demo from its beginning to its end. */

import { formatDuration } from "../../base/duration.ts";
import { DEFAULT_POLICY } from "../../core/policy.ts";
import type { Context } from "../../sys/context.ts";
import { t } from "../../text/speech.ts";
import { padToWidth, wrapToWidth } from "../../base/width.ts";
import type { Pace } from "./pace.ts";
import { openSandbox } from "./sandbox.ts";
import type { Screen } from "./screen.ts";
import { Stage } from "./stage.ts";
import { opening, type Outcome, SCENES } from "./story.ts";
import type { Line } from "./styled.ts";
import { headingLines, pulse } from "./timeline.ts";
import type { Vitals } from "./vitals.ts";

/**
 * Plays the demo. Whatever comes of it, nothing is left behind.
 *
 * @param signal Ends it early.
 * @throws {GuardError} when the guard did not do what it should.
 * @throws The signal's reason when it was ended early.
 */
export async function playDemo(
  context: Context,
  pace: Pace,
  screen: Screen,
  signal: AbortSignal,
): Promise<void> {
  const over = new AbortController();
  // Not AbortSignal.any: Deno lets go of one that only listens.
  const ended = new Promise<never>((_, reject) => {
    for (const end of [signal, over.signal]) {
      end.addEventListener("abort", () => reject(end.reason), { once: true });
    }
  });
  ended.catch(() => {}); // nobody may be asleep then
  const sleep = (ms: number) => Promise.race([context.clock.sleep(ms), ended]);
  await using sandbox = openSandbox(
    context,
    pace,
    sleep,
    (sentence) => stage.tell("systemd", "plain", sentence),
  );
  const stage: Stage = new Stage(sandbox, screen, pace);
  screen.print(introduction(pace, screen.width));
  const story = async () => {
    await opening(stage);
    const outcomes: Outcome[] = [];
    for (const scene of SCENES) outcomes.push(await scene(stage));
    return outcomes;
  };
  const tasks = [stage.runChecks(), stage.watch()];
  try {
    const outcomes = await Promise.race([story(), ...tasks]);
    screen.status([]);
    screen.print(summary(outcomes, stage.looks, pace, screen.width));
  } finally {
    over.abort();
    // First the gateway, so that nobody waits for its answers; then the check
    // that may be at work, which must not write into a folder that has gone.
    await sandbox.supervisor[Symbol.asyncDispose]();
    await Promise.allSettled(tasks);
  }
}

function introduction(pace: Pace, width: number): Line[] {
  const text =
    t`The guard is the real one. The gateway is a stand-in, a small supervisor plays systemd, and time is short: a check every ${
      formatDuration(pace.checkEveryMs)
    } instead of every ${formatDuration(DEFAULT_POLICY.tickMs)}.`;
  return [
    [["strong", "openclaw-guard demo"]],
    ...paragraph(text, width),
    [],
  ];
}

function summary(
  outcomes: readonly Outcome[],
  looks: readonly Vitals[],
  pace: Pace,
  width: number,
): Line[] {
  const [hereMs] = pace.waitsMs;
  const [thereMs = 0] = DEFAULT_POLICY.waitsMs;
  const text = t`With real settings a frozen gateway is noticed within ${
    formatDuration(DEFAULT_POLICY.tickMs)
  }, and restarted after ${formatDuration(thereMs)} more (here ${
    formatDuration(hereMs)
  }); one that hangs in a wait is given ${
    formatDuration(DEFAULT_POLICY.asleepPatienceMs)
  } first (here none). Everything the demo made is gone again.`;
  return [
    ...headingLines(t`What you saw`, width),
    [["faint", "  /health  "], ...pulse(looks, width - 11)],
    ...outcomes.map(({ name, text }): Line => [
      ["good", "  ✓ "],
      ["strong", padToWidth(name, 9)],
      ["plain", text],
    ]),
    [],
    ...paragraph(text, width),
    [["faint", t`For your own gateway: `], ["guard", "openclaw-guard install"]],
  ];
}

function paragraph(text: string, width: number): Line[] {
  return wrapToWidth(text, width).map((row): Line => [["faint", row]]);
}
