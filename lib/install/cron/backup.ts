/** Copies of replaced crontabs, in the guard's state folder. */

import { bytesFromLatin1 } from "../../base/latin1.ts";
import { writeFileAtomic } from "../../store/atomic.ts";
import { stateRoot } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { exists } from "../../sys/files.ts";
import { fileTime } from "../../base/file_time.ts";

/** Saved tables kept. */
const KEPT_BACKUPS = 10;
const BACKUP_NAME = /^crontab\.bak-[0-9TZ.]+$/;

/** Saves a table under a name not used before, and returns its path. */
export function backUp(context: Context, table: string): string {
  let wallMs = context.clock.now().wallMs;
  let path: string;
  do path = `${stateRoot(context)}/crontab.bak-${fileTime(wallMs++)}`; while (
    exists(path)
  );
  writeFileAtomic(path, bytesFromLatin1(table));
  return path;
}

/** Removes all but the newest. */
export function pruneBackups(context: Context): void {
  const root = stateRoot(context);
  const names = [...Deno.readDirSync(root)]
    .filter((entry) => entry.isFile && BACKUP_NAME.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  for (const name of names.slice(0, -KEPT_BACKUPS)) {
    Deno.removeSync(`${root}/${name}`);
  }
}
