/** Talking to systemd's user manager about the guard's own units. */

import { GuardError } from "../../base/errors.ts";
import type { RunResult } from "../../sys/command.ts";
import type { Context } from "../../sys/context.ts";
import { systemctl } from "../../sys/systemctl.ts";
import { say } from "../../base/say.ts";

/** systemd answers in milliseconds; on a crowded machine not always, ms. */
const ANSWER_MS = 10_000;

/** Asks systemd's user manager; times come in UTC. */
export function ask(
  context: Context,
  args: readonly string[],
  timeoutMs = ANSWER_MS,
): Promise<RunResult> {
  // Times in UTC: the names of other zones cannot be read back.
  return systemctl(context, args, { timeoutMs, env: { TZ: "UTC" } });
}

/**
 * Tells systemd's user manager to do something.
 *
 * @throws {GuardError} when it does not.
 */
export async function must(
  context: Context,
  args: readonly string[],
): Promise<void> {
  const result = await ask(context, args);
  if (result.code === 0 && !result.timedOut) return;
  throw new GuardError(
    say`"systemctl --user ${args.join(" ")}" failed: ${firstLine(result)}`,
    say`Run it yourself to see more`,
  );
}

/** Why a command failed, in one line. */
export function firstLine(result: RunResult): string {
  if (result.timedOut) return say`no answer in time`;
  return result.stderr.trim().split("\n")[0] || say`exit code ${result.code}`;
}
