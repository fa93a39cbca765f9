/** What the user of the guard is called. */

import { readPlainText } from "./plain_file.ts";
import type { Surroundings } from "./surroundings.ts";

const MAX_PASSWD_BYTES = 16 * 1024 * 1024;

/**
 * The login name, the same for cron, a shell and sudo. Users of a directory
 * service are not in passwd(5): then what cron and systemd say, else the number.
 */
export function userName({ uid, roots, env }: Surroundings): string {
  return nameIn(passwdText(`${roots.etc}/passwd`), uid) ?? env("LOGNAME") ??
    env("USER") ?? String(uid);
}

function passwdText(path: string): string {
  try {
    return readPlainText(path, MAX_PASSWD_BYTES) ?? "";
  } catch {
    return "";
  }
}

/** passwd(5): name:password:uid:…; null: not in it. */
function nameIn(passwd: string, uid: number): string | null {
  const line = passwd.split("\n").find((line) =>
    line.split(":")[2] === String(uid)
  );
  return line?.split(":")[0] || null;
}
