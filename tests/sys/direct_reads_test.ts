/**
 * Everything in lib that reads a file which others, or accidents, may change
 * goes through lib/sys/plain_file.ts: a FIFO there hangs whoever opens it, a
 * device has no end. The exceptions are here, each with its reason.
 */

import assert from "node:assert/strict";

const ROOT = new URL("../../lib/", import.meta.url);

const PROC = "the kernel's (proc(5), cgroup(7)): nobody replaces it, size 0";
const LOCKED = "looked at by statPlainFile() before it is opened for writing";
const OWN = "made by this very process a moment before";

/** Files that open or read by themselves: how often, and why they may. */
const MAY: Readonly<Record<string, readonly [count: number, why: string]>> = {
  "commands/doctor/disk.ts": [1, PROC],
  "commands/drill/port_holder.ts": [1, PROC],
  "install/host.ts": [1, PROC],
  "install/preflight.ts": [1, PROC],
  "probe/listen_table.ts": [1, PROC],
  "probe/proc_file.ts": [1, PROC],
  "probe/process.ts": [5, PROC],
  "sys/clock.ts": [1, PROC],
  "store/lock.ts": [2, `${LOCKED}; /proc/locks`],
  "store/append_line.ts": [2, LOCKED],
  "store/log.ts": [1, "refusePipe() before it is opened for appending"],
  "store/atomic.ts": [2, `${OWN} (createNew), and a folder to sync`],
  "commands/upgrade/fetch_program.ts": [3, OWN],
  "commands/upgrade/work_folder.ts": [1, OWN],
  "sys/plain_file.ts": [1, "it is the one that does it for all"],
};

const DIRECT = /\bDeno\.(?:readTextFile|readFile|open)(?:Sync)?\(/g;

function* sources(folder: URL): Generator<URL> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (isDirectory) yield* sources(new URL(`${name}/`, folder));
    else if (name.endsWith(".ts")) yield new URL(name, folder);
  }
}

Deno.test("files that others may change are read through plain_file.ts only", () => {
  const found: Record<string, number> = {};
  for (const url of sources(ROOT)) {
    const count = Deno.readTextFileSync(url).match(DIRECT)?.length ?? 0;
    if (count > 0) found[url.href.slice(ROOT.href.length)] = count;
  }
  const allowed = Object.fromEntries(
    Object.entries(MAY).map(([name, [count]]) => [name, count]),
  );
  assert.deepEqual(found, allowed);
});
