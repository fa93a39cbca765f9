/** Findings in the short form that tables use. */

import type { Finding } from "../../../lib/commands/doctor/finding.ts";

/** "check: level" of all that is not ok. */
export function levels(findings: readonly Finding[]): string[] {
  return findings.filter(({ level }) => level !== "ok")
    .map(({ check, level }) => `${check}: ${level}`);
}

/** The commands that mend something. */
export function fixes(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ fix }) => fix === null ? [] : [fix]);
}
