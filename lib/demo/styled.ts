/** Text with meaning: what a terminal colours and a picture draws. */

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

/** The first `width` characters of a line. */
export function clipped(line: Line, width: number): Line {
  let left = width;
  return line.map(([style, text]): Span => {
    const kept = [...text].slice(0, Math.max(0, left)).join("");
    left -= [...text].length;
    return [style, kept];
  });
}

/** Breaks a text at spaces; a longer word stays whole. */
export function wrapped(text: string, width: number): string[] {
  const rows: string[] = [];
  for (const word of text.split(" ")) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      rows[rows.length - 1] = `${last} ${word}`;
    } else {
      rows.push(word);
    }
  }
  return rows;
}
