/** The profiles a command is about when none is named. */

import { GuardError } from "../base/errors.ts";
import { DEFAULT_PROFILE } from "../base/profile.ts";
import { watchedProfiles } from "../install/watched.ts";
import type { Context } from "../sys/context.ts";

/** The watched ones; the default one, and why, where install.json does not tell. */
export async function tryWatchedProfiles(
  context: Context,
): Promise<{ profiles: readonly string[]; trouble: string | null }> {
  try {
    return { profiles: await watchedProfiles(context), trouble: null };
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return { profiles: [DEFAULT_PROFILE], trouble: error.describe() };
  }
}

/**
 * The same to be shown, the default one first: `--json` has been about it before
 * there were several. Where install.json does not tell, its report says so.
 */
export async function shownProfiles(
  context: Context,
): Promise<readonly string[]> {
  const { profiles } = await tryWatchedProfiles(context);
  return profiles.toSorted((one, other) =>
    Number(other === DEFAULT_PROFILE) - Number(one === DEFAULT_PROFILE)
  );
}
