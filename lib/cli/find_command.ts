/** Finds a command by name, and what was meant when there is none. */

import { UsageError } from "../core/errors.ts";
import { nearestName } from "../core/nearest.ts";
import type { CommandEntry } from "./commands.ts";

/**
 * The table's row for a command.
 *
 * @throws {UsageError} when there is none, naming the nearest one.
 */
export function findCommand(
  name: string,
  commands: Readonly<Record<string, CommandEntry>>,
): CommandEntry {
  // `in` would find "constructor" and the like.
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry !== undefined) return entry;
  const nearest = nearestName(name, Object.keys(commands));
  throw new UsageError(
    `cannot run ${JSON.stringify(name)}: there is no such command`,
    nearest === undefined
      ? 'See "openclaw-guard help"'
      : `Did you mean "openclaw-guard ${nearest}"?`,
  );
}
