/** Runs a program before it takes the place of ours. */

import { GuardError } from "../base/errors.ts";
import { PROGRAM_NAME } from "../base/program_name.ts";
import type { RunResult } from "../sys/command.ts";
import type { Context } from "../sys/context.ts";
import { reasonOf } from "../base/reason.ts";
import { say } from "../base/say.ts";
import { isVersion } from "../base/version_order.ts";

/** A start takes 0.1 s; this is for a machine that swaps, ms. */
const START_TIMEOUT_MS = 20_000;

/**
 * Sees whether a program starts here, and which version it is.
 *
 * @returns The version it says.
 * @throws {GuardError} when it does not start or says something else.
 */
export async function tryProgram(
  context: Context,
  path: string,
): Promise<string> {
  const result = await start(context, path, ["version", "--json"]);
  const version = versionIn(result);
  if (version !== null) return version;
  const why = result.timedOut
    ? say`it did not answer within ${START_TIMEOUT_MS / 1000} s`
    : result.stderr.trim() || say`exit code ${result.code}`;
  throw doesNotRun(path, why, undefined);
}

/**
 * Refuses a program to which the settings are no settings: it would leave the
 * gateway alone until somebody corrects them. If they are none to the program
 * in use either, there is nothing to lose.
 *
 * @param fresh A program that starts, of this version.
 * @param inUse The one it shall replace.
 */
export async function refuseUnusableSettings(
  context: Context,
  fresh: string,
  version: string,
  inUse: string,
): Promise<void> {
  const validate = ["config", "validate"];
  const result = await start(context, fresh, validate);
  if (result.code === 0) return;
  if ((await start(context, inUse, validate)).code !== 0) return;
  const [problem = ""] = result.stdout.trim().split("\n");
  throw new GuardError(
    say`cannot switch to ${version}: it does not accept your settings: ${problem}`,
    say`Take that out of the settings file first`,
  );
}

async function start(
  context: Context,
  path: string,
  args: readonly string[],
): Promise<RunResult> {
  try {
    return await context.run(path, args, {
      timeoutMs: START_TIMEOUT_MS,
      env: { LC_ALL: "C" },
    });
  } catch (error) {
    throw doesNotRun(path, reasonOf(error), error);
  }
}

function doesNotRun(path: string, why: string, cause: unknown): GuardError {
  return new GuardError(
    say`cannot upgrade: ${path} does not run here: ${why}`,
    say`The program in use stays; report it`,
    { cause },
  );
}

function versionIn({ code, stdout }: RunResult): string | null {
  if (code !== 0) return null;
  try {
    const { name, version } = JSON.parse(stdout);
    if (name !== PROGRAM_NAME) return null;
    return typeof version === "string" && isVersion(version) ? version : null;
  } catch {
    return null;
  }
}
