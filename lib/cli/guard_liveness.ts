/** Is the guard itself at work? For `status`, `explain` and `maintenance`. */

import { GuardError } from "../core/errors.ts";
import type { Instant } from "../core/instant.ts";
import {
  CHECK_OVERDUE_MS,
  isOverdue,
  lastCheckAgeMs,
} from "../core/last_check.ts";
import { readReceipt, type Receipt } from "../install/receipt.ts";
import { type HistoryEvent, historyEvents } from "../store/history.ts";
import { readEmergencyStop } from "../store/maintenance.ts";
import { profilePaths } from "../store/paths.ts";
import { peekState, type ReadState } from "../store/state.ts";
import type { Context } from "../sys/context.ts";

/** What was known of the gateway at some time. */
export interface KnownFact {
  readonly wallMs: number;
  readonly verdict: string;
  readonly reason: string | null;
}

/** See the file. */
export interface GuardLiveness {
  /** Checks come, as far as can be told; null: the state file does not tell. */
  readonly checking: boolean | null;
  /** `install` has been run for this profile; null: install.json does not tell. */
  readonly installed: boolean | null;
  /** Installed so lately that the first check is still to come. */
  readonly firstCheckDue: boolean;
  /** What the last check found, or what the history says last. */
  readonly lastKnown: KnownFact | null;
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
    () => historyEvents(context, profile),
    now,
  );
}

/** What {@linkcode livenessOf} needs of install.json. */
export interface ReceiptFacts {
  readonly installed: boolean | null;
  /** Wall clock ms; null when not known. */
  readonly installedAtMs: number | null;
  /** Why install.json does not tell; null when it does. */
  readonly problem: string | null;
}

/** Reads install.json for this profile. */
export function receiptFacts(context: Context, profile: string): ReceiptFacts {
  let receipt: Receipt | null;
  try {
    receipt = readReceipt(context);
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return {
      installed: null,
      installedAtMs: null,
      problem: error.describe(),
    };
  }
  const atMs = Date.parse(receipt?.installedAt ?? "");
  return {
    installed: receipt?.profiles.includes(profile) ?? false,
    installedAtMs: Number.isNaN(atMs) ? null : atMs,
    problem: null,
  };
}

/**
 * What the facts mean.
 *
 * @param events The history, oldest first; asked for only when the state does
 * not know the gateway.
 */
export function livenessOf(
  { memory, problem }: Pick<ReadState, "memory" | "problem">,
  { installed, installedAtMs }: Omit<ReceiptFacts, "problem">,
  emergencyStop: boolean,
  events: () => readonly HistoryEvent[],
  now: Instant,
): GuardLiveness {
  const { lastTick, verdict, reason } = memory;
  const checking = emergencyStop
    ? false
    : problem !== null
    ? null
    : !isOverdue(lastCheckAgeMs(memory, now));
  const sinceInstallMs = now.wallMs - (installedAtMs ?? -Infinity);
  return {
    checking,
    installed,
    firstCheckDue: checking === false && lastTick === null &&
      installed === true && sinceInstallMs >= 0 &&
      sinceInstallMs < CHECK_OVERDUE_MS,
    lastKnown: lastTick !== null && verdict !== null
      ? { wallMs: lastTick.wallMs, verdict, reason }
      : lastJudged(events()),
  };
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
