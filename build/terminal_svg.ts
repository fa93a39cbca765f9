/**
 * Draws what a terminal showed as an SVG that plays it again: two strips of
 * film, the lines and the status below them, each moved by one CSS animation
 * behind a window. No scripts, no fonts from elsewhere. Where animations are
 * off, one still picture is shown.
 */

import type { Line, Span, Style } from "../lib/commands/demo/styled.ts";
import { displayWidth } from "../lib/base/width.ts";

/** What was shown, and when. */
export interface Recording {
  readonly columns: number;
  /** Lines that stay; in order. */
  readonly lines: readonly { readonly atMs: number; readonly line: Line }[];
  /** The lines at the bottom, each time they changed. */
  readonly statuses: readonly {
    readonly atMs: number;
    readonly lines: readonly Line[];
  }[];
}

/** How it is drawn. */
export interface DrawingOptions {
  readonly title: string;
  /** As BCP 47 names it: the same character looks different elsewhere. */
  readonly language: string;
  /** Lines seen at a time. */
  readonly rows: number;
  /** How many times faster than it was. */
  readonly speed: number;
  /** How long the end is shown before it begins again, ms. */
  readonly holdMs: number;
  /** The moment of the still picture, ms of the recording. */
  readonly stillMs: number;
}

const CELL_WIDTH = 8.4;
const ROW_HEIGHT = 19;
const MARGIN = 16;
const TITLE_HEIGHT = 34;
const FONT_SIZE = 13.5;
/** Chinese characters are as wide as high, and have two cells. */
const WIDE_SPACING = 2 * CELL_WIDTH - FONT_SIZE;

const COLOURS: Readonly<Record<Style, string>> = {
  plain: "#c9d1d9",
  strong: "#ffffff",
  faint: "#7d8590",
  good: "#3fb950",
  bad: "#f85149",
  act: "#e3b341",
  guard: "#39c5cf",
};

/** One text file of SVG. */
export function terminalSvg(
  { columns, lines, statuses }: Recording,
  options: DrawingOptions,
): string {
  const { title, language, rows, speed, holdMs, stillMs } = options;
  const statusRows = Math.max(0, ...statuses.map(({ lines }) => lines.length));
  const endMs = Math.max(
    0,
    ...[...lines, ...statuses].map(({ atMs }) => atMs),
  );
  const totalMs = endMs + holdMs * speed;
  const width = round(columns * CELL_WIDTH + 2 * MARGIN);
  const windowHeight = rows * ROW_HEIGHT;
  const statusTop = TITLE_HEIGHT + windowHeight + ROW_HEIGHT / 2;
  const height = statusTop + statusRows * ROW_HEIGHT + MARGIN / 2;

  // The newest line is at the bottom of the window, later ones are below it.
  const scroll = lines.map(({ atMs }, index) => ({
    atMs,
    y: (rows - index - 1) * ROW_HEIGHT,
  }));
  // Frame 0 is empty.
  const flip = statuses.map(({ atMs }, index) => ({
    atMs,
    y: -(index + 1) * statusRows * ROW_HEIGHT,
  }));
  const seconds = round(totalMs / speed / 1000);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${
    escaped(title)
  }" xml:lang="${language}">
<title>${escaped(title)}</title>
<style>
text{font:${FONT_SIZE}px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre}
${
    Object.entries(COLOURS).map(([style, colour]) =>
      `.${style}{fill:${colour}}`
    ).join("")
  }
.strong{font-weight:bold}
.wide{letter-spacing:${round(WIDE_SPACING)}px}
.film{animation:scroll ${seconds}s step-end infinite}
.frames{animation:flip ${seconds}s step-end infinite}
@keyframes scroll{${keyframes(scroll, windowHeight, totalMs)}}
@keyframes flip{${keyframes(flip, 0, totalMs)}}
@media (prefers-reduced-motion:reduce){.film,.frames{animation:none}}
</style>
<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>
<circle cx="20" cy="17" r="5.5" fill="#ff5f57"/><circle cx="39" cy="17" r="5.5" fill="#febc2e"/><circle cx="58" cy="17" r="5.5" fill="#28c840"/>
<text class="faint" x="${width / 2}" y="21.5" text-anchor="middle">${
    escaped(title)
  }</text>
<svg x="${MARGIN}" y="${TITLE_HEIGHT}" width="${
    width - MARGIN
  }" height="${windowHeight}"><g class="film" transform="translate(0 ${
    positionAt(scroll, windowHeight, stillMs)
  })">
${lines.map(({ line }, index) => drawn(line, index)).join("")}</g></svg>
<svg x="${MARGIN}" y="${statusTop}" width="${width - MARGIN}" height="${
    statusRows * ROW_HEIGHT
  }"><g class="frames" transform="translate(0 ${positionAt(flip, 0, stillMs)})">
${
    statuses.map(({ lines }, index) =>
      lines.map((line, row) => drawn(line, (index + 1) * statusRows + row))
        .join("")
    ).join("")
  }</g></svg>
</svg>
`;
}

/** Where a strip is from a moment on. */
interface Position {
  readonly atMs: number;
  readonly y: number;
}

/** CSS keyframes; of positions at the same moment the last one holds. */
function keyframes(
  positions: readonly Position[],
  startY: number,
  totalMs: number,
): string {
  const stops = new Map([["0", startY]]);
  for (const { atMs, y } of positions) {
    stops.set(String(round(100 * atMs / totalMs)), y);
  }
  return [...stops].map(([percent, y]) =>
    `${percent}%{transform:translateY(${y}px)}`
  ).join("");
}

function positionAt(
  positions: readonly Position[],
  startY: number,
  atMs: number,
): number {
  return positions.findLast((position) => position.atMs <= atMs)?.y ?? startY;
}

function drawn(line: Line, row: number): string {
  let column = 0;
  let texts = "";
  let shapes = "";
  for (const [style, text] of line) {
    const x = round(column * CELL_WIDTH);
    const blocks = blocksOf([style, text], x, row);
    if (blocks !== null) shapes += blocks;
    else texts += textOf([style, text], column);
    column += displayWidth(text);
  }
  const y = round(row * ROW_HEIGHT + ROW_HEIGHT * 0.72);
  return shapes + (texts === "" ? "" : `<text y="${y}">${texts}</text>\n`);
}

/** A span's text, in pieces of one width: fonts disagree about the two together. */
function textOf([style, text]: Span, startColumn: number): string {
  let column = startColumn;
  let drawn = "";
  for (const piece of piecesOf(text)) {
    // Spaces at the start would be lost where white-space is not known.
    const lead = piece.length - piece.trimStart().length;
    if (piece.trim() !== "") {
      drawn += `<tspan class="${style}${isWide(piece) ? " wide" : ""}" x="${
        round((column + lead) * CELL_WIDTH)
      }">${escaped(piece.trim())}</tspan>`;
    }
    column += displayWidth(piece);
  }
  return drawn;
}

function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const character of text) {
    const last = pieces.at(-1);
    if (last !== undefined && isWide(last) === isWide(character)) {
      pieces[pieces.length - 1] = last + character;
    } else {
      pieces.push(character);
    }
  }
  return pieces;
}

function isWide(text: string): boolean {
  return displayWidth(text) > [...text].length;
}

/** Parts of a row's height: bottom edge and height of what is drawn as a shape. */
const SHAPES: ReadonlyMap<string, readonly [bottom: number, height: number]> =
  new Map([["▇", [0.85, 0.7]], ["▁", [0.85, 0.12]], ["─", [0.52, 0.05]]]);

/** Fonts leave gaps in rows of blocks and rules, so those are drawn. */
function blocksOf(
  [style, text]: Span,
  x: number,
  row: number,
): string | null {
  const characters = [...text.trim()];
  const shape = SHAPES.get(characters[0] ?? "");
  if (shape === undefined || new Set(characters).size > 1) return null;
  const [bottom, height] = shape;
  const y = round((row + bottom - height) * ROW_HEIGHT);
  const lead = text.length - text.trimStart().length;
  return `<rect class="${style}" x="${
    round(x + lead * CELL_WIDTH)
  }" y="${y}" width="${round(characters.length * CELL_WIDTH)}" height="${
    round(height * ROW_HEIGHT)
  }"/>\n`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
