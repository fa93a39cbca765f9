/**
 * Checks that cron has already begun. Taking the lines out of the crontab does
 * not end the shell that is in its `sleep 30`: it would check once more, and
 * make the state folder again that was just removed.
 */

import type { Context } from "../sys/context.ts";
import { processIds, readStat } from "../probe/process.ts";
import { argumentsOf } from "./host.ts";

/** Sleep, the longest wait of a check, and some for a slow machine. */
export const WAIT_LIMIT_MS = 90_000;

/** Which checks to wait for: also those whose shell still sleeps, or not. */
type Checks = "all" | "running";

/** A check at work, or the shell of cron that sleeps before it starts one. */
export type PendingCheck = "running" | "sleeping";

/** Processes of this user that run a check, or will when their sleep is over. */
function findChecks(
  context: Context,
  programs: readonly string[],
  which: Checks,
): Map<string, PendingCheck> {
  // As in install/cron/line.ts, after cron has taken the backslashes away.
  const words = programs.map((program) =>
    `'${program.replaceAll("'", "'\\''")}' check`
  );
  const found = new Map<string, PendingCheck>();
  for (const pid of processIds(context)) {
    const [name = "", ...args] = argumentsOf(context, pid);
    const runs = programs.includes(name) && args[0] === "check";
    const sleeps = which === "all" && args[0] === "-c" &&
      words.some((word) => args[1]?.includes(word));
    if (!runs && !sleeps) continue;
    if (ownerOf(context, pid) !== context.uid) continue;
    // The start time tells a pid from its reuse.
    const { startTicks = 0 } = readStat(context, pid) ?? {};
    found.set(`${pid} ${startTicks}`, runs ? "running" : "sleeping");
  }
  return found;
}

function ownerOf(context: Context, pid: number): number | null {
  try {
    return Deno.statSync(`${context.roots.proc}/${pid}`).uid;
  } catch {
    return null; // it has ended
  }
}

/**
 * Waits until every check that is under way now has ended.
 *
 * @param programs Absolute paths of guards that a check may run.
 * @param onWait Called once when there is something to wait for.
 * @returns false when one was still there after {@linkcode WAIT_LIMIT_MS}.
 */
export async function waitForChecks(
  context: Context,
  programs: readonly string[],
  which: Checks,
  onWait: (check: PendingCheck) => void,
): Promise<boolean> {
  const { clock } = context;
  const end = clock.now().bootMs + WAIT_LIMIT_MS;
  const first = findChecks(context, programs, which);
  let waitingFor = [...first.keys()];
  if (waitingFor.length > 0) {
    const sleeps = [...first.values()].includes("sleeping");
    onWait(sleeps ? "sleeping" : "running");
  }
  while (waitingFor.length > 0) {
    if (clock.now().bootMs >= end) return false;
    await clock.sleep(250);
    const now = findChecks(context, programs, which);
    // A sleeping shell is followed by the check it starts: no longer "then".
    waitingFor = which === "all"
      ? [...now.keys()]
      : waitingFor.filter((check) => now.has(check));
  }
  return true;
}
