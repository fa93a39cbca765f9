/** Finds a command by name. */

import { noSuchCommand } from "./no_such_command.ts";

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
  throw noSuchCommand(name, Object.keys(commands), before);
}
