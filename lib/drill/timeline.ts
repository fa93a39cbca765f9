/** What changed from one moment to the next, in words. Pure. */

import { sameLife, type Sample } from "./scene.ts";

/** One line for each change. */
export function changes(before: Sample, after: Sample): string[] {
  const lines: string[] = [];
  const unitBefore = `${before.activeState} (${before.subState})`;
  const unitAfter = `${after.activeState} (${after.subState})`;
  if (unitBefore !== unitAfter) lines.push(`unit: ${unitAfter}`);
  if (!sameLife(before, after)) {
    lines.push(
      after.main === null
        ? "gateway: no main process"
        : `gateway: new main process, pid ${after.main.pid}`,
    );
  }
  if (before.healthy !== after.healthy) {
    lines.push(
      after.healthy ? "gateway: answers well" : "gateway: does not answer",
    );
  }
  for (const record of after.records.slice(before.records.length)) {
    lines.push(`guard: ${record.event}: ${record.sentence}`);
  }
  if (after.checks > before.checks) {
    lines.push(`guard: check ${after.checks}: ${after.verdict ?? "nothing"}`);
  }
  return lines;
}

/** A line of the timeline. */
export function timelineLine(atMs: number, text: string): string {
  return `${(atMs / 1000).toFixed(1).padStart(7)} s  ${text}`;
}
