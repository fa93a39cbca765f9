/** Cuts texts to what a channel takes, in the unit in which it counts. */

import { escapeUnsafe } from "../base/safe_line.ts";

/** What a character costs. */
export type Unit = (character: string) => number;

const ENCODER = new TextEncoder();
/** Characters as people see them: an emoji of several code points is one. */
const CHARACTERS = new Intl.Segmenter(undefined, { granularity: "grapheme" });
/** UTF-16 units; a letter with more marks than this is a prank. */
const LONGEST_CHARACTER = 32;

/** Bytes of UTF-8. */
export const bytes: Unit = (text) => ENCODER.encode(text).length;
/** UTF-16 units, as JavaScript counts. */
export const utf16: Unit = (text) => text.length;
/** Unicode code points. */
export const codePoints: Unit = (text) => [...text].length;
/** Bytes of UTF-8 within a text of JSON: a quotation mark takes two. */
export const jsonBytes: Unit = (text) => bytes(JSON.stringify(text)) - 2;

/**
 * As much of a text as fits. Also when nothing is cut, control characters of
 * others are shown as what they are, and half of a surrogate pair becomes U+FFFD:
 * some services refuse either.
 *
 * @param unit Of an escaped text: `(text) => utf16(escape(text))`.
 */
export function head(text: string, most: number, unit: Unit): string {
  const whole = text.toWellFormed().split("\n").map(escapeUnsafe).join("\n");
  if (unit(whole) <= most) return whole;
  let used = 0;
  let end = 0;
  for (const character of charactersOf(whole)) {
    used += unit(character);
    if (used > most) break;
    end += character.length;
  }
  return whole.slice(0, end);
}

/** The same; a text that is cut ends with "…", which counts. */
export function cut(text: string, most: number, unit: Unit): string {
  const whole = head(text, Infinity, unit);
  return unit(whole) <= most
    ? whole
    : `${head(whole, most - unit("…"), unit).trimEnd()}…`;
}

function* charactersOf(text: string): Generator<string> {
  for (const { segment } of CHARACTERS.segment(text)) {
    if (segment.length > LONGEST_CHARACTER) yield* segment;
    else yield segment;
  }
}
