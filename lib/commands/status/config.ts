/** The gateway's config: what keeps the next start from it, and what there is to go back to. */

import { GuardError } from "../../base/errors.ts";
import { profileOption } from "../../base/profile.ts";
import { readCurrent } from "../../config/choices.ts";
import { reasonOf } from "../../base/reason.ts";
import { retell, t } from "../../text/speech.ts";
import { formatAge, formatLocalTime } from "../../cli/format.ts";
import type { StatusJson } from "./json.ts";

/**
 * What is wrong with the file as it is now. A running gateway does not mind,
 * and no check does: only the next start is refused. A gateway may do without
 * a config, so a missing one is no problem.
 */
export async function brokenConfig(
  path: string,
): Promise<StatusJson["brokenConfig"]> {
  try {
    const { files, invalid } = await readCurrent(path);
    return files === null || invalid === null
      ? null
      : { path, problem: invalid, unreadable: false };
  } catch (error) {
    const problem = reasonOf(error instanceof GuardError ? error.cause : error);
    return { path, problem, unreadable: true };
  }
}

/** The row. */
export function configText(json: StatusJson, nowMs: number): string {
  const { brokenConfig, profile } = json;
  if (brokenConfig === null) return copiesText(json, nowMs);
  if (brokenConfig.unreadable) {
    return t`${brokenConfig.path} cannot be read: ${
      retell(brokenConfig.problem)
    }; no copy of it can be kept, and a start of the gateway may fail`;
  }
  const option = profileOption(profile);
  return t`${brokenConfig.path} is broken: ${
    retell(brokenConfig.problem)
  }; the next start of the gateway would be refused; "openclaw-guard restore-config --list${option}" shows what can be put back`;
}

function copiesText({ backups }: StatusJson, nowMs: number): string {
  if (backups.count === 0) return t`no copies yet`;
  const copies = backups.count === 1 ? t`1 copy` : t`${backups.count} copies`;
  if (backups.newestProven === null) return t`${copies}, none proven yet`;
  const provenMs = Date.parse(backups.newestProven);
  return t`${copies}, the newest proven one of ${formatLocalTime(provenMs)} (${
    formatAge(provenMs, nowMs)
  })`;
}
