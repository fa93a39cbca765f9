/** Where `notify add` keeps secrets. */

import { folderOf } from "../../base/path.ts";
import { at } from "../../settings/side.ts";
import { ensurePrivateDir, writeFileAtomic } from "../../store/atomic.ts";
import { settingsPath } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { exists, removeFile } from "../../sys/files.ts";

/** The folder; nobody else can look into it. */
function secretsFolder(context: Context): string {
  return `${folderOf(settingsPath(context))}/secrets`;
}

/** A file for a secret that is not there yet: "team-url", "team-url-2" … */
export function freeSecretFile(
  context: Context,
  name: string,
  field: string,
): string {
  const path = `${secretsFolder(context)}/${name}-${field}`;
  for (let number = 1;; number++) {
    const free = number === 1 ? path : `${path}-${number}`;
    if (!exists(free)) return free;
  }
}

/**
 * Writes a secret into a file of its own, mode 600.
 *
 * @throws {Error} of the failing system call.
 */
export function writeSecret(
  context: Context,
  path: string,
  secret: string,
): void {
  ensurePrivateDir(folderOf(settingsPath(context)));
  ensurePrivateDir(secretsFolder(context));
  writeFileAtomic(path, `${secret}\n`);
}

/**
 * Removes those of files that are in the folder, and that nothing else names.
 *
 * @returns Those that were removed.
 */
export function removeSecrets(
  context: Context,
  paths: readonly string[],
  document: unknown,
): string[] {
  const begin = `${secretsFolder(context)}/`;
  const others = JSON.stringify([
    at(document, ["notify"]),
    at(document, ["ping"]),
  ]);
  return paths.filter((path) =>
    path.startsWith(begin) && !path.slice(begin.length).includes("/") &&
    !others.includes(JSON.stringify(path)) && removeFile(path)
  );
}
