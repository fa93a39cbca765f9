/** The form of a line in the guard's log. */

import { maskSecrets } from "./mask.ts";
import { escapeUnsafe, safeLine } from "./safe_line.ts";

/** Severity of a record. */
export type LogLevel = "INFO" | "WARN" | "ERROR";

/** Values that belong to a record, in the order in which they are shown. */
export type LogFacts = Readonly<
  Record<string, string | number | boolean | null>
>;

/** A value after "=": quoted when it could be mistaken for something else. */
function quoteValue(value: string | number | boolean | null): string {
  if (typeof value !== "string") return String(value);
  const text = maskSecrets(value);
  return /^[^\s"'=\\]+$/.test(text)
    ? escapeUnsafe(text)
    : escapeUnsafe(JSON.stringify(text));
}

/** Local time with its distance from UTC: `2026-11-23 09:15:04 +0800`. */
export function localTimestamp(wallMs: number): string {
  const date = new Date(wallMs);
  const two = (value: number) => String(value).padStart(2, "0");
  const offset = -date.getTimezoneOffset(); // minutes east of UTC
  const hours = Math.floor(Math.abs(offset) / 60);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-` +
    `${two(date.getDate())} ${two(date.getHours())}:` +
    `${two(date.getMinutes())}:${two(date.getSeconds())} ` +
    `${offset < 0 ? "-" : "+"}${two(hours)}${two(Math.abs(offset) % 60)}`;
}

/**
 * One line, without the newline at its end:
 * `2026-11-23 09:15:04 +0800 WARN  hung: no answer within 10 s reason=stuck`.
 *
 * @param wallMs Milliseconds since 1970.
 */
export function logLine(
  wallMs: number,
  level: LogLevel,
  event: string,
  sentence: string,
  facts: LogFacts,
): string {
  return [
    localTimestamp(wallMs),
    level.padEnd(5),
    safeLine(`${event}: ${sentence}`),
    ...Object.entries(facts).map(([name, value]) =>
      `${name}=${quoteValue(value)}`
    ),
  ].join(" ");
}
