/** What a full check adds to the memory of days. */

import { HOUR_MS } from "../base/duration.ts";
import { messageOf } from "../base/errors.ts";
import type { Instant } from "../base/instant.ts";
import { say } from "../base/say.ts";
import type { GuardEvent } from "../core/decision.ts";
import { type Checked, withCheck, withQuiet } from "../core/mark.ts";
import type { Memory } from "../core/memory.ts";
import { freshRoll, type Roll } from "../core/roll.ts";
import type { Look } from "../probe/observe.ts";
import { readRestartAudit } from "../probe/restart_audit.ts";
import { profilePaths } from "../store/paths.ts";
import { putQuietTicksAway, readQuietTicks } from "../store/quiet_ticks.ts";
import { recordDaily } from "./daily.ts";
import type { Tick } from "./tick_tools.ts";

const ROLLUPS = "rollups";

/** More marks are folded at once: two hours of checks. */
const MANY_MARKS = 240;
/**
 * More are not kept when they cannot be written: five hours of checks, 160 kB
 * if everything happens in each. A state that is longer than it may be would be
 * lost whole, with how often the guard has acted.
 */
const MOST_MARKS = 600;

/**
 * The roll as a check begins, with the quiet checks before it. The first one
 * accounts for nothing that was before.
 */
export function rollAtStart(
  { context, profile }: Tick,
  { roll, rollbacks }: Memory,
  now: Instant,
): Roll {
  const { state } = profilePaths(context, profile);
  const { ticks, accounted } = readQuietTicks(state, roll?.quiet ?? {});
  if (roll !== undefined) {
    return { ...withQuiet(roll, ticks), quiet: accounted };
  }
  const fresh = freshRoll(now);
  const rollbackWallMs = rollbacks.at(-1)?.wallMs ?? null;
  const counted = { ...fresh.counted, rollbackWallMs };
  return { ...fresh, quiet: accounted, counted };
}

/** The roll with this check, to be saved with the rest of the memory. */
export function rollAtEnd(
  roll: Roll,
  look: Look,
  events: readonly GuardEvent[],
  checked: Omit<Checked, "isOwnRestart" | "observation" | "done">,
): Roll {
  const after = withCheck(roll, {
    ...checked,
    observation: look.observation,
    done: events.flatMap(({ event, facts: { action } }) =>
      event === "done" && action ? [String(action)] : []
    ),
    isOwnRestart: () => isOwnRestart(look, checked),
  });
  return after.marks.length <= MOST_MARKS ? after : {
    ...after,
    first: after.first + after.marks.length - MOST_MARKS,
    marks: after.marks.slice(-MOST_MARKS),
  };
}

/** OpenClaw wrote down a restart after the check before: it, or its command, made this process. */
function isOwnRestart(
  { endpoint }: Look,
  { before, ended }: Pick<Checked, "before" | "ended">,
): boolean {
  if (endpoint === null || before.lastTick === null) return false;
  try {
    const audit = readRestartAudit(endpoint.stateDir);
    return audit?.action === "restart" &&
      // A restart may take its time between two checks.
      audit.atMs >= before.lastTick.wallMs - 60_000 &&
      audit.atMs <= ended.wallMs + 1000;
  } catch {
    return false; // no statistics are worth a check
  }
}

/**
 * To be called once the memory is saved: puts what is due into the rollups.
 *
 * @returns The memory to save again; null when nothing was due.
 */
export async function foldDays(
  self: Tick,
  before: Memory,
  memory: Memory,
): Promise<Memory | null> {
  const { context, profile, record } = self;
  const { roll } = memory;
  if (roll === undefined) return null;
  putQuietTicksAway(profilePaths(context, profile).state);
  if (!isDue(roll, before, memory)) return null;
  try {
    // Costs nothing until it is needed.
    const { foldIntoRollups } = await import("../store/rollups.ts");
    const folded = foldIntoRollups(context, profile, roll);
    if (folded.problem !== null) {
      record({
        level: "warn",
        event: ROLLUPS,
        sentence: say`${folded.problem}; days are counted afresh`,
        facts: {},
      });
    }
    return { ...memory, roll: folded.roll };
  } catch (error) {
    // Tried again with every check.
    const problem = say`cannot write the memory of days: ${messageOf(error)}`;
    const noted = recordDaily(self, memory, "warn", ROLLUPS, problem);
    return noted === memory ? null : noted;
  }
}

/** At the turn of an hour, and when something happened that people look for. */
function isDue(roll: Roll, before: Memory, memory: Memory): boolean {
  const [first] = roll.marks;
  const last = roll.marks.at(-1);
  if (first === undefined || last === undefined) return false;
  return Math.floor(first.at / HOUR_MS) !== Math.floor(last.at / HOUR_MS) ||
    before.verdict !== memory.verdict ||
    last.done !== undefined || last.starts !== undefined ||
    last.incident !== undefined || roll.marks.length >= MANY_MARKS;
}
