/** Stands in for `@std/fs/ensure-dir` where only npm is reachable. */

/**
 * Makes sure a folder and its parents exist.
 *
 * @throws {Error} when something that is not a folder has the name.
 */
export function ensureDirSync(dir: string | URL): void {
  // A recursive mkdir is content with a folder, or a link to one, that exists.
  Deno.mkdirSync(dir, { recursive: true });
}
