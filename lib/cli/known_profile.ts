/** A profile nobody knows is a slip, not a gateway at some port. */

import { UsageError } from "../base/errors.ts";
import { nearestName } from "../base/nearest.ts";
import {
  activeProfiles,
  gatewayProfiles,
  guardProfiles,
} from "../install/profiles.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import { t, translate } from "../text/speech.ts";
import { findOption } from "./options.ts";

/** `install` looks at the unit, `uninstall` at what is installed; settings may come first. */
const OWN_CHECK = new Set(["install", "uninstall", "config"]);

/** In an emergency nothing is refused: it is said, and done all the same. */
const ONLY_WARNED = new Set(["emergency-stop"]);

/**
 * Refuses a `--profile` that has no files of the guard and no unit, neither
 * one with a file nor one that is active without. Where systemd does not
 * answer it may have one.
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
  const active = await activeProfiles(context);
  if (active === null || active.includes(name)) return;
  const known = [...new Set([...files, ...units, ...active])].sort();
  const quoted = JSON.stringify(name);
  const names = known.join(", ");
  const nearest = nearestName(name, known);
  const hint = nearest === undefined
    ? say`Give the same name as in "openclaw --profile NAME"`
    : say`Did you mean ${`--profile ${nearest}`}?`;
  if (ONLY_WARNED.has(command)) {
    const { err } = context.terminal;
    err(t`warning: the guard finds no profile ${quoted} (there are: ${names})`);
    err(translate(hint));
    return;
  }
  throw new UsageError(
    say`cannot run "${command}": there is no profile ${quoted} (there are: ${names})`,
    hint,
  );
}

/** What is given with --profile, if that could be a name; else the command complains. */
function profileIn(args: readonly string[]): string | null {
  const { value = "" } = findOption(args, "--profile") ?? {};
  return /^[A-Za-z0-9][\w-]*$/.test(value) ? value : null;
}
