/** The form of a line in the guard's log. */

/** Severity of a record. */
export type LogLevel = "INFO" | "WARN" | "ERROR";

/** Values that belong to a record, in the order in which they are shown. */
export type LogFacts = Readonly<
  Record<string, string | number | boolean | null>
>;

/**
 * Characters that would break a line in two, move the cursor of a terminal or
 * reorder what a person reads: C0 and C1 controls, line separators, and the
 * bidirectional controls of Unicode.
 */
const UNSAFE =
  // deno-lint-ignore no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Makes a text of others safe to show: see {@linkcode UNSAFE}. */
export function escapeUnsafe(text: string): string {
  return text.replaceAll(UNSAFE, (character) => {
    if (character === "\n") return "\\n";
    if (character === "\t") return "\\t";
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** A value after "=": quoted when it could be mistaken for something else. */
function quoteValue(value: string | number | boolean | null): string {
  const text = String(value);
  if (typeof value !== "string") return text;
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
    escapeUnsafe(`${event}: ${sentence}`),
    ...Object.entries(facts).map(([name, value]) =>
      `${name}=${quoteValue(value)}`
    ),
  ].join(" ");
}
