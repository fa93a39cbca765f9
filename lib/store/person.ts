/** Who is giving commands, for people who ask later. */

import type { Context } from "../sys/context.ts";

/** The login name, the one before sudo if there was one; otherwise the user id. */
export function personName(context: Context): string {
  return context.env("SUDO_USER") ?? context.env("USER") ??
    context.env("LOGNAME") ?? `uid ${context.uid}`;
}
