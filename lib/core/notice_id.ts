/** Names of notices: letters, digits, "." and "-" only. */

import { SEVERITIES, type Severity } from "./notice.ts";

/** A profile in a name; a profile may have "_", and never a dot. */
export function profileId(profile: string): string {
  return profile.replaceAll("_", ".");
}

/** The graver of two; null: nothing yet. */
export function graver(one: Severity | null, other: Severity): Severity {
  return one !== null && SEVERITIES.indexOf(one) > SEVERITIES.indexOf(other)
    ? one
    : other;
}
