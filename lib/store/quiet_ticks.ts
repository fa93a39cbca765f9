/**
 * The fast checks since they were last accounted for: what full checks do with
 * the file that fast ones add to (fast_path.ts). None is lost, none is counted
 * twice: the file is never cut, but put away under another name, where a line
 * that was just being written still arrives, and is found by the next full
 * check. How much of a file is accounted for is kept in the state, under the
 * file's first line, so that a guard that dies anywhere knows it again.
 */

import { readPlainText } from "../sys/plain_file.ts";
import {
  fastTickIn,
  fastTicksPath,
  MAX_FAST_TICKS_BYTES,
  type WrittenFastTick,
} from "./fast_path.ts";

/** Characters accounted for, by a file's first line. */
export type Accounted = Readonly<Record<string, number>>;

/** Fast checks, in the order in which they were written down. */
interface QuietTicks {
  readonly ticks: readonly WrittenFastTick[];
  /** With them. */
  readonly accounted: Accounted;
}

/** What an identity is cut to: a damaged line may be long. */
const FIRST_LINE = 80;

/** Reads what is not accounted for. Changes nothing; what cannot be read is none. */
export function readQuietTicks(
  statePath: string,
  accounted: Accounted,
): QuietTicks {
  const path = fastTicksPath(statePath);
  const ticks: WrittenFastTick[] = [];
  const now: Record<string, number> = {};
  for (const text of [textOf(putAwayPath(path)), textOf(path)]) {
    const lines = text.split("\n");
    const first = lines[1]?.slice(0, FIRST_LINE);
    // Half of its first line may be there so far.
    if (first === undefined || lines.length === 2 && isHalf(first)) continue;
    // After a power cut it may be shorter than it was.
    const from = Math.min(accounted[first] ?? 0, text.length);
    const last = text.lastIndexOf("\n");
    // A last line that is cut is looked at again: more of it may come.
    const to = isHalf(text.slice(last + 1)) ? last : text.length;
    now[first] = Math.max(from, to);
    for (const line of text.slice(from, to).split("\n")) {
      const tick = fastTickIn(line);
      if (tick !== null) ticks.push(tick);
    }
  }
  return { ticks, accounted: now };
}

function isHalf(line: string): boolean {
  return !line.endsWith("]");
}

/**
 * Puts the file away: the next fast check begins another. To be called once the
 * state says how much of it is accounted for. What was put away before goes.
 */
export function putQuietTicksAway(statePath: string): void {
  const path = fastTicksPath(statePath);
  try {
    if (textOf(path) !== "") Deno.renameSync(path, putAwayPath(path));
  } catch {
    // It stays, and is known by its first line.
  }
}

function putAwayPath(path: string): string {
  return path.replace(/\.jsonl$/, ".old.jsonl");
}

function textOf(path: string): string {
  try {
    return readPlainText(path, MAX_FAST_TICKS_BYTES) ?? "";
  } catch {
    return "";
  }
}
