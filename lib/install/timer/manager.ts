/** Talking to systemd about the guard's own units. */

import { GuardError } from "../../base/errors.ts";
import type { RunResult } from "../../sys/command.ts";
import type { Context } from "../../sys/context.ts";
import { systemctl } from "../../sys/systemctl.ts";
import { say } from "../../base/say.ts";
import { timerScope } from "./files.ts";

/** systemd answers in milliseconds; on a crowded machine not always, ms. */
const ANSWER_MS = 10_000;

/** Asks the manager of the guard's timer; times come in UTC. */
export function ask(
  context: Context,
  args: readonly string[],
  timeoutMs = ANSWER_MS,
): Promise<RunResult> {
  // Times in UTC: the names of other zones cannot be read back.
  return systemctl(context, timerScope(context), args, {
    timeoutMs,
    env: { TZ: "UTC" },
  });
}

/**
 * Tells it to do something.
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
    say`"systemctl --${timerScope(context)} ${args.join(" ")}" failed: ${
      firstLine(result)
    }`,
    say`Run it yourself to see more`,
  );
}

/** Why a command failed, in one line. */
export function firstLine(result: RunResult): string {
  if (result.timedOut) return say`no answer in time`;
  return result.stderr.trim().split("\n")[0] || say`exit code ${result.code}`;
}
