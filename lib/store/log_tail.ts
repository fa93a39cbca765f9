/** Reads the end of the log, and what is added to it, across rotation. */

import type { Clock } from "../sys/clock.ts";
import { openPlainFile, readPlainTail } from "../sys/plain_file.ts";

const CHUNK_BYTES = 64 * 1024;

/** How often a followed log is looked at. */
const POLL_MS = 500;

/** The last lines of one file, read from its end; null when there is no file. */
function lastLinesOf(path: string, count: number): string[] | null {
  for (let maxBytes = CHUNK_BYTES;; maxBytes *= 4) {
    const tail = readPlainTail(path, maxBytes);
    if (tail === null) return null;
    const lines = new TextDecoder().decode(tail.bytes).split("\n");
    if (lines.at(-1) === "") lines.pop();
    // The first one may be half a line.
    if (!tail.whole && lines.length <= count) continue;
    return count === 0 ? [] : lines.slice(-count);
  }
}

/**
 * The last lines of a log and, where it is too short, of the older ones
 * (`guard.log.1`, `guard.log.2`, …).
 *
 * @returns Oldest first; null when there is no log at all.
 * @throws {Error} of the failing system call.
 */
export function lastLines(path: string, count: number): string[] | null {
  let lines: string[] | null = null;
  for (let number = 0; (lines?.length ?? 0) < count || number === 0; number++) {
    const wanted = count - (lines?.length ?? 0);
    const older = lastLinesOf(
      number === 0 ? path : `${path}.${number}`,
      wanted,
    );
    // Just after a rotation there is no guard.log, only guard.log.1.
    if (older === null && number > 0) break;
    if (older !== null) lines = [...older, ...lines ?? []];
  }
  return lines;
}

/**
 * Passes on every line that is added to a log, from its present end on, until
 * the signal comes. After a rotation it goes on with the new file; a log that
 * is not there yet is waited for.
 */
export async function followLines(
  path: string,
  clock: Clock,
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const reader = new GrowingFile(path, onLine);
  try {
    reader.open("end");
    while (!signal.aborted) {
      await clock.sleep(POLL_MS);
      // Asked first, so that nothing of the old file is left unread below.
      const replaced = reader.replaced();
      reader.read();
      if (replaced) {
        reader.open("start");
        reader.read();
      }
    }
  } finally {
    reader.close();
  }
}

class GrowingFile {
  readonly #path: string;
  readonly #onLine: (line: string) => void;
  readonly #buffer = new Uint8Array(CHUNK_BYTES);
  #file: Deno.FsFile | null = null;
  #decoder = new TextDecoder();
  #begun = "";

  constructor(path: string, onLine: (line: string) => void) {
    this.#path = path;
    this.#onLine = onLine;
  }

  open(from: "start" | "end"): void {
    this.close();
    this.#file = openPlainFile(this.#path);
    if (from === "end") this.#file?.seekSync(0, Deno.SeekMode.End);
  }

  read(): void {
    for (;;) {
      const count = this.#file?.readSync(this.#buffer) ?? null;
      if (count === null) return;
      const text = this.#begun +
        this.#decoder.decode(this.#buffer.subarray(0, count), { stream: true });
      const lines = text.split("\n");
      this.#begun = lines.pop() ?? "";
      lines.forEach(this.#onLine);
    }
  }

  /** Another file has the name now, or this one was emptied. */
  replaced(): boolean {
    let info: Deno.FileInfo;
    try {
      info = Deno.statSync(this.#path);
    } catch (error) {
      // Between rotation and the next line there is no file.
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    }
    return this.#file === null ||
      info.size < this.#file.seekSync(0, Deno.SeekMode.Current) ||
      info.ino !== this.#file.statSync().ino;
  }

  close(): void {
    if (this.#begun !== "") this.#onLine(this.#begun);
    this.#begun = "";
    this.#decoder = new TextDecoder();
    this.#file?.close();
    this.#file = null;
  }
}
