/** Is the guard itself at work? For `status`, `explain`, `doctor` and `maintenance`. */

import type { Instant } from "../base/instant.ts";
import {
  firstCheckAfter,
  isOverdue,
  lastCheckAgeMs,
  type PendingCheck,
} from "../core/last_check.ts";
import {
  blockerOf,
  findLockHolder,
  type LockHolder,
} from "../probe/lock_holder.ts";
import { tryReadReceipt } from "../install/receipt.ts";
import {
  type HistoryEvent,
  historyEvents,
  resumeAgeMs,
} from "../store/history.ts";
import { readEmergencyStop } from "../store/maintenance.ts";
import { profilePaths } from "../store/paths.ts";
import { peekState, type ReadState } from "../store/state.ts";
import { findUnwritable, type Unwritable } from "../store/unwritable.ts";
import type { Context } from "../sys/context.ts";

/** What was known of the gateway at some time. */
interface KnownFact {
  readonly wallMs: number;
  readonly verdict: string;
  readonly reason: string | null;
}

/** See the file. */
export interface GuardLiveness {
  /**
   * Checks come, as far as can be told; null: the state file does not tell, or
   * the first check is still to come.
   */
  readonly checking: boolean | null;
  /** `install` has been run for this profile; null: install.json does not tell. */
  readonly installed: boolean | null;
  /** Why none has come lately although all may be well; null: it has, or should have. */
  readonly pending: PendingCheck | null;
  /** What the last check found, or what the history says last. */
  readonly lastKnown: KnownFact | null;
  /** Who has been holding the lock for far too long; null: nobody. */
  readonly blockedBy: LockHolder | null;
  /** Why no check can write its state; null: it can, or none is missing. */
  readonly unwritable: Unwritable | null;
}

/** Reads the guard's own files, nothing else. */
export function guardLiveness(
  context: Context,
  profile: string,
): GuardLiveness {
  const now = context.clock.now();
  return livenessOf(
    peekState(profilePaths(context, profile).state, now),
    receiptFacts(context, profile),
    readEmergencyStop(context, profile) !== null,
    questionsTo(context, profile),
    now,
  );
}

/** What is asked besides the state, when it matters. */
interface Questions {
  /** The history, oldest first. */
  events(): readonly HistoryEvent[];
  /** Who holds the profile's lock: a check, or a command about to end. */
  holder(): LockHolder | null;
  /** Why the state cannot be written. */
  unwritable(): Unwritable | null;
}

/** Asks the profile's files. */
export function questionsTo(context: Context, profile: string): Questions {
  return {
    events: () => historyEvents(context, profile),
    holder: () => findLockHolder(context, profilePaths(context, profile)),
    unwritable: () => findUnwritable(context, profile),
  };
}

/** What {@linkcode livenessOf} needs of install.json. */
interface ReceiptFacts {
  readonly installed: boolean | null;
  /** Wall clock ms; null when not known. */
  readonly installedAtMs: number | null;
  /** Why install.json does not tell; null when it does. */
  readonly problem: string | null;
}

/** Reads install.json for this profile. */
export function receiptFacts(context: Context, profile: string): ReceiptFacts {
  const { receipt, error } = tryReadReceipt(context);
  if (error !== null) {
    return { installed: null, installedAtMs: null, problem: error.describe() };
  }
  const atMs = Date.parse(receipt?.installedAt ?? "");
  return {
    installed: receipt?.profiles.includes(profile) ?? false,
    installedAtMs: Number.isNaN(atMs) ? null : atMs,
    problem: null,
  };
}

/** What the facts mean. */
export function livenessOf(
  { memory, problem }: Pick<ReadState, "memory" | "problem">,
  { installed, installedAtMs }: Omit<ReceiptFacts, "problem">,
  emergencyStop: boolean,
  ask: Questions,
  now: Instant,
): GuardLiveness {
  const { lastTick, verdict, reason } = memory;
  const missed = !emergencyStop && problem === null &&
    isOverdue(lastCheckAgeMs(memory, now));
  const holder = ask.holder();
  const blockedBy = blockerOf(holder);
  // A mark of an emergency stop that cannot be looked at counts as one.
  const unwritable = missed || problem !== null ? ask.unwritable() : null;
  const pending = !missed
    ? null
    : holder !== null
    ? "at-work"
    : installed === true
    ? firstCheckAfter({
      // Where a check has been, the first one is over.
      installed: lastTick !== null || installedAtMs === null
        ? null
        : now.wallMs - installedAtMs,
      resumed: resumeAgeMs(ask.events(), now.wallMs),
      booted: now.bootMs,
    })
    : null;
  const checking = emergencyStop || blockedBy !== null || unwritable !== null
    ? false
    : problem !== null || isFirstCheckDue({ pending })
    ? null
    : !missed || pending === "at-work";
  return {
    checking,
    installed,
    pending,
    blockedBy,
    unwritable,
    lastKnown: lastTick !== null && verdict !== null
      ? { wallMs: lastTick.wallMs, verdict, reason }
      : lastJudged(ask.events()),
  };
}

/** The first check since the installation, a resume or the boot is still to come. */
export function isFirstCheckDue(
  { pending }: Pick<GuardLiveness, "pending">,
): boolean {
  return pending !== null && pending !== "at-work";
}

/** No check comes, or none has come yet. */
export function isUnguarded(guard: GuardLiveness): boolean {
  return guard.checking === false || isFirstCheckDue(guard);
}

/** The newest event that says how the gateway was. */
function lastJudged(events: readonly HistoryEvent[]): KnownFact | null {
  const event = events.findLast(({ verdict }) => verdict !== null);
  return event === undefined || event.verdict === null ? null : {
    wallMs: Date.parse(event.at),
    verdict: event.verdict,
    reason: event.reason,
  };
}
