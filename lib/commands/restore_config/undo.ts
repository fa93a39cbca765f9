/** What `restore-config --undo` brings back. */

import { GuardError } from "../../base/errors.ts";
import type { Generation } from "../../config/index.ts";
import { readRestoreRecord } from "../../config/restore_record.ts";
import { say } from "../../base/say.ts";
import type { Restoring } from "./restore.ts";

/**
 * What the last restore replaced.
 *
 * @throws {GuardError} when there is nothing to bring back.
 */
export function undoOf({ dir, configPath, choices }: Restoring): Generation {
  const record = readRestoreRecord(dir);
  const fail = (why: string): never => {
    throw new GuardError(
      say`cannot undo: ${why}`,
      say`See "openclaw-guard restore-config --list"`,
    );
  };
  if (record === null || record.configPath !== configPath) {
    return fail(say`no config has been restored yet`);
  }
  if (record.replaced === null) {
    return fail(say`there was no config before the last restore`);
  }
  return choices.generations.find(({ id }) => id === record.replaced) ??
    fail(say`the replaced config ${record.replaced} is not kept any more`);
}
