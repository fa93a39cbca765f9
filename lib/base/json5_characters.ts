/** What single characters mean in JSON5 (https://spec.json5.org, sections 3, 7 and 8). */

/** The whole character at an index, both halves of a surrogate pair; "" at the end. */
export function characterAt(text: string, index: number): string {
  const code = text.codePointAt(index);
  return code === undefined ? "" : String.fromCodePoint(code);
}

/** Ends a line and with it a `//` comment. */
export function isLineTerminator(character: string | undefined): boolean {
  return character === "\n" || character === "\r" ||
    character === "\u2028" || character === "\u2029";
}

/** Space between tokens; a byte order mark counts anywhere. */
export function isWhitespace(character: string): boolean {
  return character === " " || isLineTerminator(character) ||
    character === "\t" || character === "\v" || character === "\f" ||
    character === "\uFEFF" || /^\p{Zs}$/u.test(character);
}

/** May begin an unquoted key. */
export function isIdentifierStart(character: string): boolean {
  return /^[$_\p{ID_Start}]$/u.test(character);
}

/** May go on an unquoted key: also digits, accents and the two zero width joiners. */
export function isIdentifierPart(character: string): boolean {
  return /^[$\u200C\u200D\p{ID_Continue}]$/u.test(character);
}

/** Index of the first character from `start` on that is no digit, at most `limit`. */
export function endOfDigits(
  text: string,
  start: number,
  base: 10 | 16,
  limit = text.length,
): number {
  const digit = base === 10 ? /^[0-9]$/ : /^[0-9a-fA-F]$/;
  let at = start;
  while (at < limit && digit.test(text[at] ?? "")) at++;
  return at;
}

/** Where an index is for a person; both counted from 1, the column in characters. */
export function lineAndColumn(
  text: string,
  index: number,
): { line: number; column: number } {
  const lines = text.slice(0, index).split(/\r\n|[\n\r\u2028\u2029]/);
  const last = lines.at(-1) ?? "";
  return { line: lines.length, column: [...last].length + 1 };
}
