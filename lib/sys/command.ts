/** Runs other programs: argument arrays only, bounded in time and output. */

import { CommandNotFoundError, GuardError } from "../base/errors.ts";
import { latin1FromBytes } from "../base/latin1.ts";
import { reasonOf } from "../base/reason.ts";
import { say } from "../base/say.ts";

/** Limits and inputs of one run. */
export interface RunOptions {
  /** Milliseconds until the program is killed. Default 10,000. */
  readonly timeoutMs?: number;
  /** Bytes kept of stdout and of stderr each; the rest is dropped. Default 1 MiB. */
  readonly maxBytes?: number;
  /** Text for its standard input; none means /dev/null. */
  readonly stdin?: string;
  /**
   * How output becomes text. "latin1": one character per byte, so that nothing
   * is lost. Default "utf-8".
   */
  readonly encoding?: "utf-8" | "latin1";
  /** Variables added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** How a program ended. */
export interface RunResult {
  /** Exit code; 128 + n when signal n ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** It was killed because `timeoutMs` had passed. */
  readonly timedOut: boolean;
}

/** Runs a program; what tests replace. */
export type RunCommand = (
  program: string,
  args: readonly string[],
  options?: RunOptions,
) => Promise<RunResult>;

/** How a run ends; null where there is no such program. */
export async function ifInstalled(
  run: () => Promise<RunResult>,
): Promise<RunResult | null> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof CommandNotFoundError) return null;
    throw error;
  }
}

/**
 * A killed program may be stuck in the kernel (state D), or a child of it may
 * hold its output open: that is not waited for, ms.
 */
const KILL_TIMEOUT_MS = 1000;
/** 128 + SIGKILL. */
const KILLED = 137;

async function readAtMost(
  stream: ReadableStream<Uint8Array>,
  maxBytes: number,
  encoding: "utf-8" | "latin1",
): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of stream) {
    if (size >= maxBytes) continue; // keep draining, or the child blocks
    const kept = chunk.subarray(0, maxBytes - size);
    size += kept.length;
    text += encoding === "latin1"
      ? latin1FromBytes(kept)
      : decoder.decode(kept, { stream: true });
  }
  return text + decoder.decode();
}

/**
 * Runs a program and waits for its end, at most a second longer than its
 * limit.
 *
 * @throws {CommandNotFoundError} when there is no such program.
 * @throws {GuardError} when it cannot be started for another reason.
 */
export const runCommand: RunCommand = async (program, args, options = {}) => {
  const {
    timeoutMs = 10_000,
    maxBytes = 1 << 20,
    stdin,
    env,
    encoding = "utf-8",
  } = options;
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command(program, {
      args: [...args],
      stdin: stdin === undefined ? "null" : "piped",
      stdout: "piped",
      stderr: "piped",
      ...(env === undefined ? {} : { env: { ...env } }),
    }).spawn();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw new CommandNotFoundError(program, { cause: error });
    }
    throw new GuardError(
      say`cannot run "${program}": ${reasonOf(error)}`,
      "",
      { cause: error },
    );
  }
  let timedOut = false;
  const { promise: abandoned, resolve: giveUp } = Promise.withResolvers<null>();
  let timer = setTimeout(() => {
    timedOut = true;
    try {
      child.kill("SIGKILL");
    } catch {
      // It ended by itself in this very moment.
    }
    timer = setTimeout(giveUp, KILL_TIMEOUT_MS, null);
  }, timeoutMs);
  try {
    const write = async () => {
      if (stdin === undefined) return;
      const writer = child.stdin.getWriter();
      try {
        await writer.write(new TextEncoder().encode(stdin));
        await writer.close();
      } catch {
        // The program ended without reading its input; its exit code says why.
      }
    };
    const ended = await Promise.race([
      Promise.all([
        readAtMost(child.stdout, maxBytes, encoding),
        readAtMost(child.stderr, maxBytes, encoding),
        child.status,
        write(),
      ]),
      abandoned,
    ]);
    if (ended === null) {
      return { code: KILLED, stdout: "", stderr: "", timedOut };
    }
    const [stdout, stderr, status] = ended;
    return { code: status.code, stdout, stderr, timedOut };
  } finally {
    clearTimeout(timer);
  }
};
