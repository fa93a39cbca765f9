/** Which files are the guard's own, to be removed. */

import { folderOf } from "../base/path.ts";
import { DEFAULT_PROFILE } from "../base/profile.ts";
import {
  notifyPaths,
  profilePaths,
  receiptPath,
  settingsPath,
  stateRoot,
} from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { entriesOf, exists } from "../sys/files.ts";

/** Belongs to the running guard: of no use once it is uninstalled. */
const STATE =
  /^(?:state\.json(?:\.bad-.*)?|quiet-ticks\.jsonl(?:\.bad-.*)?|quiet-ticks\.old\.jsonl|quiet-terms\.json|metrics-lock|metrics-problem|page\.json|lock|upgrade\.lock|maintenance\.json|emergency-stop\.json|crontab\.new|.*\.tmp-\d+-[0-9a-f]{8})$/;
/** Belongs to one profile, and people may still want it. */
const RECORDS =
  /^(?:guard\.log.*|history\.jsonl.*|rollups\.json(?:\.bad-.*)?|notifications\.json|evidence|config)$/;

/** Names in a folder; none when there is no such folder. */
function namesIn(folder: string): string[] {
  return entriesOf(folder).map(({ name }) => name).sort();
}

/** Profiles with a folder of their own, and the default one. */
export function profilesOnDisk(context: Context): string[] {
  return [DEFAULT_PROFILE, ...namesIn(`${stateRoot(context)}/profiles`)];
}

/**
 * Files and folders to remove for one profile.
 *
 * @param purge Also its log, history, evidence and config backups.
 */
export function profileFiles(
  context: Context,
  profile: string,
  purge: boolean,
): string[] {
  const { dir } = profilePaths(context, profile);
  if (purge && profile !== DEFAULT_PROFILE) {
    return namesIn(dir).length > 0 ? [dir] : [];
  }
  return namesIn(dir)
    .filter((name) => STATE.test(name) || purge && RECORDS.test(name))
    .map((name) => `${dir}/${name}`);
}

/** All of the guard's folders: state with its records, and the settings. */
export function everything(context: Context): string[] {
  return [stateRoot(context), folderOf(settingsPath(context))].filter(exists);
}

/** Files to remove when the last profile goes but its records stay. */
export function stateFiles(context: Context): string[] {
  // What was delivered is a record.
  const { outbox, state, lock, settings } = notifyPaths(context);
  return [
    ...profilesOnDisk(context).flatMap((profile) =>
      profileFiles(context, profile, false)
    ),
    ...[receiptPath(context), outbox, state, lock, settings].filter(exists),
  ];
}
