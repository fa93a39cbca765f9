/** Writes the file of the setting `metrics.file` after the checks. */

import { say } from "../../base/say.ts";
import type { SideSettings } from "../../settings/side.ts";
import { writeFileAtomic } from "../../store/atomic.ts";
import { takeLock } from "../../store/lock.ts";
import { writeMetricsFile } from "../../store/metrics_file.ts";
import { stateRoot } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { removeFile } from "../../sys/files.ts";
import { readPlainText } from "../../sys/plain_file.ts";
import { keepFile } from "../../cli/kept_file.ts";

/** Another check that writes it takes some milliseconds. */
const LOCK_WAIT_MS = 1000;
/** The largest note of a problem that is read, bytes. */
const MAX_BYTES = 16 * 1024;

/**
 * Writes it, if it is wanted, also with settings that cannot be used: that is a
 * verdict, too.
 */
export async function keepMetricsFile(
  context: Context,
  { metrics: { file: path } }: Pick<SideSettings, "metrics">,
): Promise<void> {
  if (path === null) return;
  const note = `${stateRoot(context)}/metrics-problem`;
  await keepFile(context, {
    path,
    event: "metrics",
    write: () => write(context, path),
    problem: (why) => say`the metrics cannot be written to ${path}: ${why}`,
    again: say`the metrics are written again`,
    told: () => readPlainText(note, MAX_BYTES),
    remember(problem) {
      if (problem === null) removeFile(note);
      else writeFileAtomic(note, problem);
    },
  });
}

async function write(context: Context, path: string): Promise<void> {
  const dir = stateRoot(context);
  // Of two checks the one that has read later must write later: Prometheus
  // would take a counter that falls for one that began anew.
  const lock = await takeLock(
    { dir, lock: `${dir}/metrics-lock` },
    LOCK_WAIT_MS,
  );
  if (lock === null) return; // the other one's figures are as new
  using _held = lock;
  // Costs nothing until it is needed.
  const { gatherMetrics } = await import("./command.ts");
  writeMetricsFile(path, await gatherMetrics(context));
}
