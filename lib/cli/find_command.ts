/** Finds a command by name. */

import type { CommandEntry } from "./commands.ts";

/**
 * The table's row for a command.
 *
 * @param before What is typed before the name, such as "help ".
 * @throws {UsageError} when there is none, naming the nearest one.
 */
export async function findCommand(
  name: string,
  commands: Readonly<Record<string, CommandEntry>>,
  before = "",
): Promise<CommandEntry> {
  // `in` would find "constructor" and the like.
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry !== undefined) return entry;
  const { noSuchCommand } = await import("./no_such_command.ts");
  throw noSuchCommand(name, Object.keys(commands), before);
}
