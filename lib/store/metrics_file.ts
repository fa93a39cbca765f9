/** The file of metrics, for node_exporter's textfile collector. */

import { folderOf } from "../base/path.ts";
import { removeFile } from "../sys/files.ts";

/**
 * Replaces it. Others have to read it, so its mode is 0644; and the name of the
 * temporary file must not end in ".prom", or the collector would read that, too
 * (also a hidden one). Without fsync: what a power cut loses is written anew
 * with the next check.
 *
 * @throws {Error} of the failing system call; the old file then stays.
 */
export function writeMetricsFile(path: string, text: string): void {
  const temporary = `${folderOf(path)}/.openclaw_guard.${Deno.pid}.tmp`;
  removeFile(temporary);
  try {
    // createNew: never through a link that somebody planted there.
    Deno.writeTextFileSync(temporary, text, { createNew: true, mode: 0o644 });
    Deno.chmodSync(temporary, 0o644); // the umask takes bits away
    Deno.renameSync(temporary, path);
  } catch (error) {
    try {
      removeFile(temporary);
    } catch {
      // The error that led here is the one that matters.
    }
    throw error;
  }
}
