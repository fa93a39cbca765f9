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
  writeIndex,
} from "./index.ts";
import { type GenerationFiles, packGeneration } from "./bundle.ts";
import { type BackupLimits, generationsToKeep } from "./prune.ts";

/** What {@linkcode keepGeneration} did. */
export interface Kept {
  /** The entry for the bytes. */
  readonly generation: Generation;
  /** Its entry as it was, null for a new one. */
  readonly before: Generation | null;
  /** All entries. */
  readonly generations: readonly Generation[];
}

/** The id and the checksum of a config. */
export async function identify(
  files: GenerationFiles,
): Promise<Pick<Generation, "id" | "sha256">> {
  const sha256 = await sha256Hex(packGeneration(files));
  return { id: sha256.slice(0, 12), sha256 };
}

/**
 * Writes the bytes if they are new and works out the entry for them.
 *
 * @returns All generations with the new or changed one; {@linkcode saveIndex} writes them down.
 */
export async function keepGeneration(
  dir: string,
  index: BackupIndex,
  files: GenerationFiles,
  facts: Pick<Generation, "source" | "proven" | "openclawVersion" | "valid">,
  nowWallMs: number,
): Promise<Kept> {
  const { id, sha256 } = await identify(files);
  const bytes = packGeneration(files);
  const before = index.generations.find((known) => known.id === id) ?? null;
  // What has been proven stays so, with the version it was proven with last.
  const proven = facts.proven || (before?.proven ?? false);
  const generation: Generation = {
    id,
    sha256,
    size: bytes.length,
    firstSeenMs: before?.firstSeenMs ?? nowWallMs,
    lastSeenMs: nowWallMs,
    openclawVersion: facts.proven || before === null
      ? facts.openclawVersion ?? before?.openclawVersion ?? null
      : before.openclawVersion,
    proven,
    valid: facts.valid,
    source: facts.source === "replaced"
      ? before?.source ?? "replaced"
      : facts.source,
    includes: files.includes.map(({ name }) => name),
  };
  if (before === null) {
    writeFileAtomic(generationPath(dir, generation), bytes);
    syncFolder(dir);
  }
  return {
    generation,
    before,
    generations: [
      generation,
      ...index.generations.filter((known) => known.id !== id),
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
