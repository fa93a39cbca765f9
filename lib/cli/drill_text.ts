/** The lines of `drill` before and after its timeline. */

import { unitName } from "../core/profile.ts";
import type { Plan } from "../drill/plans.ts";
import type { Prepared } from "../drill/prepare.ts";
import type { DrillResult } from "../drill/run.ts";
import { formatDuration } from "./format.ts";

/** What will happen, and for how long. */
export function introduction(
  { name, title, story, takes, outage }: Plan,
  { main }: Prepared,
  scheduled: boolean,
  profile: string,
): string[] {
  const process = main === null ? "" : ` (pid ${main.pid})`;
  return [
    `Drill "${name}": ${title}`,
    `On ${unitName(profile)}${process}:`,
    ...story.map((sentence, index) => `  ${index + 1}. ${sentence}`),
    `It takes ${takes}; the gateway is away for ${outage}.`,
    "Agents at work are interrupted. Ctrl-C puts everything back.",
    ...scheduled
      ? []
      : ["Nothing starts the guard here, so the drill runs its checks."],
  ];
}

/** How it went. */
export function verdictLines(
  { result, why, restored, outageMs }: DrillResult,
  plan: Plan,
  tookMs: number,
  colour: boolean,
): string[] {
  const word = result.toUpperCase();
  const label = !colour
    ? word
    : `${result === "passed" ? "\x1b[32m" : "\x1b[31m"}${word}\x1b[0m`;
  return [
    "",
    `${label}: drill ${plan.name}: ${why}.`,
    outageMs === null
      ? `The gateway answered all the time; ${formatDuration(tookMs)} in all.`
      : `The gateway was away for ${formatDuration(outageMs)}; ${
        formatDuration(tookMs)
      } in all.`,
    restored
      ? "Everything is as it was before."
      : 'NOT EVERYTHING IS BACK: see "openclaw-guard status".',
  ];
}
