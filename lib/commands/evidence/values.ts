/** The facts of a piece of evidence, whatever they are, in lines. */

import { retell, t } from "../../text/speech.ts";
import { displayWidth, padToWidth } from "../../base/width.ts";
import { labelOf } from "./labels.ts";
import { formatDuration, formatLocalTime } from "../../cli/format.ts";
import { listenerText, processStateText } from "../explain/observed.ts";

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
export function valueLines(
  value: unknown,
  name: string,
  indent: string,
): string[] {
  if (value === null || value === undefined || value === "") {
    return [`${indent}${t`none`}`];
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return [`${indent}${t`none`}`];
    return value.map((item) =>
      typeof item === "object" && item !== null
        ? `${indent}${inOneLine(item, name)}`
        : `${indent}${scalar(item, name)}`
    );
  }
  if (typeof value !== "object") return [`${indent}${scalar(value, name)}`];
  const facts = known(value).map(([key, item]) =>
    [key, labelOf(key, name), item] as const
  );
  if (facts.length === 0) return [`${indent}${t`none`}`];
  // Columns are for what has its value beside it.
  const width = Math.max(
    0,
    ...facts.filter(([, , item]) => typeof item !== "object")
      .map(([, label]) => displayWidth(label)),
  );
  return facts.flatMap(([key, label, item]) =>
    typeof item === "object"
      ? [`${indent}${label}`, ...valueLines(item, key, `${indent}  `)]
      : [`${indent}${padToWidth(label, width)}  ${scalar(item, key)}`]
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
    if (name.endsWith("Ms")) return retell(formatDuration(value));
    if (name === "cpuShare") return `${Math.round(value * 100)} %`;
    return String(Math.round(value * 100) / 100);
  }
  if (typeof value === "object") return JSON.stringify(value);
  const text = String(value);
  if (SENTENCES.has(name)) return retell(text);
  if (name === "processState") return processStateText(text);
  if (name === "relation") return listenerText(text);
  return text;
}
