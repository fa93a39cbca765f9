/** Text with meaning: what a terminal colours and a picture draws. */

import { clipToWidth, displayWidth } from "../../base/width.ts";

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
    const kept = clipToWidth(text, left);
    left -= displayWidth(text);
    return [style, kept];
  });
}
