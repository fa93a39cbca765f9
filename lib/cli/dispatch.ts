/** From the command line to a command, and from an error to an exit code. */

import {
  EXIT_FAILURE,
  EXIT_USAGE,
  GuardError,
  messageOf,
} from "../base/errors.ts";
import type { Context } from "../sys/context.ts";
import { wellKnownReason } from "../base/reason.ts";
import { t, translate } from "../text/speech.ts";
import { type Commands, optionWords } from "./options.ts";
import { findCommand } from "./find_command.ts";
import { speakAsAsked } from "./language.ts";

/** Commands that touch nothing of anybody's and may be run by anyone. */
const HARMLESS = new Set(["help", "version", "demo", "completions"]);

/** They are root's, and look themselves who calls them. */
const OF_ROOT = new Set(["grant", "revoke"]);

/** Words for people used to other programs. */
const GLOBAL_OPTIONS: ReadonlyMap<string, string> = new Map([
  ["--help", "help"],
  ["-h", "help"],
  ["--version", "version"],
  ["-V", "version"],
]);

/** Loaded for root only. */
async function refuseRoot(
  args: readonly string[],
  context: Context,
): Promise<void> {
  if (context.uid !== 0) return;
  await (await import("./refuse_root.ts")).refuseRoot(args, context);
}

/**
 * Runs what the command line asks for.
 *
 * @param args The command line without the program's name.
 * @param silent The context before anything was said.
 * @returns The exit code.
 * @throws {GuardError} when it could not be done.
 */
export async function dispatch(
  args: readonly string[],
  silent: Context,
  commands: Commands,
): Promise<number> {
  const load = async (name: string) => await findCommand(name, commands)();
  // cron's call, 2,880 times a day, says nothing to anybody.
  if (args.length === 1 && args[0] === "check") {
    await refuseRoot(args, silent);
    return await (await load("check")).run([], silent);
  }
  const { args: [word, ...rest], context } = await speakAsAsked(args, silent);
  if (word === undefined) {
    await (await load("help")).run([], context);
    return EXIT_USAGE;
  }
  const name = GLOBAL_OPTIONS.get(word) ?? word;
  const command = await load(name);
  if (optionWords(rest).some((one) => one === "--help" || one === "-h")) {
    return await (await load("help")).run([name], context);
  }
  if (!HARMLESS.has(name) && !OF_ROOT.has(name)) {
    await refuseRoot([name, ...rest], context);
    const { refuseUnknownProfile } = await import("./known_profile.ts");
    await refuseUnknownProfile(name, rest, context);
  }
  return await command.run(rest, context);
}

/**
 * Tells a person about an error, in one line.
 *
 * @param write Writes one line, and makes it safe: see {@linkcode Terminal}.
 * @param debug Show where it and its causes came from too.
 * @returns The exit code.
 */
export function reportError(
  error: unknown,
  write: (line: string) => void,
  debug: boolean,
): number {
  write(`openclaw-guard: ${told(error)}`);
  if (debug) { for (const origin of originsOf(error)) write(origin); }
  return error instanceof GuardError ? error.exitCode : EXIT_FAILURE;
}

/** Where an error and its causes came from, and what the system itself said. */
function originsOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return [...(error.stack ?? "").split("\n"), ...originsOf(error.cause)];
}

function told(error: unknown): string {
  const reason = wellKnownReason(error);
  if (reason !== null) {
    // "Permission denied (os error 13): mkdir '/x'": the last part is no reason.
    const detail = messageOf(error).replace(/^.*\(os error \d+\)(?:: )?/, "");
    return detail === "" ? translate(reason) : t`${reason} (${detail})`;
  }
  return translate(messageOf(error));
}
