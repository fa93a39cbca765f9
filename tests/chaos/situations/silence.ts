/** OpenClaw itself, silent for a while or for ever: patience by kind. */

import { delay } from "../../e2e/lab.ts";
import {
  setOff,
  stall,
  type StallKind,
  STALLS,
  startBusyChild,
} from "../../e2e/stall.ts";
import { type Outcome, type Situation, situationsOf } from "../situation.ts";
import type { Trial } from "../trial.ts";

/** Another process is well in the end, but not before its time. */
async function endedAfter(
  trial: Trial,
  patienceSeconds: number,
  endsItself = false,
): Promise<Outcome> {
  const limit = patienceSeconds + 40;
  // Some answer now and then, however long they are stuck.
  const healthyAfter = await trial.until(
    async () => !await trial.sameProcess() && await trial.health(),
    limit + 60,
    "cron",
  );
  if (healthyAfter === null) {
    return { what: `not healthy within ${limit + 60} s`, right: false };
  }
  const inTime = healthyAfter <= limit &&
    (endsItself || healthyAfter >= patienceSeconds && trial.restarts() === 1);
  return {
    what: inTime ? "brought back" : "brought back, not in its time",
    right: inTime,
    healthyAfter,
  };
}

/**
 * Sets it off, with half a core at most: several of these run beside each
 * other. But a heap takes a whole one to fill.
 */
async function silence(
  { lab }: Trial,
  kind: StallKind,
  seconds?: number,
): Promise<void> {
  await setOff(lab, kind, seconds);
  if (kind !== "gc") await lab.throttle();
}

const HALF_A_CORE =
  "what computes has half a core, but for gc: several run beside each other";

const FOR_EVER = {
  kind: "real",
  long: true,
  timed: true,
  compressed: HALF_A_CORE,
  noScript: "not run: minutes for each, and it knows no kinds",
} as const;

situationsOf("Silences of OpenClaw", [
  ...STALLS.map(({ kind }): Omit<Situation, "group"> => ({
    name: `OpenClaw: ${kind} for 40 s`,
    expected: "left alone, the same process afterwards",
    kind: "real",
    long: true,
    compressed: HALF_A_CORE,
    seconds: 90,
    run: async (trial) => {
      await trial.remember();
      await silence(trial, kind, 40);
      await trial.during(40, "cron");
      const after = await trial.until(() => trial.health(), 80, "cron");
      return trial.leftAlone({
        healthyAfter: after === null ? null : 40 + after,
      });
    },
  })),
  ...STALLS.map((
    { kind, patienceSeconds, endsItself },
  ): Omit<Situation, "group"> => ({
    ...FOR_EVER,
    name: `OpenClaw: ${kind} for ever`,
    expected: endsItself
      ? `it dies of it, or after ${patienceSeconds} s of patience; brought back`
      : `${patienceSeconds} s of patience, brought back within 40 s more`,
    seconds: patienceSeconds + 60,
    run: async (trial) => {
      await trial.remember();
      await silence(trial, kind);
      return await endedAfter(trial, patienceSeconds, endsItself);
    },
  })),
  {
    ...FOR_EVER,
    name: "OpenClaw: a lock nobody frees, while a child of it computes",
    expected: "60 s of patience, brought back within 40 s more",
    seconds: 120,
    run: async (trial) => {
      await startBusyChild(trial.lab, 150);
      await delay(12_000);
      await trial.tick();
      await trial.remember();
      await stall(trial.lab, "atomics");
      return await endedAfter(trial, 60);
    },
  },
]);
