/**
 * Pure edits of a crontab(5) table. A table is text with one character per
 * byte (latin1), so that no byte of a line that is not ours can change, be it
 * a carriage return, a NUL or invalid UTF-8.
 */

import { GuardError } from "../../base/errors.ts";
import { say } from "../../base/say.ts";
import type { CheckCommand } from "../check_variables.ts";
import { guardLines } from "./line.ts";

/** First line of the guard's block. */
export const BLOCK_BEGIN =
  '# BEGIN openclaw-guard (managed block: changes are lost, use "openclaw-guard uninstall")';
/** Last line of the guard's block. */
export const BLOCK_END = "# END openclaw-guard";
/** Kept in the block so that removing it gives back the very same bytes. */
const NO_NEWLINE_NOTE = "# (there was no newline before this block)";

const BEGIN = /^\s*# BEGIN openclaw-guard(?:\s|$)/;
const END = /^\s*# END openclaw-guard(?:\s|$)/;

/** Offsets of a block: from the start of its first to the end of its last line. */
interface Block {
  readonly start: number;
  readonly end: number;
}

/** The lines of a table, each with its newline if it has one. */
function linesOf(table: string): string[] {
  return table.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function unbalanced(line: number, problem: string): GuardError {
  return new GuardError(
    say`cannot tell which lines of your crontab are the guard's: line ${line} ${problem}`,
    say`Repair the lines "# BEGIN openclaw-guard" and "# END openclaw-guard" with "crontab -e"`,
  );
}

function findBlocks(table: string): Block[] {
  const blocks: Block[] = [];
  let begin: { start: number; line: number } | null = null;
  let offset = 0;
  for (const [index, text] of linesOf(table).entries()) {
    const line = index + 1;
    if (BEGIN.test(text)) {
      if (begin !== null) {
        throw unbalanced(
          line,
          say`begins a block inside the one of line ${begin.line}`,
        );
      }
      begin = { start: offset, line };
    } else if (END.test(text)) {
      if (begin === null) {
        throw unbalanced(line, say`ends a block that was not begun`);
      }
      blocks.push({ start: begin.start, end: offset + text.length });
      begin = null;
    }
    offset += text.length;
  }
  if (begin !== null) {
    throw unbalanced(begin.line, say`begins a block that is not ended`);
  }
  return blocks;
}

/**
 * Whether the guard's block is in the table.
 *
 * @throws {GuardError} when its markers are not balanced.
 */
export function hasBlock(table: string): boolean {
  return findBlocks(table).length > 0;
}

/**
 * Where the guard's block begins, ended or not; -1 when there is none. What
 * follows the marker in its first line differs between versions.
 */
export function blockStart(table: string): number {
  let offset = 0;
  for (const line of linesOf(table)) {
    if (BEGIN.test(line)) return offset;
    offset += line.length;
  }
  return -1;
}

/**
 * The table without the guard's block; every other byte stays.
 *
 * @throws {GuardError} when the block's markers are not balanced.
 */
export function removeBlock(table: string): string {
  let rest = table;
  for (const { start, end } of findBlocks(table).reverse()) {
    const after = rest.slice(end);
    let before = rest.slice(0, start);
    // With lines behind the block the newline separates them: it stays.
    const joined = after === "" &&
      rest.slice(start, end).includes(NO_NEWLINE_NOTE);
    if (joined && before.endsWith("\n")) before = before.slice(0, -1);
    rest = before + after;
  }
  return rest;
}

/**
 * The table with one block of the guard: replaced where it stands, else
 * appended.
 *
 * @throws {GuardError} when the markers are not balanced or the line cannot
 * be written in a crontab.
 */
export function putBlock(table: string, command: CheckCommand): string {
  const blocks = findBlocks(table);
  const first = blocks[0];
  if (first === undefined) {
    const joined = table !== "" && !table.endsWith("\n");
    return table + (joined ? "\n" : "") + blockText(command, joined);
  }
  const old = table.slice(first.start, first.end);
  return table.slice(0, first.start) +
    blockText(command, old.includes(NO_NEWLINE_NOTE)) +
    removeBlock(table.slice(first.end));
}

function blockText(command: CheckCommand, joined: boolean): string {
  return [
    BLOCK_BEGIN,
    ...(joined ? [NO_NEWLINE_NOTE] : []),
    ...guardLines(command),
    BLOCK_END,
    "",
  ].join("\n");
}

/** What {@linkcode takeScriptLines} found. */
interface ScriptLines {
  /** The table without the lines in `taken`. */
  readonly table: string;
  /** Lines that only run the article's script, without their newlines. */
  readonly taken: readonly string[];
  /** Lines that mention the script but do something else too: they stay. */
  readonly kept: readonly string[];
}

/** A comment, a blank line or an assignment (crontab(5)). */
const INACTIVE = /^\s*(?:#|$|[A-Za-z_"'][\w"']*\s*=)/;
/** Schedule, optional sleep and shell, the script, optional redirections. */
const ONLY_SCRIPT = new RegExp(
  /^\s*(?:@\w+|(?:\S+\s+){4}\S+)\s+/.source +
    /(?:sleep\s+\d+\s*(?:&&|;)\s*)?/.source +
    /(?:(?:\/usr)?(?:\/bin\/)?(?:ba|da)?sh\s+)?/.source +
    /["']?[^\s;&|<>"'`]*openclaw-health-check\.sh["']?/.source +
    /(?:\s*(?:\d?>&\d|(?:&|\d)?>>?\s*[^\s;&|<>]+))*\s*$/.source,
);

/** Takes the lines out that run the article's openclaw-health-check.sh. */
export function takeScriptLines(table: string): ScriptLines {
  const taken: string[] = [];
  const kept: string[] = [];
  const rest = linesOf(table).filter((line) => {
    if (!line.includes("openclaw-health-check.sh")) return true;
    if (INACTIVE.test(line)) return true;
    const only = ONLY_SCRIPT.test(line);
    (only ? taken : kept).push(line.replace(/\r?\n$/, ""));
    return !only;
  });
  return { table: rest.join(""), taken, kept };
}
