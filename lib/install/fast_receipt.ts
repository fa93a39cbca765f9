/** Which profiles a tick checks, without the cost of a schema. */

import { DEFAULT_PROFILE } from "../base/profile.ts";
import { receiptPath } from "../store/paths.ts";
import type { Surroundings } from "../sys/surroundings.ts";
import { readPlainText } from "../sys/plain_file.ts";

const MAX_BYTES = 64 * 1024;

/**
 * The profiles of install.json, or the default one when nothing is installed.
 *
 * @returns Null when anything about that file is unusual; readReceipt() says
 * what.
 */
export function plainProfiles(surroundings: Surroundings): string[] | null {
  try {
    const text = readPlainText(receiptPath(surroundings), MAX_BYTES);
    if (text === null) return [DEFAULT_PROFILE];
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return null;
    const { schema, profiles } = value as Readonly<Record<string, unknown>>;
    return schema === 1 && Array.isArray(profiles) && profiles.length > 0 &&
        profiles.every((name) =>
          // Most people have this one only; a regular expression costs more
          // to make than the rest of this file.
          name === DEFAULT_PROFILE ||
          typeof name === "string" && /^[a-z0-9][a-z0-9_-]{0,63}$/i.test(name)
        )
      ? profiles
      : null;
  } catch {
    return null;
  }
}
