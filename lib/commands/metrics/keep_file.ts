/**
 * Writes the file of the setting `metrics.file` after the checks. Whatever goes
 * wrong is told once, and no check fails for it.
 */

import { messageOf } from "../../base/errors.ts";
import { DEFAULT_PROFILE } from "../../base/profile.ts";
import { say } from "../../base/say.ts";
import { noteEvent } from "../../cli/note_event.ts";
import type { SideSettings } from "../../settings/side.ts";
import { writeFileAtomic } from "../../store/atomic.ts";
import { foreignPart } from "../../store/foreign_folder.ts";
import { takeLock } from "../../store/lock.ts";
import { writeMetricsFile } from "../../store/metrics_file.ts";
import { stateRoot } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { removeFile } from "../../sys/files.ts";
import { readPlainText } from "../../sys/plain_file.ts";

/** Another check that writes it takes some milliseconds. */
const LOCK_WAIT_MS = 1000;

/**
 * Writes it, if it is wanted, also with settings that cannot be used: that is a
 * verdict, too. Never throws.
 */
export async function keepMetricsFile(
  context: Context,
  { metrics: { file } }: Pick<SideSettings, "metrics">,
): Promise<void> {
  if (file === null) return;
  try {
    tellOnce(context, await write(context, file));
  } catch {
    // The guard's folder cannot be written to, which the check has told.
  }
}

/** @returns Why it could not be written, or null. */
async function write(context: Context, file: string): Promise<string | null> {
  // Who owns the folder could have root write elsewhere, with every check.
  const foreign = context.uid === 0 ? foreignPart(file, 0) : null;
  if (foreign !== null) {
    return say`the metrics cannot be written to ${file}: ${say`${foreign} is another user's, and this is root`}`;
  }
  try {
    const dir = stateRoot(context);
    // Of two checks the one that has read later must write later: Prometheus
    // would take a counter that falls for one that began anew.
    const lock = await takeLock(
      { dir, lock: `${dir}/metrics-lock` },
      LOCK_WAIT_MS,
    );
    if (lock === null) return null; // the other one's figures are as new
    using _held = lock;
    // Costs nothing until it is needed.
    const { gatherMetrics } = await import("./gather.ts");
    writeMetricsFile(file, await gatherMetrics(context));
    return null;
  } catch (error) {
    return say`the metrics cannot be written to ${file}: ${messageOf(error)}`;
  }
}

/** The largest note that is read, bytes. */
const MAX_BYTES = 16 * 1024;

/** With every check the same would be no news. */
function tellOnce(context: Context, problem: string | null): void {
  const path = `${stateRoot(context)}/metrics-problem`;
  const told = readPlainText(path, MAX_BYTES);
  if (told === problem) return;
  if (problem === null) {
    removeFile(path);
    noteEvent(
      context,
      DEFAULT_PROFILE,
      "metrics",
      say`the metrics are written again`,
    );
    return;
  }
  noteEvent(context, DEFAULT_PROFILE, "metrics", problem);
  writeFileAtomic(path, problem);
}
