/** One piece of evidence as people read it: its facts, whatever they are, in lines. */

import { codeWord } from "../../core/verdict_text.ts";
import type { Evidence, EvidencePart } from "../../store/evidence.ts";
import { formatDuration, formatLocalTime } from "../../cli/format.ts";
import { say } from "../../base/say.ts";
import { t, translate } from "../../text/speech.ts";
import { displayWidth, padToWidth, tableLines } from "../../base/width.ts";
import { labelOf } from "./labels.ts";
import { listenerText, processStateText } from "../explain/observed.ts";

/** The sections in the order in which they are read; unknown ones come last. */
const TITLES: Readonly<Record<string, string>> = {
  probe: say`What the guard saw`,
  silence: say`Silence: what its main thread showed`,
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
  const { verdict, reason, attempt, cause } = evidence;
  const order = [...Object.keys(TITLES), ...Object.keys(evidence.parts)];
  const parts = Object.entries(evidence.parts).toSorted(([one], [other]) =>
    order.indexOf(one) - order.indexOf(other)
  );
  return [
    t`Evidence ${id}`,
    ...tableLines([
      [t`at`, formatLocalTime(Date.parse(evidence.at))],
      [t`before`, attempt === null ? cause : t`attempt ${attempt}: ${cause}`],
      ...verdict === null ? [] : [[t`verdict`, codeWord(verdict, reason)]],
      [t`why`, translate(evidence.why)],
      [t`collected in`, t`${evidence.tookMs} ms`],
    ]).map((line) => `  ${line}`),
    ...parts.flatMap(([name, part]) => [
      "",
      translate(TITLES[name] ?? name),
      ...partLines(name, part),
    ]),
  ];
}

function partLines(name: string, part: EvidencePart): string[] {
  switch (part.state) {
    case "collected":
      return valueLines(part.value, name);
    case "late":
      return [t`  did not come in time`];
    case "failed":
      return [t`  not to be had: ${translate(part.why)}`];
  }
}

/** Sentences of the guard, which are stored in English. */
const SENTENCES: ReadonlySet<string> = new Set([
  "detail",
  "settingsError",
  "unitError",
  "problems",
  "interrupted",
]);
/** Points in time; what else ends in "Ms" is a length. */
const TIMES: ReadonlySet<string> = new Set([
  "untilMs",
  "changedMs",
  "inactiveEnterMs",
  "mainStartedMs",
]);

/**
 * Any JSON, one fact a line; what is not known is left out.
 *
 * @param name What the value is a part of.
 */
function valueLines(value: unknown, name: string): string[] {
  const lines = factLines(value, name);
  return (lines.length === 0 ? [t`none`] : lines).map((line) => `  ${line}`);
}

function factLines(value: unknown, name: string): string[] {
  if (value === null || value === undefined || value === "") return [];
  if (Array.isArray(value)) {
    return value.map((item) =>
      typeof item === "object" && item !== null
        ? inOneLine(item, name)
        : scalar(item, name)
    );
  }
  if (typeof value !== "object") return [scalar(value, name)];
  const facts = known(value).map(([key, item]) =>
    [key, labelOf(key, name), item] as const
  );
  // Columns are for what has its value beside it.
  const width = Math.max(
    0,
    ...facts.filter(([, , item]) => typeof item !== "object")
      .map(([, label]) => displayWidth(label)),
  );
  return facts.flatMap(([key, label, item]) =>
    typeof item === "object"
      ? [label, ...valueLines(item, key)]
      : [`${padToWidth(label, width)}  ${scalar(item, key)}`]
  );
}

function inOneLine(facts: object, parent: string): string {
  return known(facts).map(([key, item]) =>
    `${labelOf(key, parent)} ${scalar(item, key)}`
  ).join(t`, `);
}

function known(facts: object): [string, unknown][] {
  return Object.entries(facts).filter(([, item]) =>
    item !== null && item !== ""
  );
}

function scalar(value: unknown, name: string): string {
  if (typeof value === "number") {
    if (TIMES.has(name)) return formatLocalTime(value);
    if (name.endsWith("Ms")) return translate(formatDuration(value));
    if (name.endsWith("Share")) return `${Math.round(value * 100)} %`;
    return String(Math.round(value * 100) / 100);
  }
  if (typeof value === "object") return JSON.stringify(value);
  const text = String(value);
  if (SENTENCES.has(name)) return translate(text);
  if (name === "processState") return processStateText(text);
  if (name === "relation") return listenerText(text);
  return text;
}
