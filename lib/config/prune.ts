/** Which config generations stay. */

import { DAY_MS } from "../base/duration.ts";
import type { Policy } from "../core/policy.ts";
import type { Generation } from "./index.ts";

/** How many generations are kept. */
export type BackupLimits = Pick<Policy, "backupGenerations" | "backupDaily">;

/** Newest first: by when they were last seen, then first seen. */
export function newestFirst(generations: readonly Generation[]): Generation[] {
  return [...generations].sort((a, b) =>
    b.lastSeenMs - a.lastSeenMs || b.firstSeenMs - a.firstSeenMs
  );
}

/**
 * The generations that stay, newest first: the newest ones, the last one of
 * each of the last days (so that a day of many edits does not push all older
 * ones out), and whatever happens the newest proven one.
 *
 * @param currentId The generation that is in use now also stays.
 */
export function generationsToKeep(
  generations: readonly Generation[],
  limits: BackupLimits,
  currentId: string | null,
  nowWallMs: number,
): Generation[] {
  const ordered = newestFirst(generations);
  const keep = new Set(ordered.slice(0, limits.backupGenerations));
  const day = (ms: number) => Math.floor(ms / DAY_MS); // days in UTC
  const today = day(nowWallMs);
  const covered = new Set<number>();
  for (const generation of ordered) {
    const seen = day(generation.lastSeenMs);
    if (seen <= today - limits.backupDaily || covered.has(seen)) continue;
    covered.add(seen);
    keep.add(generation);
  }
  const newestProven = ordered.find(({ proven }) => proven);
  if (newestProven !== undefined) keep.add(newestProven);
  return ordered.filter((generation) =>
    keep.has(generation) || generation.id === currentId
  );
}
