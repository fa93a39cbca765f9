/** Whether it is time for a ping, and what it tells. */

import type { Verdict } from "../core/types.ts";
import type { PingState } from "./delivery_state.ts";
import type { PingNews, PingSignal } from "./ping.ts";

/** What decides about the next ping. */
export type PingMemory = Pick<PingState, "triedWallMs" | "told" | "failed">;

/** Nothing was told yet. */
export const NO_PINGS: PingMemory = {
  triedWallMs: 0,
  told: null,
  failed: false,
};

/** What a check came to. */
export interface PingCheck {
  /** A verdict, or why there is none ("skipped", "error"). */
  readonly verdict: string;
  readonly reason: string | null;
  /** An incident is open: one good answer does not end it. Missing: not known. */
  readonly incident?: boolean;
}

/** Checks come every 30 s, none of them exactly: this much early is in time, ms. */
const TOLERANCE_MS = 15_000;

/** The gateway answers people. */
const WELL: ReadonlySet<string> = new Set<Verdict>([
  "healthy",
  "degraded",
  "unstable",
  "unsupported",
]);
/** It is known not to: the verdicts that `check` ends with 2 for. */
const ILL: ReadonlySet<string> = new Set<Verdict>([
  "bad-config",
  "start-limit",
  "foreign-listener",
  "down",
  "failing",
  "hung",
  "crash-loop",
]);
/** A person wants it so. */
const PLANNED: ReadonlySet<string> = new Set<Verdict>([
  "maintenance",
  "stopped",
]);

/**
 * The ping to send now; null: none.
 *
 * @param what Liveness: the guard runs, whatever it finds. Health: the gateway
 * works; "fail" goes out once until it is well again, then silence, which the
 * service knows how to read (who repeats it wakes a check that a person paused).
 * @param nowMs Wall clock ms.
 * @param everyMs How often a good ping goes out, ms.
 * @param checks Of all profiles that are watched.
 */
export function pingDue(
  what: "liveness" | "health",
  memory: PingMemory,
  nowMs: number,
  everyMs: number,
  checks: readonly PingCheck[],
): PingNews | null {
  const news = what === "liveness" ? LIVES : healthOf(checks);
  if (news === null) return null;
  const { signal } = news;
  if (signal === "fail") return memory.failed ? null : news;
  if (signal !== memory.told) return news; // a change goes out at once
  // A clock that was set back must not silence it.
  const agoMs = Math.abs(nowMs - memory.triedWallMs);
  return signal === "ok" && agoMs >= everyMs - TOLERANCE_MS ? news : null;
}

const LIVES: PingNews = {
  signal: "ok",
  verdict: "checked",
  reason: null,
};

/** null: it is neither well nor ill (it starts, nobody can tell …): nothing is said. */
function healthOf(checks: readonly PingCheck[]): PingNews | null {
  const ill = checks.find(({ verdict }) => ILL.has(verdict));
  if (ill !== undefined) return newsOf("fail", ill);
  const well = checks.filter(({ verdict, incident = false }) =>
    WELL.has(verdict) && !incident
  );
  const planned = checks.filter(({ verdict }) => PLANNED.has(verdict));
  if (well.length + planned.length < checks.length) return null;
  return well[0] !== undefined
    ? newsOf("ok", well[0])
    : planned[0] !== undefined
    ? newsOf("log", planned[0])
    : null;
}

function newsOf(
  signal: PingSignal,
  { verdict, reason }: PingCheck,
): PingNews {
  return { signal, verdict, reason };
}

/**
 * The memory after a try.
 *
 * @param sent Whether the service has it, or takes no such signal.
 */
export function afterPing(
  memory: PingMemory,
  { signal }: PingNews,
  nowMs: number,
  sent: boolean,
): PingMemory {
  return {
    triedWallMs: nowMs,
    told: sent ? signal : memory.told,
    failed: sent && signal !== "log" ? signal === "fail" : memory.failed,
  };
}

/** The longest wait that leaves a request its 5 s of the 10 for all, ms. */
const LONGEST_DELAY_MS = 4000;

/**
 * How long this machine waits with a ping that is no change, ms: the same for
 * ever, so that a thousand machines do not come on the second of their crons.
 *
 * @param machine Digits of a hash that differs from machine to machine.
 */
export function pingDelayMs(machine: string): number {
  return parseInt(machine.slice(0, 8), 16) % LONGEST_DELAY_MS;
}
