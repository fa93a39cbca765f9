/** What was seen before an attempt, kept so that the cause can be found later. */

import { maskSecrets } from "../core/mask.ts";
import type { Instant } from "../core/instant.ts";
import type { Observation } from "../core/types.ts";
import { ensurePrivateDir, writeFileAtomic } from "../store/atomic.ts";
import type { Context } from "../sys/context.ts";
import { userBusEnvironment } from "../sys/systemctl.ts";

/** How many evidence files are kept. */
const KEPT = 20;
/** Longest wait for the journal, ms; a rescue must not wait for its own papers. */
const JOURNAL_TIMEOUT_MS = 1500;
const JOURNAL_LINES = 200;
const MAX_JOURNAL_BYTES = 512 * 1024;
const MAX_PROC_BYTES = 16 * 1024;

/**
 * Writes one evidence file, mode 0600, secrets masked.
 *
 * @returns Its path.
 * @throws {Error} of the failing system call, e.g. on a full disk.
 */
export async function keepEvidence(
  context: Context,
  dir: string,
  attempt: number,
  observation: Observation,
  now: Instant,
): Promise<string> {
  const pid = observation.incarnation?.pid;
  const evidence = {
    schema: 1,
    at: new Date(now.wallMs).toISOString(),
    attempt,
    observation: { ...observation, unit: withoutEnvironment(observation) },
    process: pid === undefined ? null : processFiles(context, pid),
    pressure: {
      cpu: readSome(`${context.roots.proc}/pressure/cpu`),
      memory: readSome(`${context.roots.proc}/pressure/memory`),
      io: readSome(`${context.roots.proc}/pressure/io`),
    },
    loadAverage: readSome(`${context.roots.proc}/loadavg`),
    journal: await journalTail(context, observation.unit?.name),
  };
  ensurePrivateDir(dir);
  const stamp = new Date(now.wallMs).toISOString().replaceAll(/[-:]/g, "")
    .replace(/\.\d+/, "");
  const path = `${dir}/${stamp}-attempt-${attempt}.json`;
  writeFileAtomic(path, maskSecrets(JSON.stringify(evidence, null, 2)) + "\n");
  removeOldest(dir);
  return path;
}

/** The unit's environment may hold keys under any name, so it is left out whole. */
function withoutEnvironment({ unit }: Observation) {
  return unit === null ? null : { ...unit, environment: undefined };
}

function processFiles(context: Context, pid: number) {
  const base = `${context.roots.proc}/${pid}`;
  return {
    status: readSome(`${base}/status`),
    stat: readSome(`${base}/stat`),
    wchan: readSome(`${base}/wchan`),
    fileDescriptors: countEntries(`${base}/fd`),
    threads: countEntries(`${base}/task`),
  };
}

function readSome(path: string): string | null {
  try {
    return Deno.readTextFileSync(path).slice(0, MAX_PROC_BYTES).trim();
  } catch {
    return null; // gone, or not ours to read: evidence is what there is
  }
}

function countEntries(path: string): number | null {
  try {
    return [...Deno.readDirSync(path)].length;
  } catch {
    return null;
  }
}

async function journalTail(
  context: Context,
  unit: string | undefined,
): Promise<string[] | null> {
  if (unit === undefined) return null;
  try {
    const result = await context.run("journalctl", [
      "--user",
      `--unit=${unit}`,
      `--lines=${JOURNAL_LINES}`,
      "--no-pager",
      "--output=short-iso",
    ], {
      timeoutMs: JOURNAL_TIMEOUT_MS,
      maxBytes: MAX_JOURNAL_BYTES,
      env: userBusEnvironment(context),
    });
    return result.stdout.split("\n");
  } catch {
    return null; // no journalctl here
  }
}

function removeOldest(dir: string): void {
  const names = [...Deno.readDirSync(dir)]
    .filter((entry) => entry.isFile && /^\d{8}T.*\.json$/.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  for (const name of names.slice(0, -KEPT)) Deno.removeSync(`${dir}/${name}`);
}
