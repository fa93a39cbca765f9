/** Adds a generation and removes those that are too many. */

import { sha256Hex } from "../base/sha256.ts";
import { removeFile } from "../sys/files.ts";
import {
  removeStaleTemporaries,
  syncFolder,
  writeFileAtomic,
} from "../store/atomic.ts";
import {
  type BackupIndex,
  type Generation,
  generationPath,
  readTrueIndex,
  writeIndex,
} from "./index.ts";
import { type GenerationFiles, packGeneration } from "./bundle.ts";
import { whyInvalid } from "./files.ts";
import { type BackupLimits, generationsToKeep } from "./prune.ts";
import type { Target } from "./targets.ts";

/** What is known of a config beside its files. */
type Facts = Pick<
  Generation,
  "source" | "proven" | "openclawVersion" | "valid"
>;

/** What {@linkcode keepGeneration} did. */
export interface Kept {
  /** The entry for the bytes. */
  readonly generation: Generation;
  /** Its entry as it was, null for a new one. */
  readonly before: Generation | null;
  /** All entries. */
  readonly generations: readonly Generation[];
}

/** What the files of a config alone say. */
export async function identify(
  files: GenerationFiles,
): Promise<Pick<Generation, "id" | "sha256" | "size" | "includes">> {
  const bytes = packGeneration(files);
  const sha256 = await sha256Hex(bytes);
  return {
    id: sha256.slice(0, 12),
    sha256,
    size: bytes.length,
    includes: files.includes.map(({ name }) => name),
  };
}

/**
 * Writes the bytes if they are new and works out the entry for them.
 *
 * @returns All generations with the new or changed one; {@linkcode saveIndex} writes them down.
 */
export async function keepGeneration(
  dir: string,
  generations: readonly Generation[],
  files: GenerationFiles,
  facts: Facts,
  nowWallMs: number,
): Promise<Kept> {
  const own = await identify(files);
  const before = generations.find(({ id }) => id === own.id) ?? null;
  const generation: Generation = {
    ...own,
    firstSeenMs: before?.firstSeenMs ?? nowWallMs,
    lastSeenMs: nowWallMs,
    // What has been proven stays so, with the version it was proven with last.
    openclawVersion: facts.proven || before === null
      ? facts.openclawVersion ?? before?.openclawVersion ?? null
      : before.openclawVersion,
    proven: facts.proven || (before?.proven ?? false),
    valid: facts.valid,
    source: facts.source === "replaced"
      ? before?.source ?? "replaced"
      : facts.source,
  };
  if (before === null) {
    writeFileAtomic(generationPath(dir, generation), packGeneration(files));
    syncFolder(dir);
  }
  return {
    generation,
    before,
    generations: [
      generation,
      ...generations.filter(({ id }) => id !== own.id),
    ],
  };
}

/** Writes the index and then removes the bytes of what is no longer in it. */
export function saveIndex(
  dir: string,
  index: BackupIndex,
  limits: BackupLimits,
  nowWallMs: number,
): void {
  const kept = generationsToKeep(
    index.generations,
    limits,
    index.seen?.id ?? null,
    nowWallMs,
  );
  writeIndex(dir, { ...index, generations: kept }, nowWallMs);
  removeStaleTemporaries(dir, nowWallMs);
  for (const generation of index.generations) {
    if (kept.some(({ id }) => id === generation.id)) continue;
    removeFile(generationPath(dir, generation));
  }
}

/** Keeps what is about to be replaced, and an OpenClaw copy that is used. */
export async function keepReplaced(
  dir: string,
  targets: readonly Target[],
  restored: Generation,
  openclawVersion: string | null,
  nowWallMs: number,
  limits: BackupLimits,
): Promise<string | null> {
  const index = await readTrueIndex(dir);
  let { generations } = index;
  const keep = async (files: GenerationFiles, facts: Facts) => {
    const kept = await keepGeneration(
      dir,
      generations,
      files,
      facts,
      nowWallMs,
    );
    ({ generations } = kept);
    return kept.generation.id;
  };
  const main = targets.at(-1);
  if (restored.source === "openclaw" && main !== undefined) {
    await keep({ main: main.bytes, includes: [] }, restored);
  }
  let replacedId: string | null = null;
  if (main !== undefined && main.current !== null) {
    replacedId = await keep({
      main: main.current,
      includes: targets.flatMap(({ name, current }) =>
        name === null || current === null ? [] : [{ name, bytes: current }]
      ),
    }, {
      source: "replaced",
      proven: false,
      openclawVersion,
      valid: whyInvalid(main.current) === null,
    });
  }
  saveIndex(
    dir,
    {
      seen: index.seen,
      generations: generations.map((known) =>
        known.id === restored.id ? { ...known, lastSeenMs: nowWallMs } : known
      ),
    },
    limits,
    nowWallMs,
  );
  return replacedId;
}
