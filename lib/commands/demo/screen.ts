/** Where the timeline appears. */

import { clipped, colouredText, type Line, plainText } from "./styled.ts";

/** What shows a timeline. */
export interface Screen extends Disposable {
  /** Columns of a line. */
  readonly width: number;
  /** Adds lines that stay. */
  print(lines: readonly Line[]): void;
  /** Replaces the lines at the bottom, which show the present. */
  status(lines: readonly Line[]): void;
}

/** Plain lines, one after another, for files and pipes. */
export function plainScreen(
  width: number,
  write: (line: string) => void,
): Screen {
  return {
    width,
    print: (lines) => lines.forEach((line) => write(plainText(line))),
    status() {},
    [Symbol.dispose]() {},
  };
}

const HIDE_CURSOR = "\x1b[?25l";
const SHOW_CURSOR = "\x1b[?25h";

/**
 * Coloured lines on a terminal, and status lines that are written over again
 * and again. Every line must fit, or the way back up would be miscounted.
 *
 * @param width One column less than the terminal has: some wrap a full line.
 * @param write Writes text and a newline.
 */
export function liveScreen(
  width: number,
  write: (text: string) => void,
): Screen {
  let present: readonly Line[] = [];
  const redraw = (added: readonly Line[], next: readonly Line[]) => {
    const shown = [...added, ...next];
    // Up to where the status began, and everything below it cleared.
    const back = present.length === 0 ? "" : `\x1b[${present.length}A\r\x1b[J`;
    present = next;
    if (shown.length === 0 && back === "") return;
    const text = shown.map((line) => colouredText(clipped(line, width)));
    // The writer ends the last line itself; without one it must go up again.
    write(
      HIDE_CURSOR + back + (text.length === 0 ? "\x1b[A" : text.join("\n")),
    );
  };
  return {
    width,
    print: (lines) => redraw(lines, present),
    status: (lines) => redraw([], lines),
    [Symbol.dispose]() {
      redraw([], []);
      write(`${SHOW_CURSOR}\x1b[A`);
    },
  };
}
