/**
 * The generations of `openclaw.json` the guard keeps: bytes in `<id>.json5`
 * (with included files: `<id>.bundle.json`), facts about them in `index.json`.
 * The bytes count: a lost or damaged index is made anew from them, so no lock
 * is needed and a crash loses nothing.
 */

import { parseJsonAs, type Schema } from "../base/parse_json.ts";
import { sha256Hex } from "../base/sha256.ts";
import { entriesOf, setAside } from "../sys/files.ts";
import * as z from "zod/mini";
import { GuardError } from "../base/errors.ts";
import { say } from "../base/say.ts";
import { readPlainFile, readPlainText } from "../sys/plain_file.ts";
import { writeFileAtomic } from "../store/atomic.ts";
import { MAX_CONFIG_BYTES } from "./stamp.ts";
import { type GenerationFiles, unpackGeneration } from "./bundle.ts";
import { whyInvalid } from "./files.ts";

const SOURCES = ["healthy-check", "replaced", "openclaw", "found"] as const;

/** The first 12 hexadecimal digits of a generation's SHA-256. */
export const generationId = z.string().check(z.regex(/^[0-9a-f]{12}$/));
/** Wall clock ms. */
const time = z.number().check(z.gte(0));

const generationSchema = z.object({
  id: generationId,
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** Bytes. */
  size: z.int().check(z.gte(0)),
  firstSeenMs: time,
  /** Brought up to date once a day while nothing changes. */
  lastSeenMs: time,
  /** OpenClaw's version that ran with it, null when unknown. */
  openclawVersion: z.nullable(z.string()),
  /** A gateway started from exactly these bytes and became healthy. */
  proven: z.boolean(),
  /** JSON5 with an object at the top; only such a file can start a gateway. */
  valid: z.boolean(),
  /**
   * - healthy-check: on disk while the gateway was healthy
   * - replaced: what `restore-config` or a rollback took away
   * - openclaw: a copy that OpenClaw itself had kept, restored by a person
   * - found: its index entry was lost
   */
  source: z.enum(SOURCES),
  /** Included files that belong to it, below the config's folder. */
  includes: z.array(z.string()),
});

/** One version of the config. */
export type Generation = Readonly<z.infer<typeof generationSchema>>;

const seenSchema = z.object({
  /** How its files looked; by them a change shows without reading. */
  files: z.readonly(z.array(z.object({
    path: z.string(),
    device: z.number(),
    inode: z.number(),
    size: z.number(),
    modifiedMs: z.number(),
    changedMs: z.number(),
  }))),
  /** Its generation, null for a config no gateway would start from. */
  id: z.nullable(generationId),
  /** The life of the gateway that was healthy then. */
  incarnation: z.string(),
  /** That gateway must have started from exactly these files. */
  startedFrom: z.boolean(),
});

const indexSchema = z.object({
  schema: z.literal(1),
  /** The config at the last healthy check. */
  seen: z.nullable(seenSchema),
  generations: z.readonly(z.array(generationSchema)),
});

/** The contents of `index.json`. */
export type BackupIndex = Readonly<Omit<z.infer<typeof indexSchema>, "schema">>;

/** Bytes of the largest index that is read; 27 generations need 10 KiB. */
const MAX_INDEX_BYTES = 1024 * 1024;

/** Bytes of the largest generation: included files are written as JSON texts. */
const MAX_BUNDLE_BYTES = 4 * MAX_CONFIG_BYTES;

/** Where the index is. */
export function indexPath(dir: string): string {
  return `${dir}/index.json`;
}

/** Where the bytes of a generation are. */
export function generationPath(
  dir: string,
  { id, includes }: Pick<Generation, "id" | "includes">,
): string {
  return `${dir}/${id}${includes.length === 0 ? ".json5" : ".bundle.json"}`;
}

/**
 * What a file of ours holds; null when there is none, or it is damaged.
 *
 * @throws {Error} of the failing system call other than "not found".
 */
export function readJsonFile<T>(
  schema: Schema<T>,
  path: string,
  maxBytes: number,
): T | null {
  try {
    const text = readPlainText(path, maxBytes);
    return text === null ? null : parseJsonAs(schema, text);
  } catch (error) {
    // Not a plain file, or too large.
    if (error instanceof GuardError) return null;
    throw error;
  }
}

/**
 * Reads the index as it is.
 *
 * @returns null when there is none or it is damaged: the next write puts it aside.
 * @throws {Error} of the failing system call other than "not found".
 */
export function readIndex(dir: string): BackupIndex | null {
  const index = readJsonFile(indexSchema, indexPath(dir), MAX_INDEX_BYTES);
  return index && { seen: index.seen, generations: index.generations };
}

/**
 * The index, corrected by the files that are really there: generations without
 * an entry are taken in, entries without a file are dropped.
 */
export async function readTrueIndex(dir: string): Promise<BackupIndex> {
  const index = readIndex(dir);
  const files = generationFiles(dir);
  const known = index?.generations.filter(({ id }) => files.has(id)) ?? [];
  const generations = [...known];
  for (const [id, bundled] of files) {
    if (known.some((generation) => generation.id === id)) continue;
    const found = await readFound(dir, id, bundled);
    if (found !== null) generations.push(found);
  }
  const seen = index?.seen ?? null;
  const seenIsThere = seen !== null && (seen.id === null || files.has(seen.id));
  return { seen: seenIsThere ? seen : null, generations };
}

/** The ids for which there are bytes, and whether they have included files. */
function generationFiles(dir: string): Map<string, boolean> {
  const found = new Map<string, boolean>();
  for (const { isFile, name } of entriesOf(dir)) {
    const match = /^([0-9a-f]{12})\.(json5|bundle\.json)$/.exec(name);
    if (isFile && match?.[1] !== undefined) {
      found.set(match[1], match[2] !== "json5");
    }
  }
  return found;
}

async function readFound(
  dir: string,
  id: string,
  bundled: boolean,
): Promise<Generation | null> {
  const path = generationPath(dir, { id, includes: bundled ? [""] : [] });
  const bytes = readPlainFile(path, MAX_BUNDLE_BYTES);
  if (bytes === null) return null;
  const sha256 = await sha256Hex(bytes);
  if (!sha256.startsWith(id)) return null;
  let files;
  try {
    files = unpackGeneration(bytes, bundled);
  } catch (error) {
    if (error instanceof GuardError) return null;
    throw error;
  }
  const writtenMs = Deno.statSync(path).mtime?.getTime() ?? 0;
  return {
    id,
    sha256,
    size: bytes.length,
    firstSeenMs: writtenMs,
    lastSeenMs: writtenMs,
    openclawVersion: null,
    proven: false,
    valid: whyInvalid(files.main) === null,
    source: "found",
    includes: files.includes.map(({ name }) => name),
  };
}

/**
 * The files of a generation, checked.
 *
 * @throws {GuardError} when they are not what they were.
 */
export async function readGeneration(
  dir: string,
  generation: Generation,
): Promise<GenerationFiles> {
  const path = generationPath(dir, generation);
  const bytes = readPlainFile(path, MAX_BUNDLE_BYTES);
  if (bytes === null || await sha256Hex(bytes) !== generation.sha256) {
    throw new GuardError(
      say`cannot use config ${generation.id}: the bytes in ${path} are not the ones that were kept`,
      say`Choose another copy`,
    );
  }
  return unpackGeneration(bytes, generation.includes.length > 0);
}

/**
 * Replaces the index. A damaged one is put aside first, never deleted.
 *
 * @throws {Error} of the failing system call.
 */
export function writeIndex(
  dir: string,
  index: BackupIndex,
  nowWallMs: number,
): void {
  const path = indexPath(dir);
  if (readIndex(dir) === null) {
    try {
      setAside(path, nowWallMs);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  writeFileAtomic(path, JSON.stringify({ schema: 1, ...index }) + "\n");
}
