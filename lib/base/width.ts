/** How wide a text is on a terminal: Chinese characters take two columns. */

/**
 * East Asian wide and fullwidth characters (Unicode TR 11), as far as the
 * guard's own texts and file names have them.
 */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Columns a text takes; it has no control characters. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

/** Like `padEnd`, in columns. */
export function padToWidth(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - displayWidth(text)));
}

/** What a line may be broken before: a word or a Chinese character, with the marks that belong to it. */
const PIECE = new RegExp(
  ` ?[“（《]*(?:${WIDE.source}|(?:(?!${WIDE.source})[^ ])+)[，。：；、！？）”》]*`,
  "gu",
);

/** Lines of at most so many columns, where a single word is not longer. */
export function wrapToWidth(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const piece of text.match(PIECE) ?? []) {
    const longer = (lines.at(-1) ?? "") + piece;
    if (lines.length > 0 && displayWidth(longer) <= columns) {
      lines[lines.length - 1] = longer;
    } else lines.push(piece.trimStart());
  }
  return lines;
}

/** The same for a terminal: a word that is longer than a line is cut. */
export function foldToWidth(text: string, columns: number): string[] {
  if (displayWidth(text) <= columns) return [text];
  return wrapToWidth(text, columns).flatMap((line) => {
    const lines: string[] = [];
    let rest = line;
    while (displayWidth(rest) > columns && columns > 1) {
      const head = clipToWidth(rest, columns);
      lines.push(head);
      rest = rest.slice(head.length);
    }
    return [...lines, rest];
  });
}

/**
 * One line of prose for a terminal: broken at spaces and after full-width
 * marks, never within a word or what is quoted, which may be a command. What
 * goes on stands below the text after a label ("found    openclaw …").
 */
export function wrapProse(line: string, columns: number): string[] {
  if (widthOf(line) <= columns) return [line];
  const [label = ""] = LABEL.exec(line) ?? [];
  const indent = " ".repeat(Math.min(widthOf(label), Math.floor(columns / 2)));
  const lines: string[] = [];
  let current = label;
  for (const piece of line.slice(label.length).match(PROSE_PIECE) ?? []) {
    const begun = current.trim() !== "" && current !== label;
    if (begun && widthOf((current + piece).trimEnd()) > columns) {
      lines.push(current.trimEnd());
      current = indent;
    }
    current += piece;
  }
  return [...lines, current];
}

/** Words and what is quoted, with the marks and the spaces behind them; never nothing. */
const PROSE_PIECE =
  /(?=[^])(?:"[^"]*"?|“[^”]*|[^ "“，。：；、！？）”])*[，。：；、！？）”]* */g;

/** A word with spaces after it, which may have a colour. */
// deno-lint-ignore no-control-regex
const LABEL = /^ *(\S+ {2,}(\x1b\[[\d;]*m *)?)?/;

/** Without the codes of colours, which take no room. */
function widthOf(text: string): number {
  // deno-lint-ignore no-control-regex
  return displayWidth(text.replaceAll(/\x1b\[[\d;]*m/g, ""));
}

/** As much of a text as fits into so many columns. */
export function clipToWidth(text: string, columns: number): string {
  let width = 0;
  let clipped = "";
  for (const character of text) {
    width += WIDE.test(character) ? 2 : 1;
    if (width > columns) return clipped;
    clipped += character;
  }
  return clipped;
}

/** Rows of cells in lines: each column but the last as wide as its widest cell. */
export function tableLines(rows: readonly (readonly string[])[]): string[] {
  const widthOf = (column: number) =>
    Math.max(...rows.map((cells) => displayWidth(cells[column] ?? "")));
  return rows.map((cells) =>
    cells.map((cell, column) =>
      column === cells.length - 1 ? cell : padToWidth(cell, widthOf(column))
    ).join("  ")
  );
}
