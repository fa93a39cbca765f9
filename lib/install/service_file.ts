/** Copies of the unit file as it was when the guard came; the unit is only ever read. */

import { sha256Hex } from "../base/sha256.ts";
import { folderOf } from "../base/path.ts";
import * as z from "zod/mini";
import { defaultStateDir } from "../base/profile.ts";
import type { UnitFacts } from "../core/types.ts";
import { ensurePrivateDir, writeFileAtomic } from "../store/atomic.ts";
import { stateRoot } from "../store/paths.ts";
import { sameBytes } from "../base/same_bytes.ts";
import type { Context } from "../sys/context.ts";
import { readPlainFile, readPlainText } from "../sys/plain_file.ts";
import { entriesOf, exists, removeFile } from "../sys/files.ts";
import { fileTime } from "../base/file_time.ts";
import { say } from "../base/say.ts";

/** Unit files have a few KiB, the record some lines. */
const MAX_BYTES = 1024 * 1024;

/** What we wrote outside our own folder, so that `--purge` can take it back. */
const RECORD = z.object({
  schema: z.literal(1),
  files: z.array(z.object({ path: z.string(), sha256: z.string() })),
  folders: z.array(z.string()),
});
type Record = z.infer<typeof RECORD>;

/** One copy of a unit file or drop-in. */
interface ServiceCopy {
  readonly source: string;
  readonly path: string;
  /** An equal copy was there before. */
  readonly already: boolean;
}

function recordPath(context: Context): string {
  return `${stateRoot(context)}/service-backups.json`;
}

/** An unreadable record counts as none: copies we cannot name just stay. */
function readRecord(context: Context): Record {
  try {
    const text = readPlainText(recordPath(context), MAX_BYTES) ?? "";
    return RECORD.parse(JSON.parse(text));
  } catch {
    return { schema: 1, files: [], folders: [] };
  }
}

/**
 * Copies the unit file and its drop-ins to `backup/` in OpenClaw's state
 * folder. The first copy keeps the plain name for ever; when the unit has
 * changed since, a dated copy is put beside it.
 *
 * @param unit One that has a file.
 * @param dryRun Only say what would be written.
 * @throws {Error} when a file cannot be read or written.
 */
export async function backUpServiceFile(
  context: Context,
  unit: UnitFacts,
  dryRun: boolean,
): Promise<ServiceCopy[]> {
  const { name, profile, fragmentPath } = unit;
  const folder = `${defaultStateDir(context.home, profile)}/backup`;
  const record = readRecord(context);
  const copies: ServiceCopy[] = [];
  const copy = async (source: string, target: string) => {
    const bytes = readPlainFile(source, MAX_BYTES);
    if (bytes === null) {
      throw new Deno.errors.NotFound(say`there is no ${source}`);
    }
    const found = findPlace(target, bytes, context.clock.now().wallMs);
    copies.push({ source, ...found });
    if (found.already || dryRun) return;
    const parent = folderOf(found.path);
    record.folders.push(...makeFolders(parent));
    record.files.push({ path: found.path, sha256: await sha256Hex(bytes) });
    // First the record: a copy it does not name could never be taken back.
    ensurePrivateDir(stateRoot(context));
    writeFileAtomic(recordPath(context), JSON.stringify(record) + "\n");
    writeFileAtomic(found.path, bytes);
  };
  await copy(fragmentPath, `${folder}/${name}.bak`);
  for (const dropIn of unit.dropIns ?? []) {
    const file = dropIn.slice(dropIn.lastIndexOf("/") + 1);
    await copy(dropIn, `${folder}/${name}.d/${file}.bak`);
  }
  return copies;
}

/** The plain name when it is free or equal, else an equal or new dated one. */
function findPlace(
  target: string,
  bytes: Uint8Array,
  wallMs: number,
): { path: string; already: boolean } {
  const there = readPlainFile(target, MAX_BYTES);
  if (there === null) return { path: target, already: false };
  const folder = folderOf(target);
  const dated = entriesOf(folder).map(({ name }) => `${folder}/${name}`)
    .filter((path) => path.startsWith(`${target}-`));
  const equal = [target, ...dated].find((path) => {
    const copy = readPlainFile(path, MAX_BYTES);
    return copy !== null && sameBytes(copy, bytes);
  });
  return equal === undefined
    ? { path: `${target}-${fileTime(wallMs)}`, already: false }
    : { path: equal, already: true };
}

/** Makes a folder with its parents; returns those that were not there. */
function makeFolders(path: string): string[] {
  if (exists(path)) return [];
  const above = makeFolders(folderOf(path));
  // Units may hold tokens in Environment=.
  Deno.mkdirSync(path, { mode: 0o700 });
  return [...above, path];
}

/** Copies made by the guard that are still as it wrote them. */
export async function writtenServiceCopies(
  context: Context,
): Promise<string[]> {
  const paths: string[] = [];
  for (const { path, sha256: expected } of readRecord(context).files) {
    const bytes = readPlainFile(path, MAX_BYTES);
    if (bytes === null || await sha256Hex(bytes) !== expected) continue;
    paths.push(path);
  }
  return paths;
}

/** Removes {@linkcode writtenServiceCopies} and the folders made for them. */
export async function removeServiceCopies(context: Context): Promise<void> {
  for (const path of await writtenServiceCopies(context)) Deno.removeSync(path);
  for (const folder of readRecord(context).folders.reverse()) {
    if (entriesOf(folder).length === 0) removeFile(folder);
  }
}
