/** A restore that died in between. */

import { readTrueIndex } from "./index.ts";
import { readGeneration } from "./generation_files.ts";
import { readRestoreRecord } from "./restore_record.ts";
import { readTargets } from "./targets.ts";
import { sameBytes } from "../base/same_bytes.ts";

/**
 * A restore that died in between: every file is either the replaced or the
 * restored one, so it can be finished.
 *
 * @returns Null when there is none, or somebody has edited a file since.
 */
export async function interruptedRestore(
  dir: string,
  configPath: string,
): Promise<
  { readonly restored: string; readonly replaced: string | null } | null
> {
  const record = readRestoreRecord(dir);
  if (record === null || record.done || record.configPath !== configPath) {
    return null;
  }
  const { generations } = await readTrueIndex(dir);
  const filesOf = async (id: string | null) => {
    const generation = generations.find((known) => known.id === id);
    return generation === undefined
      ? null
      : await readGeneration(dir, generation);
  };
  const after = await filesOf(record.restored);
  if (after === null) return null;
  const before = await filesOf(record.replaced);
  const old = new Map(before?.includes.map(({ name, bytes }) => [name, bytes]));
  const ours = readTargets(configPath, after).every(
    ({ name, bytes, current }) => {
      if (current === null) return true;
      const was = name === null ? before?.main : old.get(name);
      return sameBytes(current, bytes) ||
        (was !== undefined && sameBytes(current, was));
    },
  );
  return ours ? record : null;
}
