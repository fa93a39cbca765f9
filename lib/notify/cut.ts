/** Cuts texts to what a channel takes, in the unit in which it counts. */

/** What a character costs. */
export type Unit = (character: string) => number;

const ENCODER = new TextEncoder();
/** Characters as people see them: an emoji of several code points is one. */
const CHARACTERS = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Bytes of UTF-8. */
export const bytes: Unit = (text) => ENCODER.encode(text).length;
/** UTF-16 units, as JavaScript counts. */
export const utf16: Unit = (text) => text.length;
/** Unicode code points. */
export const codePoints: Unit = (text) => [...text].length;
/** Bytes of UTF-8 within a text of JSON: a quotation mark takes two. */
export const jsonBytes: Unit = (text) => bytes(JSON.stringify(text)) - 2;

/**
 * As much of a text as fits. What is no Unicode in it (half of a surrogate pair)
 * becomes U+FFFD, also when nothing is cut: some services refuse it.
 *
 * @param unit Of an escaped text: `(text) => utf16(escape(text))`.
 */
export function head(text: string, most: number, unit: Unit): string {
  const whole = text.toWellFormed();
  if (unit(whole) <= most) return whole;
  let used = 0;
  for (const { segment, index } of CHARACTERS.segment(whole)) {
    used += unit(segment);
    if (used > most) return whole.slice(0, index);
  }
  return whole;
}

/** The same; a text that is cut ends with "…", which counts. */
export function cut(text: string, most: number, unit: Unit): string {
  const whole = head(text, Infinity, unit);
  return unit(whole) <= most
    ? whole
    : `${head(whole, most - unit("…"), unit).trimEnd()}…`;
}
