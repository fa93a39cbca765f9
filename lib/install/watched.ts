/** Which profiles a tick checks. */

import type { Context } from "../sys/context.ts";
import { plainProfiles } from "./fast_receipt.ts";

/**
 * The profiles of install.json, or the default one when nothing is installed.
 *
 * @throws {GuardError} naming install.json when it cannot be understood.
 */
export async function watchedProfiles(context: Context): Promise<string[]> {
  const plain = plainProfiles(context);
  if (plain !== null) return plain;
  const { installedProfiles } = await import("./receipt.ts");
  return installedProfiles(context);
}
