/** The profiles a command shows when none is named. */

import { GuardError } from "../base/errors.ts";
import { DEFAULT_PROFILE } from "../base/profile.ts";
import { watchedProfiles } from "../install/watched.ts";
import type { Context } from "../sys/context.ts";

/**
 * The watched ones, the default one first: `--json` has been about it before
 * there were several. It alone where install.json does not tell, for what is
 * wrong with that is in its report.
 */
export async function shownProfiles(
  context: Context,
): Promise<readonly string[]> {
  try {
    const profiles = await watchedProfiles(context);
    return profiles.toSorted((one, other) =>
      Number(other === DEFAULT_PROFILE) - Number(one === DEFAULT_PROFILE)
    );
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return [DEFAULT_PROFILE];
  }
}
