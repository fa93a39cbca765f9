/** Where a person reads and answers. */

import { GuardError } from "../base/errors.ts";
import { say } from "../base/say.ts";
import { wrapProse } from "../base/width.ts";
import { safeLine } from "../base/safe_line.ts";
import { systemScreen } from "./screen.ts";

/**
 * What tests replace to see the output and to answer questions. Whatever is
 * written here is made safe ({@linkcode safeLine}).
 */
export interface Terminal {
  /** Writes one line to standard output. */
  out(line: string): void;
  /** Writes one line of sentences to standard output; a terminal gets it broken between words. */
  prose(line: string): void;
  /** Writes one line to standard error. */
  err(line: string): void;
  /** Someone can be asked: standard input and output are a terminal. */
  readonly interactive: boolean;
  /** Colours may be used on standard output (never with NO_COLOR). */
  readonly colour: boolean;
  /** Asks and returns the answer; null when there is none (end of input). */
  ask(question: string): string | null;
  /** The same for what must not be seen: what is typed is not shown. */
  askHidden(question: string): string | null;
  /**
   * Reads standard input to its end.
   *
   * @throws {GuardError} when there is more than a person would write.
   */
  input(): string;
}

/** More is no answer of a person. */
const MAX_INPUT_BYTES = 64 * 1024;

/** The process's own terminal. Nothing is wrong with `… | head -1`: who reads has gone. */
export function systemTerminal(): Terminal {
  const stdout = systemScreen("stdout");
  const stderr = systemScreen("stderr");
  const colour = stdout.live && !Deno.noColor;
  const out = (line: string) => void stdout.write(line + "\n");
  return {
    out: (line) => out(safeLine(line, colour)),
    prose(line) {
      const columns = stdout.size()?.columns ?? Infinity;
      out(wrapProse(safeLine(line, colour), columns).join("\n"));
    },
    err: (line) => void stderr.write(safeLine(line) + "\n"),
    interactive: Deno.stdin.isTerminal() && Deno.stdout.isTerminal(),
    colour,
    ask: (question) => prompt(safeLine(question)),
    askHidden(question) {
      const answer = readHidden(() =>
        void stdout.write(`${safeLine(question)} `)
      );
      out("");
      return answer;
    },
    input: readInput,
  };
}

/**
 * What is typed up to Enter; null for Ctrl-C and Ctrl-D.
 *
 * @param ask Asks; what is typed from then on is not shown.
 */
function readHidden(ask: () => void): string | null {
  const bytes: number[] = [];
  // Not only without echo: a long address would be cut at 4095 bytes, the
  // terminal's own limit for a line.
  Deno.stdin.setRaw(true);
  try {
    ask();
    const byte = new Uint8Array(1);
    for (;;) {
      const read = Deno.stdin.readSync(byte);
      const [code = 0] = byte;
      if (read === null || code === 3 || code === 4) return null;
      if (code === 10 || code === 13) break;
      if (code === 8 || code === 127) removeLast(bytes);
      else if (code === 21) bytes.length = 0; // Ctrl-U
      else if (bytes.length < MAX_INPUT_BYTES) bytes.push(code);
    }
  } finally {
    Deno.stdin.setRaw(false);
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

/** A character of UTF-8: all bytes up to its first. */
function removeLast(bytes: number[]): void {
  while (((bytes.pop() ?? 0) & 0xc0) === 0x80);
}

function readInput(): string {
  const bytes = new Uint8Array(MAX_INPUT_BYTES + 1);
  let length = 0;
  while (length < bytes.length) {
    const read = Deno.stdin.readSync(bytes.subarray(length));
    if (read === null) break;
    length += read;
  }
  if (length > MAX_INPUT_BYTES) {
    throw new GuardError(
      say`cannot read standard input: it has more than ${MAX_INPUT_BYTES} bytes`,
    );
  }
  return new TextDecoder().decode(bytes.subarray(0, length));
}
