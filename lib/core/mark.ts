/** What a check leaves for the memory of days, worked out (roll.ts). */

import type { Instant } from "../base/instant.ts";
import { sameIncarnation } from "./incarnation.ts";
import { hasInterfered, type Memory } from "./memory.ts";
import { type Kind, type Mark, MAX_STEP_MS, type Roll } from "./roll.ts";
import type { Starter } from "./rollup.ts";
import type { Rule } from "./rules.ts";
import type { Incarnation, Observation, Verdict } from "./types.ts";

/** A start that was asked for brings its process within this time, ms. */
const START_MS = 10 * 60_000;

/**
 * The roll with the quiet checks since. They are of the boot of the state that
 * allowed them.
 *
 * @param quiet From readQuietTicks().
 */
export function withQuiet(
  roll: Roll,
  quiet: readonly {
    readonly wallMs: number;
    readonly bootMs: number;
    readonly probeMs: number;
  }[],
): Roll {
  const { bootId } = roll.last;
  return quiet.reduce((before, { wallMs, bootMs, probeMs }) => ({
    ...added(before, { wallMs, bootMs, bootId }, 0, "healthy", {
      probe: probeMs,
    }),
    // It may be written down after a full check that came later.
    ...bootMs < before.last.bootMs
      ? { last: before.last }
      : { seen: { ...before.seen, up: true, healthyWallMs: wallMs, probeMs } },
  }), roll);
}

/** A full check, as it ended. */
export interface Checked {
  /** The memory it began with. */
  readonly before: Memory;
  readonly memory: Memory;
  readonly rule: Rule | null;
  readonly observation: Observation;
  /** When it looked first, and when it ended. */
  readonly began: Instant;
  readonly ended: Instant;
  /** Actions that were carried out, as the event "done" names them. */
  readonly done: readonly string[];
  /**
   * OpenClaw's audit says that it began a restart since the check before;
   * asked only when there is a new process nobody else is known to have started.
   */
  readonly isOwnRestart: () => boolean;
}

/** The roll with a full check. */
export function withCheck(known: Roll, checked: Checked): Roll {
  const { before, memory, observation, began, ended } = checked;
  const roll = afterDeath(known, before);
  const { risen, startedBootMs, starts, starter } = startsOf(roll, checked);
  const verdict = memory.verdict ?? "inconclusive";
  const kind = kindOf(verdict, checked.rule, observation, roll, ended, starter);
  const { probe } = observation;
  const answerMs = probe !== null && ANSWERS.has(probe.outcome) &&
      // JSON has no infinity: the roll would be unreadable.
      Number.isFinite(probe.latencyMs)
    ? rounded(probe.latencyMs)
    : null;
  // Not by the memory before: a check that died may have written it down.
  const { counted } = roll;
  const incidentBootMs = memory.incident?.openedBootMs ??
    counted.incidentBootMs;
  const opened = incidentBootMs !== counted.incidentBootMs;
  const reason = memory.reason ?? "none";
  const rollbackWallMs = memory.rollbacks.at(-1)?.wallMs ??
    counted.rollbackWallMs;
  const rolledBack = rollbackWallMs !== counted.rollbackWallMs;
  const done = [
    ...checked.done.map((action) => action.replace(/^finish-/, "")),
    ...rolledBack ? ["roll-back-config"] : [],
  ].map((action) => `${action} ${reason}`);
  const acted = rolledBack ||
    checked.done.some((action) => action !== "clean-orphan");
  return {
    ...added(roll, ended, ended.bootMs - began.bootMs, kind, {
      ...verdict === "healthy" ? {} : { verdict },
      ...answerMs === null ? {} : { probe: answerMs },
      ...opened ? { incident: memory.incident?.reason ?? "none" } : {},
      ...done.length === 0 ? {} : { done },
      ...starts === null ? {} : { starts },
      ...rolledBack ? { rollback: true as const } : {},
    }),
    risen,
    startedBootMs: acted ? ended.bootMs : startedBootMs,
    counted: { incidentBootMs, rollbackWallMs },
    seen: {
      // With maintenance on it was not looked at.
      up: verdict === "maintenance" || kind === "unknown"
        ? roll.seen.up
        : kind === "healthy",
      healthyWallMs: kind === "healthy"
        ? ended.wallMs
        : roll.seen.healthyWallMs,
      probeMs: answerMs,
      incidentWallMs: memory.incident?.openedWallMs ??
        roll.seen.incidentWallMs,
    },
  };
}

/** A guard that died while it rescued has left no mark, but it has seen an outage. */
function afterDeath(roll: Roll, { rescue, bootId }: Memory): Roll {
  const { last } = roll;
  return rescue !== null && bootId === last.bootId && last.kind === "healthy"
    ? { ...roll, last: { ...last, kind: "outage" } }
    : roll;
}

const ANSWERS: ReadonlySet<string> = new Set(["healthy", "unsupported"]);

/** Tenths of a millisecond tell enough. */
function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}

/** @param tookMs How long the check itself took: it watched all the time. */
function added(
  roll: Roll,
  { wallMs, bootMs, bootId }: Instant,
  tookMs: number,
  kind: Kind,
  rest: Omit<Mark, "at" | "ms" | "kind">,
): Roll {
  const { last, marks } = roll;
  // Between two boots nobody watched, and no clock tells how long that was.
  const gap = bootId === last.bootId ? Math.max(0, bootMs - last.bootMs) : 0;
  const took = Math.min(gap, tookMs);
  const ms = Math.min(gap - took, MAX_STEP_MS) + Math.min(took, MAX_STEP_MS);
  // From the last good check to the first one after: no outage was longer, and
  // so it is in the history.
  const between = kind === "healthy" && last.kind === "outage"
    ? "outage"
    : kind;
  const mark: Mark = {
    at: wallMs,
    ms,
    ...between === "healthy" ? {} : { kind: between },
    ...rest,
  };
  return {
    ...roll,
    marks: [...marks, mark],
    last: { bootId, bootMs, kind },
  };
}

/** Who started what was started since the check before. */
function startsOf(
  roll: Roll,
  { before, memory, observation: { unit }, ended, isOwnRestart }: Checked,
): {
  readonly starts: Mark["starts"] | null;
  readonly starter: Starter | null;
  readonly risen: number;
  readonly startedBootMs: number | null;
} {
  // A container that is started anew keeps the id, and its clock begins anew.
  const sameBoot = before.bootId === ended.bootId &&
    (before.lastTick?.bootMs ?? 0) <= ended.bootMs;
  const counter = sameBoot ? before.restarts.counter : null;
  const growth = unit === null || counter === null
    ? 0
    : Math.max(0, unit.nRestarts - counter);
  const risen = (sameBoot ? roll.risen : 0) + growth;
  const isNew = sameBoot && before.incarnation !== null &&
    memory.incarnation !== null &&
    !sameIncarnation(before.incarnation, memory.incarnation);
  if (!isNew) {
    const { startedBootMs } = roll;
    return { starts: null, starter: null, risen, startedBootMs };
  }
  const by = starterOf(roll, before, memory.incarnation, ended, {
    risen: risen > 0,
    isOwnRestart,
  });
  // Of lives between two checks only systemd's counter tells.
  const count = by === "systemd" ? Math.max(1, risen) : 1;
  return {
    starts: { [by]: count },
    starter: by,
    risen: 0,
    startedBootMs: null,
  };
}

function starterOf(
  { startedBootMs }: Roll,
  { rescue, wishedStart, incarnation: old }: Memory,
  now: Incarnation | null,
  { bootMs }: Instant,
  { risen, isOwnRestart }: { risen: boolean; isOwnRestart: () => boolean },
): Starter {
  const lately = (ms: number | null | undefined) =>
    ms !== null && ms !== undefined && bootMs - ms <= START_MS;
  const guardMs = rescue !== null && hasInterfered(rescue)
    ? rescue.startedBootMs
    : startedBootMs;
  const wished = wishedStart?.bootMs;
  // Of the two the later one brought it.
  if (lately(wished) && (wished ?? 0) > (guardMs ?? 0)) return "person";
  if (lately(guardMs)) return "guard";
  if (isOwnRestart()) return "openclaw";
  if (risen) return "systemd";
  // What a wrapper starts anew is no new start of the unit.
  return old?.invocationId === now?.invocationId ? "openclaw" : "person";
}

/** On the way up or down: what it is depends on who wanted it. */
const PASSING: ReadonlySet<Verdict> = new Set([
  "starting",
  "stopping",
  "systemd-acting",
]);

const KINDS: Readonly<Partial<Record<Verdict, Kind>>> = {
  "healthy": "healthy",
  "degraded": "healthy",
  "unsupported": "healthy",
  "maintenance": "planned",
  "stopped": "planned",
  "inconclusive": "unknown",
  // Another gateway has its port, and is well.
  "duplicate": "unknown",
};

function kindOf(
  verdict: Verdict,
  rule: Rule | null,
  { probe }: Observation,
  { last, startedBootMs }: Roll,
  { bootId }: Instant,
  starter: Starter | null,
): Kind {
  const kind = KINDS[verdict];
  if (kind !== undefined) return kind;
  // The gateway was not looked at.
  if (rule === "own-files") return "unknown";
  // It says how it was lately; right now it may be well.
  if (verdict === "unstable" && probe?.outcome === "healthy") return "healthy";
  if (!PASSING.has(verdict)) return "outage";
  const known = bootId === last.bootId && last.kind !== "unknown";
  // As any service after the machine came up, or the guard.
  if (!known) return "unknown";
  if (last.kind !== "healthy") return last.kind;
  const isWanted = verdict === "stopping"
    ? startedBootMs === null
    : starter === "person" || starter === "openclaw";
  return isWanted ? "planned" : "outage";
}
