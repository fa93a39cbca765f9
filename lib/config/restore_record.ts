/**
 * What the last restore did, or was doing when it died: `restore.json` beside
 * the generations. Written before the first file is replaced, so that whoever
 * comes next can carry on, and afterwards the way back.
 */

import * as z from "zod/mini";
import { writeFileAtomic } from "../store/atomic.ts";
import { sameBytes } from "../base/same_bytes.ts";
import {
  generationId,
  readGeneration,
  readJsonFile,
  readTrueIndex,
} from "./index.ts";
import { readTargets } from "./targets.ts";

const schema = z.object({
  schema: z.literal(1),
  /** The generation that was put in place. */
  restored: generationId,
  /** The generation with what had been there, null when there was nothing. */
  replaced: z.nullable(generationId),
  configPath: z.string(),
  /** Wall clock ms. */
  atMs: z.number(),
  by: z.enum(["person", "guard"]),
  /** False: it died in between. */
  done: z.boolean(),
});

/** See the file's comment. */
type RestoreRecord = Readonly<Omit<z.infer<typeof schema>, "schema">>;

const MAX_BYTES = 64 * 1024;

function pathIn(dir: string): string {
  return `${dir}/restore.json`;
}

/** The record, null when there is none that can be used: there is no way back. */
export function readRestoreRecord(dir: string): RestoreRecord | null {
  return readJsonFile(schema, pathIn(dir), MAX_BYTES);
}

/** @throws {Error} of the failing system call. */
export function writeRestoreRecord(dir: string, record: RestoreRecord): void {
  writeFileAtomic(pathIn(dir), JSON.stringify({ schema: 1, ...record }) + "\n");
}

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
