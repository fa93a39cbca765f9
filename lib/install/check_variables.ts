/**
 * What a check must find in its environment to be about the same guard as the
 * command that installs it. cron and systemd start it without the variables of
 * the person's shell: it would keep other files, which neither `status` nor
 * `maintenance on` would reach.
 */

import { xdgDir } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";

/** Environment variables by name. */
export type Variables = Readonly<Record<string, string>>;

/** What starts a check. */
export interface CheckCommand {
  /** Absolute path of the guard. */
  readonly program: string;
  /** Variables it is given besides those of cron or systemd. */
  readonly variables: Variables;
}

/** See the file's comment. Folders are absolute. */
export function checkVariables(context: Context): Variables {
  return {
    XDG_STATE_HOME: xdgDir(context, "XDG_STATE_HOME", ".local/state"),
    XDG_CONFIG_HOME: xdgDir(context, "XDG_CONFIG_HOME", ".config"),
  };
}

/**
 * Those of {@linkcode checkVariables} that a check would not see otherwise.
 *
 * @param given What starts the check with.
 */
export function missingVariables(
  context: Context,
  given: Variables,
): Variables {
  const seen = checkVariables(contextOfCheck(context, given));
  return Object.fromEntries(
    Object.entries(checkVariables(context)).filter(([name, value]) =>
      seen[name] !== value
    ),
  );
}

/** The context of a check that is started with these variables. */
export function contextOfCheck(context: Context, given: Variables): Context {
  return {
    ...context,
    home: given["HOME"] || context.home,
    env: (name) => given[name] || undefined,
  };
}
