/** What changed from one moment to the next, in words. Pure. */

import { say } from "../../base/say.ts";
import { t } from "../../text/speech.ts";
import { sameLife, type Sample } from "./expectations.ts";

/** One line for each change. */
export function changes(before: Sample, after: Sample): string[] {
  const lines: string[] = [];
  const unitBefore = `${before.activeState} (${before.subState})`;
  const unitAfter = `${after.activeState} (${after.subState})`;
  if (unitBefore !== unitAfter) lines.push(say`unit: ${unitAfter}`);
  if (!sameLife(before, after)) {
    lines.push(
      after.main === null
        ? say`gateway: no main process`
        : say`gateway: new main process, pid ${after.main.pid}`,
    );
  }
  if (before.healthy !== after.healthy) {
    lines.push(
      after.healthy
        ? say`gateway: answers well`
        : say`gateway: does not answer`,
    );
  }
  for (const record of after.records.slice(before.records.length)) {
    lines.push(say`guard: ${record.event}: ${record.sentence}`);
  }
  if (after.checks > before.checks) {
    lines.push(
      after.verdict === null
        ? say`guard: check ${after.checks}: nothing`
        : say`guard: check ${after.checks}: ${after.verdict}`,
    );
  }
  return lines;
}

/** A line of the timeline, in the language of who reads it. */
export function timelineLine(atMs: number, text: string): string {
  return t`${(atMs / 1000).toFixed(1).padStart(7)} s  ${text}`;
}
