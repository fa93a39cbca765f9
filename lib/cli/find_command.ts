/** Finds a command by name, or what was meant by one that is none. */

import { UsageError } from "../base/errors.ts";
import { nearestName } from "../base/nearest.ts";
import { DEFAULT_PROFILE, unitName } from "../base/profile.ts";
import { say } from "../base/say.ts";

/** What people want of a gateway, and others do well. */
const GATEWAY_VERBS = ["start", "stop", "restart"];

/**
 * What a table has about a command.
 *
 * @param before What is typed before the name, such as "help ".
 * @throws {UsageError} when there is none, naming the nearest one.
 */
export function findCommand<C>(
  name: string,
  commands: Readonly<Record<string, C>>,
  before = "",
): C {
  // `in` would find "constructor" and the like.
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry !== undefined) return entry;
  if (before === "" && GATEWAY_VERBS.includes(name)) {
    throw new UsageError(
      say`cannot run ${JSON.stringify(name)}: there is no such command`,
      say`The gateway is started and stopped with "systemctl --user ${name} ${
        unitName(DEFAULT_PROFILE)
      }" or "openclaw gateway ${name}"`,
    );
  }
  const nearest = nearestName(name, [
    ...Object.keys(commands),
    ...before === "" ? ["--help", "--version", "--lang"] : [],
  ]);
  throw new UsageError(
    name.startsWith("-")
      ? say`cannot run ${JSON.stringify(name)}: a command comes first`
      : say`cannot run ${JSON.stringify(name)}: there is no such command`,
    nearest === undefined
      ? say`See "openclaw-guard help"`
      : say`Did you mean "openclaw-guard ${before + nearest}"?`,
  );
}
