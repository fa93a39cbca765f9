/** The demo from its beginning to its end. */

import { formatDuration } from "../../base/duration.ts";
import { DEFAULT_POLICY } from "../../core/policy.ts";
import type { Context } from "../../sys/context.ts";
import { t } from "../../text/speech.ts";
import { padToWidth, wrapToWidth } from "../../base/width.ts";
import type { Pace } from "./pace.ts";
import { openSandbox } from "./sandbox.ts";
import type { Screen } from "./screen.ts";
import { type Check, Stage } from "./stage.ts";
import { opening, type Outcome, SCENES } from "./story.ts";
import type { Line } from "./styled.ts";
import { headingLines, pulse } from "./timeline.ts";
import type { Vitals } from "./vitals.ts";

/** What the demo is played with. */
export interface DemoOptions {
  readonly pace: Pace;
  readonly screen: Screen;
  /** The guard's own check. */
  readonly check: Check;
  /** Command line of the stand-in gateway, without its options. */
  readonly standIn: readonly string[];
  /** Ends the demo early. */
  readonly signal: AbortSignal;
}

/**
 * Plays the demo. Whatever comes of it, nothing is left behind.
 *
 * @throws {GuardError} when the guard did not do what it should.
 * @throws The signal's reason when it was ended early.
 */
export async function playDemo(
  context: Context,
  { pace, screen, check, standIn, signal }: DemoOptions,
): Promise<void> {
  const over = new AbortController();
  const sleep = interruptibleSleep(AbortSignal.any([signal, over.signal]));
  await using sandbox = openSandbox(
    context,
    pace,
    standIn,
    sleep,
    (sentence) => stage.tell("systemd", "plain", sentence),
  );
  const stage: Stage = new Stage(sandbox, screen, pace, sleep);
  screen.print(introduction(pace, screen.width));
  const story = async () => {
    await opening(stage);
    const outcomes: Outcome[] = [];
    for (const scene of SCENES) outcomes.push(await scene(stage));
    return outcomes;
  };
  const tasks = [stage.runChecks(check), stage.watch()];
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

function interruptibleSleep(
  signal: AbortSignal,
): (ms: number) => Promise<void> {
  return (ms) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const stop = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", stop);
        resolve();
      }, ms);
      signal.addEventListener("abort", stop, { once: true });
    });
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
