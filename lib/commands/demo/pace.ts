/** How fast the demo goes. A real guard takes its time; a person watching does not. */

import { durationText } from "../../base/duration.ts";

/** All in milliseconds. */
export interface Pace {
  /** Between two checks. */
  readonly checkEveryMs: number;
  /** Waits before attempts 1, 2 and 3. */
  readonly waitsMs: readonly [number, number, number];
  /** How long an HTTP answer may take. */
  readonly answerMs: number;
  /** How long the stand-in takes to start. */
  readonly bootMs: number;
  /** RestartSec of its unit. */
  readonly restartMs: number;
  /** Between a good end and the next trouble. */
  readonly pauseMs: number;
}

/** For people. */
export const WATCHABLE: Pace = {
  checkEveryMs: 3000,
  waitsMs: [2000, 3000, 4000],
  answerMs: 1000,
  bootMs: 700,
  restartMs: 2500,
  pauseMs: 1200,
};

/** For those who have seen it, and for tests. */
export const FAST: Pace = {
  checkEveryMs: 1000,
  waitsMs: [1000, 1000, 1000],
  answerMs: 500,
  bootMs: 200,
  restartMs: 900,
  pauseMs: 300,
};

/** The guard's own settings file for this pace. */
export function settingsText(pace: Pace): string {
  return JSON.stringify({
    probe: {
      connectTimeout: "500ms",
      httpTimeout: durationText(pace.answerMs),
      healthTimeout: durationText(pace.answerMs + 500),
    },
    recovery: {
      debounce: "500ms",
      waits: pace.waitsMs.map(durationText),
      jitter: 0,
      startupGrace: "10s",
      terminateTimeout: "1s",
      closeIncidentTicks: 1, // the next scene is another story
    },
    patience: { asleep: "0s" }, // nobody wants to watch it wait
  });
}
