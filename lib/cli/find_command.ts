/** Finds a command by name. */

import type { CommandEntry, Commands } from "./options.ts";
import { noSuchCommand } from "./no_such_command.ts";

/**
 * The table's row for a command.
 *
 * @param before What is typed before the name, such as "help ".
 * @throws {UsageError} when there is none, naming the nearest one.
 */
export function findCommand(
  name: string,
  commands: Commands,
  before = "",
): CommandEntry {
  // `in` would find "constructor" and the like.
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry !== undefined) return entry;
  throw noSuchCommand(name, Object.keys(commands), before);
}
