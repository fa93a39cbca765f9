/** What can be restored, and what is there now. */

import { GuardError } from "../base/errors.ts";
import { reasonOf } from "../base/reason.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import { type Generation, readTrueIndex } from "./index.ts";
import { identify } from "./keep.ts";
import { newestFirst } from "./prune.ts";
import { type ConfigFiles, readConfigFiles } from "./files.ts";
import { makeReadable } from "./locked.ts";
import { openclawCopies, type OpenclawCopy } from "./openclaw_copies.ts";
import { profilePaths } from "../store/paths.ts";

/** The config as it is now. */
interface CurrentConfig {
  /** null when there is no such file. */
  readonly id: string | null;
  /** Why no gateway would start from it, null when one would. */
  readonly invalid: string | null;
  readonly files: ConfigFiles | null;
}

/** What can be restored, and what is there now. */
export interface RestoreChoices {
  /** Newest first. */
  readonly generations: readonly Generation[];
  /** OpenClaw's own copies, the best first. */
  readonly copies: readonly OpenclawCopy[];
  readonly current: CurrentConfig;
}

/**
 * Looks at what there is; changes nothing.
 *
 * @throws {GuardError} when the config cannot be read.
 */
export async function restoreChoices(
  context: Context,
  profile: string,
  configPath: string,
): Promise<RestoreChoices> {
  const current = await readCurrent(configPath, context.uid);
  const index = await readTrueIndex(profilePaths(context, profile).backups);
  return {
    generations: newestFirst(index.generations),
    copies: await openclawCopies(configPath),
    current,
  };
}

/**
 * The config as it is now.
 *
 * @param uid Who is told how to make it readable; null: nobody.
 */
export async function readCurrent(
  configPath: string,
  uid: number | null = null,
): Promise<CurrentConfig> {
  let files: ConfigFiles | null;
  try {
    files = readConfigFiles(configPath);
  } catch (error) {
    const command = uid === null ? null : makeReadable(error, configPath, uid);
    throw new GuardError(
      say`cannot read ${configPath}: ${reasonOf(error)}`,
      command === null ? "" : say`Run "${command}"`,
      { cause: error },
    );
  }
  return files === null
    ? { id: null, invalid: say`not there`, files }
    : { id: (await identify(files)).id, invalid: files.invalid, files };
}
