/**
 * The generations of `openclaw.json` the guard keeps: bytes in `<id>.json5`
 * (with included files: `<id>.bundle.json`), facts about them in `index.json`.
 * The bytes count: a lost or damaged index is made anew from them, so no lock
 * is needed and a crash loses nothing.
 */

import { parseJsonAs } from "../base/parse_json.ts";
import { sha256Hex } from "../base/sha256.ts";
import { entriesOf, setAside } from "../sys/files.ts";
import * as z from "zod/mini";
import { GuardError } from "../base/errors.ts";
import { readPlainFile, readPlainText } from "../sys/plain_file.ts";
import { writeFileAtomic } from "../store/atomic.ts";
import { MAX_CONFIG_BYTES, type Stamp } from "./stamp.ts";
import { unpackGeneration } from "./bundle.ts";
import { whyInvalid } from "./files.ts";

/** One version of the config. */
export interface Generation {
  /** The first 12 hexadecimal digits of {@linkcode sha256}. */
  readonly id: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** Wall clock ms. */
  readonly firstSeenMs: number;
  /** Wall clock ms; brought up to date once a day while nothing changes. */
  readonly lastSeenMs: number;
  /** OpenClaw's version that ran with it, null when unknown. */
  readonly openclawVersion: string | null;
  /** A gateway started from exactly these bytes and became healthy. */
  readonly proven: boolean;
  /** JSON5 with an object at the top; only such a file can start a gateway. */
  readonly valid: boolean;
  /**
   * - healthy-check: on disk while the gateway was healthy
   * - replaced: what `restore-config` or a rollback took away
   * - openclaw: a copy that OpenClaw itself had kept, restored by a person
   * - found: its index entry was lost
   */
  readonly source: typeof SOURCES[number];
  /** Included files that belong to it, below the config's folder. */
  readonly includes: readonly string[];
}

const SOURCES = ["healthy-check", "replaced", "openclaw", "found"] as const;

/** The config at the last healthy check. */
export interface SeenConfig {
  /** How its files looked; by them a change shows without reading. */
  readonly files: readonly Stamp[];
  /** Its generation, null for a config no gateway would start from. */
  readonly id: string | null;
  /** The life of the gateway that was healthy then. */
  readonly incarnation: string;
  /** That gateway must have started from exactly these files. */
  readonly startedFrom: boolean;
}

/** The contents of `index.json`. */
export interface BackupIndex {
  readonly seen: SeenConfig | null;
  readonly generations: readonly Generation[];
}

const time = z.number().check(z.gte(0));
const id = z.string().check(z.regex(/^[0-9a-f]{12}$/));
const indexSchema = z.object({
  schema: z.literal(1),
  seen: z.nullable(z.object({
    files: z.array(z.object({
      path: z.string(),
      device: z.number(),
      inode: z.number(),
      size: z.number(),
      modifiedMs: z.number(),
      changedMs: z.number(),
    })),
    id: z.nullable(id),
    incarnation: z.string(),
    startedFrom: z.boolean(),
  })),
  generations: z.array(z.object({
    id,
    sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    size: z.int().check(z.gte(0)),
    firstSeenMs: time,
    lastSeenMs: time,
    openclawVersion: z.nullable(z.string()),
    proven: z.boolean(),
    valid: z.boolean(),
    source: z.enum(SOURCES),
    includes: z.array(z.string()),
  })),
});

/** Bytes of the largest index that is read; 27 generations need 10 KiB. */
const MAX_INDEX_BYTES = 1024 * 1024;

/** Bytes of the largest generation: included files are written as JSON texts. */
export const MAX_BUNDLE_BYTES = 4 * MAX_CONFIG_BYTES;

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
 * Reads the index as it is.
 *
 * @returns null when there is none or it is damaged.
 * @throws {Error} of the failing system call other than "not found".
 */
export function readIndex(dir: string): BackupIndex | null {
  let text: string | null;
  try {
    text = readPlainText(indexPath(dir), MAX_INDEX_BYTES);
  } catch (error) {
    // Not a plain file, or too large: as good as none, and put aside by the
    // next write.
    if (error instanceof GuardError) return null;
    throw error;
  }
  if (text === null) return null;
  const index = parseJsonAs(indexSchema, text);
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
