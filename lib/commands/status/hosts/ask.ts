/**
 * `status` of other machines over plain ssh, as `systemctl --host` does it. It
 * only reads, and what it runs there is always the same.
 */

import { CommandNotFoundError, GuardError } from "../../../base/errors.ts";
import type { Context } from "../../../sys/context.ts";
import {
  type HostAnswer,
  MAX_ANSWER_BYTES,
  readAnswer,
  unknown,
} from "./answer.ts";

/** Each is a process, and what they print is kept in memory. */
const AT_ONCE = 16;
/** A look there takes up to 10 s with a gateway that is silent, ms. */
const TIMEOUT_MS = 30_000;

/** What the person's ssh config says holds, but for what would ask, wait or do more. */
const OPTIONS = {
  BatchMode: "yes",
  ConnectTimeout: "10",
  // A connection that is there is used; one left in the background would keep
  // the output open.
  ControlMaster: "no",
  ClearAllForwardings: "yes",
  ForwardAgent: "no",
  ForwardX11: "no",
  PermitLocalCommand: "no",
  RemoteCommand: "none",
  RequestTTY: "no",
  LogLevel: "ERROR",
};

/**
 * A jump host is asked by another ssh, which no option of these reaches: it
 * would ask for a password on the terminal. It gets none (ssh(1)).
 */
const ASKS_NOBODY = {
  SSH_ASKPASS: "/bin/false",
  SSH_ASKPASS_REQUIRE: "force",
};

/** For the shell there, whichever it is: `env` and quotes are the same in all. */
const REMOTE_COMMAND =
  'env PATH="$HOME/.local/bin:$PATH" openclaw-guard status --json';

/**
 * Asks all of them, at most 16 at once.
 *
 * @param told Called with each as it has answered.
 * @returns The answers in the order of the targets.
 * @throws {CommandNotFoundError} when there is no ssh.
 */
export async function askHosts(
  context: Context,
  targets: readonly string[],
  told: (answer: HostAnswer) => void,
): Promise<readonly HostAnswer[]> {
  const answers = new Map<string, HostAnswer>();
  const waiting = targets.values();
  const worker = async () => {
    for (const target of waiting) {
      const answer = await askHost(context, target);
      answers.set(target, answer);
      told(answer);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return targets.flatMap((target) => answers.get(target) ?? []);
}

async function askHost(context: Context, target: string): Promise<HostAnswer> {
  const options = Object.entries(OPTIONS)
    .flatMap(([name, value]) => ["-o", `${name}=${value}`]);
  try {
    const result = await context.run(
      "ssh",
      [...options, "--", target, REMOTE_COMMAND],
      {
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_ANSWER_BYTES + 1,
        env: ASKS_NOBODY,
      },
    );
    return readAnswer(target, result, TIMEOUT_MS);
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    if (error instanceof CommandNotFoundError) throw error;
    return unknown(target, error.message);
  }
}
