/** One piece of evidence as people read it. */

import type { Evidence, EvidencePart } from "../../store/evidence.ts";
import { formatLocalTime } from "../../cli/format.ts";
import { say } from "../../base/say.ts";
import { retell, t } from "../../text/speech.ts";
import { displayWidth, padToWidth } from "../../base/width.ts";
import { valueLines } from "./values.ts";

/** The sections in the order in which they are read; unknown ones come last. */
const TITLES: Readonly<Record<string, string>> = {
  probe: say`What the guard saw`,
  process: say`Main process (proc)`,
  port: say`Port: who waits there, and is a connection taken`,
  unit: say`Unit (systemd)`,
  cgroup: say`Control group`,
  host: say`Load and pressure of the machine`,
  disk:
    say`Disk: file system, KiB, used, available, capacity, mounted on (df -Pk)`,
  stability: say`Newest stability bundle of OpenClaw`,
  restartLog: say`End of OpenClaw's restart log`,
  journal: say`Journal, the last 200 lines`,
};

/** The lines of `evidence show`. */
export function evidenceLines(id: string, evidence: Evidence): string[] {
  const { verdict, reason, attempt, cause, parts } = evidence;
  const known = Object.keys(TITLES).filter((name) =>
    Object.hasOwn(parts, name)
  );
  const others = Object.keys(parts).filter((name) =>
    !Object.hasOwn(TITLES, name)
  );
  return [
    t`Evidence ${id}`,
    ...table([
      [t`at`, formatLocalTime(Date.parse(evidence.at))],
      [t`before`, attempt === null ? cause : t`attempt ${attempt}: ${cause}`],
      ...verdict === null
        ? []
        : [[t`verdict`, verdict + (reason === null ? "" : ` (${reason})`)]],
      [t`why`, retell(evidence.why)],
      [t`collected in`, t`${evidence.tookMs} ms`],
    ]),
    ...[...known, ...others].flatMap((name) => [
      "",
      retell(TITLES[name] ?? name),
      ...partLines(name, parts[name]),
    ]),
  ];
}

function partLines(
  name: string,
  part: EvidencePart | undefined,
): string[] {
  switch (part?.state) {
    case "collected":
      return valueLines(part.value, name, "  ");
    case "late":
      return [t`  did not come in time`];
    case "failed":
      return [t`  not to be had: ${retell(part.why)}`];
    case undefined:
      return [];
  }
}

function table(rows: readonly string[][]): string[] {
  const width = Math.max(...rows.map(([label = ""]) => displayWidth(label)));
  return rows.map(([label = "", text = ""]) =>
    `  ${padToWidth(label, width)}  ${text}`
  );
}
