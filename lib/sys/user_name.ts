/** What the user of the guard is called. */

import { passwdFields, type Surroundings } from "./surroundings.ts";

/**
 * The login name, the same for cron, a shell and sudo. Users of a directory
 * service are not in passwd(5): then what cron and systemd say, else the number.
 */
export function userName({ uid, roots, env }: Surroundings): string {
  return passwdFields(roots.etc, uid)[0] || env("LOGNAME") || env("USER") ||
    String(uid);
}
