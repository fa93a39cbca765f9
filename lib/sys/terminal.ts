/** Where a person reads and answers. */

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
}

/** The process's own terminal. */
export function systemTerminal(): Terminal {
  const encoder = new TextEncoder();
  const write = (
    stream: { writeSync(bytes: Uint8Array): number },
    text: string,
  ) => {
    let bytes = encoder.encode(text);
    try {
      while (bytes.length > 0) bytes = bytes.subarray(stream.writeSync(bytes));
    } catch (error) {
      // `openclaw-guard status | head -1`: the reader has gone, which is fine.
      if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
    }
  };
  const colour = () =>
    Deno.stdout.isTerminal() && !Deno.noColor &&
    Deno.env.get("TERM") !== "dumb";
  const safe = (line: string) => safeLine(line, colour());
  return {
    out: (line) => write(Deno.stdout, safe(line) + "\n"),
    prose: (line) => {
      const columns = systemScreen("stdout").size()?.columns ?? Infinity;
      write(Deno.stdout, wrapProse(safe(line), columns).join("\n") + "\n");
    },
    err: (line) => write(Deno.stderr, safeLine(line) + "\n"),
    get interactive() {
      return Deno.stdin.isTerminal() && Deno.stdout.isTerminal();
    },
    get colour() {
      return colour();
    },
    ask: (question) => prompt(safeLine(question)),
  };
}
