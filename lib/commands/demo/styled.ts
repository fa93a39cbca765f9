/** Text with meaning: what a terminal colours and a picture draws. */

import { displayWidth } from "../../base/width.ts";

/** What a piece of text is. */
export type Style =
  | "plain"
  | "strong"
  | "faint"
  | "good"
  | "bad"
  | "act"
  | "guard";

/** A piece of text in one style. */
export type Span = readonly [style: Style, text: string];

/** One line, without its end. */
export type Line = readonly Span[];

/** SGR parameters (ECMA-48) of the eight colours that every terminal has. */
const SGR: Readonly<Record<Style, string>> = {
  plain: "",
  strong: "1",
  faint: "2",
  good: "32",
  bad: "31",
  act: "33",
  guard: "36",
};

/** The line without any style. */
export function plainText(line: Line): string {
  return line.map(([, text]) => text).join("").trimEnd();
}

/** The line for a terminal with colours. */
export function colouredText(line: Line): string {
  return line.map(([style, text]) =>
    SGR[style] === "" ? text : `\x1b[${SGR[style]}m${text}\x1b[0m`
  ).join("");
}

/** The first `width` columns of a line. */
export function clipped(line: Line, width: number): Line {
  let left = width;
  return line.map(([style, text]): Span => {
    let kept = "";
    for (const character of text) {
      left -= displayWidth(character);
      if (left < 0) break;
      kept += character;
    }
    return [style, kept];
  });
}

/**
 * Breaks a text into rows at spaces, and beside Chinese characters; a longer
 * word stays whole.
 */
export function wrapped(text: string, width: number): string[] {
  const rows: string[] = [];
  for (const word of text.split(" ")) {
    for (const [index, piece] of piecesOf(word).entries()) {
      const last = rows.at(-1);
      const longer = index === 0 ? `${last} ${piece}` : `${last}${piece}`;
      if (last !== undefined && displayWidth(longer) <= width) {
        rows[rows.length - 1] = longer;
      } else {
        rows.push(piece);
      }
    }
  }
  return rows;
}

/** Punctuation that ends no row, and such as begins none. */
const OPENING = "（“";
const CLOSING = "，。：；、！？）”";

/** Parts of a word between which a row may end. */
function piecesOf(word: string): string[] {
  const pieces = [""];
  let before = "";
  for (const character of word) {
    const wide = displayWidth(before) > 1 || displayWidth(character) > 1;
    const apart = wide && before !== "" && !OPENING.includes(before) &&
      !CLOSING.includes(character);
    if (apart) pieces.push(character);
    else pieces[pieces.length - 1] += character;
    before = character;
  }
  return pieces;
}
