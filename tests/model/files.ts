/** A folder's files, kept in memory. */

/** Contents by path, folders included as null. */
export type MemoryFiles = ReadonlyMap<string, Uint8Array | null>;

/** Reads a folder with all below it. */
export function readFiles(root: string): MemoryFiles {
  const files = new Map<string, Uint8Array | null>();
  const walk = (dir: string) => {
    for (const { name, isDirectory } of Deno.readDirSync(root + dir)) {
      const path = `${dir}/${name}`;
      files.set(path, isDirectory ? null : Deno.readFileSync(root + path));
      if (isDirectory) walk(path);
    }
  };
  walk("");
  return files;
}

/** Makes a folder hold just these files again. */
export function writeFiles(root: string, files: MemoryFiles): void {
  Deno.removeSync(root, { recursive: true });
  Deno.mkdirSync(root, { mode: 0o700 });
  for (const [path, bytes] of files) {
    if (bytes === null) Deno.mkdirSync(root + path, { mode: 0o700 });
    else Deno.writeFileSync(root + path, bytes, { mode: 0o600 });
  }
}
