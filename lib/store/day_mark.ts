/**
 * Remembers for a day that something was said, where the state folder cannot be
 * written to: in the user's runtime folder, which is in memory.
 */

import { DAY_MS } from "../base/duration.ts";
import type { Instant } from "../base/instant.ts";
import type { Context } from "../sys/context.ts";
import { exists } from "../sys/files.ts";
import { readPlainText } from "../sys/plain_file.ts";
import { userBusEnvironment } from "../sys/systemctl.ts";
import { ensurePrivateDir, writeFileAtomic } from "./atomic.ts";

/**
 * Sets a mark.
 *
 * @returns False: it was set less than a day ago, or cannot be.
 * @throws {Error} of the failing system call.
 */
export function markForDay(
  context: Context,
  name: string,
  now: Pick<Instant, "wallMs">,
): boolean {
  const runtime = userBusEnvironment(context)["XDG_RUNTIME_DIR"] ?? "";
  // It is systemd's to make.
  if (!exists(runtime)) return false;
  const folder = `${runtime}/openclaw-guard`;
  const path = `${folder}/${name}`;
  const last = Number(readPlainText(path, 64) ?? NaN);
  // A clock that was set back must not silence it for ever.
  if (Math.abs(now.wallMs - last) < DAY_MS) return false;
  ensurePrivateDir(folder);
  writeFileAtomic(path, String(now.wallMs));
  return true;
}
