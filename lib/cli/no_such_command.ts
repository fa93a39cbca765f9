/** What was meant by a name that is no command's. */

import { UsageError } from "../base/errors.ts";
import { nearestName } from "../base/nearest.ts";
import { DEFAULT_PROFILE, unitName } from "../base/profile.ts";
import { say } from "../base/say.ts";

/** What people want of a gateway, and others do well. */
const GATEWAY_VERBS = ["start", "stop", "restart"];

/**
 * The error that says so.
 *
 * @param before What is typed before the name, such as "help ".
 */
export function noSuchCommand(
  name: string,
  commands: readonly string[],
  before = "",
): UsageError {
  if (before === "" && GATEWAY_VERBS.includes(name)) {
    return new UsageError(
      say`cannot run ${JSON.stringify(name)}: there is no such command`,
      say`The gateway is started and stopped with "systemctl --user ${name} ${
        unitName(DEFAULT_PROFILE)
      }" or "openclaw gateway ${name}"`,
    );
  }
  const nearest = nearestName(name, [
    ...commands,
    ...before === "" ? ["--help", "--version", "--lang"] : [],
  ]);
  return new UsageError(
    name.startsWith("-")
      ? say`cannot run ${JSON.stringify(name)}: a command comes first`
      : say`cannot run ${JSON.stringify(name)}: there is no such command`,
    nearest === undefined
      ? say`See "openclaw-guard help"`
      : say`Did you mean "openclaw-guard ${before + nearest}"?`,
  );
}
