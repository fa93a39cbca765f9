/** Keeps what a restore is about to replace. */

import type { Instant } from "../base/instant.ts";
import type { GenerationFiles } from "./bundle.ts";
import { type Generation, readTrueIndex } from "./index.ts";
import { keepGeneration, saveIndex } from "./keep.ts";
import type { BackupLimits } from "./prune.ts";
import { whyInvalid } from "./files.ts";
import type { Target } from "./targets.ts";

/** Keeps what is about to be replaced, and an OpenClaw copy that is used. */
export async function keepReplaced(
  dir: string,
  targets: readonly Target[],
  restored: Generation,
  openclawVersion: string | null,
  now: Instant,
  limits: BackupLimits,
): Promise<string | null> {
  const index = await readTrueIndex(dir);
  let { generations } = index;
  const keep = async (
    files: GenerationFiles,
    facts: Parameters<typeof keepGeneration>[3],
  ) => {
    const kept = await keepGeneration(
      dir,
      generations,
      files,
      facts,
      now.wallMs,
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
        known.id === restored.id ? { ...known, lastSeenMs: now.wallMs } : known
      ),
    },
    limits,
    now.wallMs,
  );
  return replacedId;
}
