/**
 * Ticks that cron has already begun. Taking the lines out of the crontab does
 * not end the shell that is in its `sleep 30`: it would check once more, and
 * make the state folder again that was just removed.
 */

import type { Context } from "../sys/context.ts";
import { argumentsOf, processIds } from "./host.ts";

/** Sleep, the longest wait of a tick, and some for a slow machine. */
const LONGEST_MS = 90_000;

/** Which ticks to wait for: also those whose shell still sleeps, or not. */
export type Ticks = "all" | "running";

/** Processes of this user that run a tick, or will when their sleep is over. */
function findTicks(
  context: Context,
  program: string,
  which: Ticks,
): string[] {
  // As in crontab.ts, after cron has taken the backslashes away.
  const word = `'${program.replaceAll("'", "'\\''")}' check`;
  return [...processIds(context)].filter((pid) => {
    const [name, ...args] = argumentsOf(context, pid);
    const runs = name === program && args[0] === "check";
    const sleeps = which === "all" && args[0] === "-c" &&
      args[1]?.includes(word) === true;
    return (runs || sleeps) && ownerOf(context, pid) === context.uid;
  }).map((pid) => `${pid} ${startTicks(context, pid)}`);
}

function ownerOf(context: Context, pid: number): number | null {
  try {
    return Deno.statSync(`${context.roots.proc}/${pid}`).uid;
  } catch {
    return null; // it has ended
  }
}

/** Field 22 of proc_pid_stat(5), which tells a pid from its reuse. */
function startTicks(context: Context, pid: number): string {
  try {
    const stat = Deno.readTextFileSync(`${context.roots.proc}/${pid}/stat`);
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return ""; // it has ended
  }
}

/**
 * Waits until every tick that is under way now has ended.
 *
 * @param program Absolute path of the guard in the crontab.
 * @param onWait Called once when there is something to wait for.
 * @returns false when one was still there after 90 seconds.
 */
export async function waitForTicks(
  context: Context,
  program: string,
  which: Ticks,
  onWait: () => void,
): Promise<boolean> {
  const { clock } = context;
  const end = clock.now().bootMs + LONGEST_MS;
  let waitingFor = findTicks(context, program, which);
  if (waitingFor.length > 0) onWait();
  while (waitingFor.length > 0) {
    if (clock.now().bootMs >= end) return false;
    await clock.sleep(250);
    const now = new Set(findTicks(context, program, which));
    // A sleeping shell is followed by the check it starts: no longer "then".
    waitingFor = which === "all"
      ? [...now]
      : waitingFor.filter((tick) => now.has(tick));
  }
  return true;
}
