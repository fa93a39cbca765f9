/** Files of lines that only grow at their end, and are shortened at their beginning. */

import { readPlainTail, statPlainFile } from "../sys/plain_file.ts";
import { ensurePrivateDir, writeFileAtomic } from "./atomic.ts";

/** How large a file may get. */
interface LineLimits {
  /** Bytes from which it is shortened. */
  readonly maxBytes: number;
  /** How many of the newest then stay. */
  readonly keptBytes: number;
}

/**
 * Adds a line.
 *
 * @param dir Its folder, made when it is missing.
 * @throws {Error} of the failing system call.
 */
export function appendLine(
  dir: string,
  path: string,
  line: string,
  { maxBytes, keptBytes }: LineLimits,
): void {
  const options = { read: true, append: true, create: true, mode: 0o600 };
  let file: Deno.FsFile;
  statPlainFile(path); // a pipe would take every line and keep none
  try {
    file = Deno.openSync(path, options);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    ensurePrivateDir(dir);
    file = Deno.openSync(path, options);
  }
  let { size } = file.statSync();
  try {
    // A line cut off by a power cut must not swallow this one.
    let start = "";
    if (size > 0) {
      const last = new Uint8Array(1);
      file.seekSync(-1, Deno.SeekMode.End);
      if (file.readSync(last) === 1 && last[0] !== 0x0a) start = "\n";
    }
    // One write: with O_APPEND the lines of two processes do not mix.
    const bytes = new TextEncoder().encode(`${start}${line}\n`);
    size += file.writeSync(bytes);
  } finally {
    file.close();
  }
  if (size > maxBytes) shorten(path, keptBytes);
}

/** Keeps the newest whole lines. */
function shorten(path: string, keptBytes: number): void {
  const tail = readPlainTail(path, keptBytes + 1);
  if (tail === null) return;
  const from = tail.bytes.indexOf(0x0a) + 1;
  writeFileAtomic(path, tail.bytes.subarray(from));
}
