/** A profile nobody knows is a slip, not a gateway at some port. */

import { UsageError } from "../core/errors.ts";
import { nearestName } from "../core/nearest.ts";
import { gatewayProfiles, guardProfiles } from "../install/known_profiles.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../text/say.ts";

/** `install` looks at the unit, `uninstall` at what is installed; settings may come first. */
const OWN_CHECK = new Set(["install", "uninstall", "config"]);

/**
 * Refuses a `--profile` that has no files of the guard and no unit. Where
 * systemd does not answer it may have one.
 *
 * @param args Arguments of the command.
 * @throws {UsageError} with the profiles there are.
 */
export async function refuseUnknownProfile(
  command: string,
  args: readonly string[],
  context: Context,
): Promise<void> {
  const name = OWN_CHECK.has(command) ? null : profileIn(args);
  if (name === null) return;
  const files = guardProfiles(context);
  if (files.includes(name)) return;
  const units = await gatewayProfiles(context);
  if (units === null || units.includes(name)) return;
  const known = [...new Set([...files, ...units])].sort();
  const nearest = nearestName(name, known);
  throw new UsageError(
    say`cannot run "${command}": there is no profile ${
      JSON.stringify(name)
    } (there are: ${known.join(", ")})`,
    nearest === undefined
      ? say`Give the same name as in "openclaw --profile NAME"`
      : say`Did you mean ${`--profile ${nearest}`}?`,
  );
}

/** What is given with --profile, if that could be a name; else the command complains. */
function profileIn(args: readonly string[]): string | null {
  const end = args.indexOf("--");
  const words = end === -1 ? args : args.slice(0, end);
  for (const [index, word] of words.entries()) {
    const given = word === "--profile"
      ? words[index + 1]
      : /^--profile=(.*)$/.exec(word)?.[1];
    if (given !== undefined) {
      return /^[A-Za-z0-9][\w-]*$/.test(given) ? given : null;
    }
  }
  return null;
}
