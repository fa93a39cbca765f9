/** Parts of paths. */

/** The folder a path stands in; "" for a name without one. */
export function folderOf(path: string): string {
  const cut = path.lastIndexOf("/");
  return cut === 0 ? "/" : path.slice(0, Math.max(0, cut));
}
