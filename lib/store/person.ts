/** Who is giving commands, for people who ask later; and whose guard it is. */

import type { Context } from "../sys/context.ts";

/** The login name, the one before sudo if there was one; otherwise the user id. */
export function personName(context: Context): string {
  return context.env("SUDO_USER") ?? userName(context);
}

/** The login name of whom this runs as; otherwise the user id. */
export function userName(context: Context): string {
  return context.env("USER") ?? context.env("LOGNAME") ?? `uid ${context.uid}`;
}
