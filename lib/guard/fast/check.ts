/**
 * cron's check, 2,880 times a day, when there is nothing to do and nobody to
 * tell. This file and all it imports is what such a check loads: one small
 * module (build/bundle.ts). Anything else needs the whole program.
 */

import { plainProfiles } from "../../install/fast_receipt.ts";
import { foreignFolder } from "../../store/foreign_folder.ts";
import { systemClock } from "../../sys/clock.ts";
import { systemSurroundings } from "../../sys/surroundings.ts";
import { fastTick } from "./tick.ts";
import type { TickResult } from "../tick_tools.ts";

/** What fast ticks have found, by profile. */
export type Settled = ReadonlyMap<string, TickResult>;

const UNTRIED = { done: false, settled: null };

/**
 * Looks at every profile that is as well as it was.
 *
 * @param args The command line without the program's name.
 * @returns `done`: all are, and nothing has to be sent. Otherwise `settled` tells whose
 * check is over already; null: none was tried.
 */
export async function fastCheck(
  args: readonly string[],
): Promise<{ readonly done: boolean; readonly settled: Settled | null }> {
  // A file that is not there is an error in Deno, and the first one with a stack
  // trace costs a process 0.3 ms more than without.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    if (args.length !== 1 || args[0] !== "check" || !nobodyReads()) {
      return UNTRIED;
    }
    const context = { ...systemSurroundings(), clock: systemClock() };
    const refused = context.uid === 0 && foreignFolder(context) !== null;
    const profiles = refused ? null : plainProfiles(context);
    if (profiles === null) return UNTRIED;
    const results = await Promise.all(
      profiles.map((profile) => fastTick(context, profile)),
    );
    const settled = new Map<string, TickResult>();
    for (const result of results) {
      if (result !== null) settled.set(result.profile, result);
    }
    const done = results.every((result) => result !== null && !result.sends);
    return { done, settled };
  } catch {
    // Whatever it was, the whole program meets it too and says so.
    return UNTRIED;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** As cron and the timer start it: what it would print goes nowhere. */
function nobodyReads(): boolean {
  return Deno.readLinkSync("/proc/self/fd/1") === "/dev/null";
}
