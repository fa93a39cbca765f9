/** What the guard remembers from tick to tick, and how it starts afresh. */

import { DAY_MS } from "../base/duration.ts";
import type { Instant } from "../base/instant.ts";
import type { Roll } from "./roll.ts";
import type { Silence } from "./silence.ts";
import type { Told } from "./told.ts";
import type { DecisionRecord, Incarnation, Reason, Verdict } from "./types.ts";

/**
 * How far a rescue has come, in this order; some kinds leave steps out. Those
 * in "-ing" are written down before they are done: a guard that dies then may
 * have done it or not. After "start-requested" systemd has the rest in hand.
 */
export const RESCUE_STEPS = [
  "begun",
  "evidence-kept",
  "stopping",
  "restarting",
  "main-ended",
  "unit-stopped",
  "leftovers-ended",
  "port-freed",
  "starting",
  "start-requested",
] as const;
export type RescueStep = typeof RESCUE_STEPS[number];

/** A rescue that was begun; the next tick carries on if this one dies (crash-only). */
export interface Rescue {
  readonly kind: "restart" | "force-clean" | "start";
  /** Written down after each step, so that all of them can be tested. */
  readonly step: RescueStep;
  readonly attempt: number;
  readonly startedBootMs: number;
  /** The life that is being ended. */
  readonly incarnation: Incarnation | null;
  /** The unit's invocation when it began; "" when it had none. */
  readonly invocationId: string;
}

/** A rescue that died is carried on with for so long, ms; then it is one more failure. */
const CARRY_ON_MS = 5 * 60_000;

/** It has asked systemd for something, or was just about to. */
export function hasInterfered({ step }: Rescue): boolean {
  return step !== "begun" && step !== "evidence-kept";
}

/**
 * The memory after a step. One that is done again by a rescue that is carried
 * on with, or made anew, takes nothing back: what the guard has asked systemd
 * for once stays asked for, however often it dies afterwards.
 */
export function withStep(memory: Memory, step: RescueStep): Memory {
  const { rescue } = memory;
  if (
    rescue === null ||
    RESCUE_STEPS.indexOf(step) <= RESCUE_STEPS.indexOf(rescue.step)
  ) return memory;
  return { ...memory, rescue: { ...rescue, step } };
}

/** A guard that died lately may be carried on with. */
export function isRecent(rescue: Rescue, now: Instant): boolean {
  return now.bootMs - rescue.startedBootMs < CARRY_ON_MS;
}

/** A person had a command of the guard start the gateway: its next process is no news. */
export interface WishedStart {
  /** Such as "resume". */
  readonly command: string;
  readonly bootMs: number;
}

/** One restart, start or forced clean-up by the guard, for the budget. */
export interface Recovery {
  readonly bootMs: number;
  /** A process was killed that could not end itself. */
  readonly unclean: boolean;
}

/** A config the guard went back to by itself; never twice to the same one. */
export interface RollBack {
  readonly id: string;
  /** What was replaced; null: there was no file. */
  readonly from: string | null;
  /** The failed start that was the reason. */
  readonly invocationId: string;
  /** How often it was begun: more than once when the guard died in between. */
  readonly tries: number;
  readonly wallMs: number;
}

/** Starts that systemd made by itself, as its counter tells. */
export interface Restarts {
  /** NRestarts at the last look; null: not known, the next look begins there. */
  readonly counter: number | null;
  /** By how much it had grown at a look; newest last, those of ten minutes. */
  readonly seen: readonly { readonly bootMs: number; readonly count: number }[];
  /** All since the last ten minutes without any. */
  readonly total: number;
  /** When the first of those was seen; null: there are none. */
  readonly sinceBootMs: number | null;
}

/** None seen, and none known. */
export const NO_RESTARTS: Restarts = {
  counter: null,
  seen: [],
  total: 0,
  sinceBootMs: null,
};

/** From the first confirmed failure until healthy again. */
export interface Incident {
  readonly openedWallMs: number;
  readonly openedBootMs: number;
  readonly verdict: Verdict;
  readonly reason: Reason | null;
  /** Healthy ticks in a row since. */
  readonly goodTicks: number;
}

/** Everything remembered. `…BootMs` are boot clock, `…WallMs` wall clock milliseconds. */
export interface Memory {
  readonly bootId: string;
  readonly lastTick:
    | { readonly wallMs: number; readonly bootMs: number }
    | null;
  /** Last time a tick came late; until the host has settled nothing is concluded. */
  readonly lateTickBootMs: number | null;
  /** How late the last tick was, ms since the one before; null: it was in time. */
  readonly lateGapMs: number | null;
  readonly incarnation: Incarnation | null;
  /** This incarnation has been seen healthy. */
  readonly served: boolean;
  readonly healthySinceBootMs: number | null;
  readonly verdict: Verdict | null;
  readonly reason: Reason | null;
  readonly sinceWallMs: number;
  readonly sinceBootMs: number;
  /** When a check last found it alive before it ceased to be, or before the open incident; null: it is, or not known. */
  readonly lastAliveBootMs: number | null;
  /** Why the last tick decided as it did, one sentence. */
  readonly why: string;
  /**
   * What that check could do nothing against, as a key: a limit of the budget, a
   * refused config. Another one is news; null: nothing of the kind.
   */
  readonly blocker: string | null;
  /** The rest of that decision; null when healthy, which costs the least. */
  readonly lastDecision: DecisionRecord | null;
  /** Since when /startup has said that it is draining; null: it does not. */
  readonly drainingSinceBootMs: number | null;
  /** Failures of this incarnation; none of them outlives it. */
  readonly failure: {
    /** Start of the tick that counted it last. */
    readonly countedBootMs: number;
    readonly busyTicks: number;
  } | null;
  readonly incident: Incident | null;
  readonly ladder: {
    /** Attempts made; 4 is the force clean, more are tries after a hold-down. */
    readonly attempt: number;
    readonly holdDownUntilBootMs: number | null;
    /** Hold-downs entered so far. */
    readonly holdDowns: number;
  };
  /** Newest last; those older than a day are dropped. */
  readonly recoveries: readonly Recovery[];
  readonly rescue: Rescue | null;
  readonly wishedStart: WishedStart | null;
  readonly restarts: Restarts;
  /** Newest last. */
  readonly rollbacks: readonly RollBack[];
  /** When a once-a-day notice was last given, by its name. */
  readonly noticesWallMs: Readonly<Record<string, number>>;
  /** Where the gateway's files are; missing where the unit tells it. */
  readonly places?: Places | undefined;
  /** Missing: the process is not known to be silent. */
  readonly silence?: Silence | undefined;
  /** Good answers after seconds, in a row; missing: the last came in good time. */
  readonly slow?: {
    readonly checks: number;
    /** Of the last one. */
    readonly latencyMs: number;
  } | undefined;
  /** What the memory of days does not have yet; missing: it begins. */
  readonly roll?: Roll | undefined;
  /** What people were told; missing: nothing lately. */
  readonly told?: Told | undefined;
}

/** Files of a gateway: where its unit says, and where its process did. */
interface Places {
  readonly told: { readonly configPath: string; readonly stateDir: string };
  readonly real: { readonly configPath: string; readonly stateDir: string };
}

/** The memory when nothing but the unit is to be believed. */
export function noPlaces({ places: _places, ...memory }: Memory): Memory {
  return memory;
}

/** No attempts made. */
export const FRESH_LADDER: Memory["ladder"] = {
  attempt: 0,
  holdDownUntilBootMs: null,
  holdDowns: 0,
};

/** The memory of a guard that has never run. */
export function freshMemory(now: Instant): Memory {
  return {
    bootId: now.bootId,
    lastTick: null,
    lateTickBootMs: null,
    lateGapMs: null,
    incarnation: null,
    served: false,
    healthySinceBootMs: null,
    verdict: null,
    reason: null,
    sinceWallMs: now.wallMs,
    sinceBootMs: now.bootMs,
    lastAliveBootMs: null,
    why: "",
    blocker: null,
    lastDecision: null,
    drainingSinceBootMs: null,
    failure: null,
    incident: null,
    ladder: FRESH_LADDER,
    recoveries: [],
    rescue: null,
    wishedStart: null,
    restarts: NO_RESTARTS,
    rollbacks: [],
    noticesWallMs: {},
  };
}

/**
 * A failure counted in the tick that is deciding, from when that began: after a
 * wait `now` is much later, and measured from there the next tick would seem to
 * come too early to count.
 */
export function countedFailure(
  { lastTick }: Memory,
  now: Instant,
  afterWait: boolean,
  busyTicks: number,
): Memory["failure"] {
  const countedBootMs = afterWait ? lastTick?.bootMs ?? now.bootMs : now.bootMs;
  return { countedBootMs, busyTicks };
}

/** True when a notice may be given (again): at most once a day. */
export function noticeDue(memory: Memory, name: string, now: Instant): boolean {
  const last = memory.noticesWallMs[name];
  // A clock that was set back must not silence a notice for ever.
  return last === undefined || Math.abs(now.wallMs - last) >= DAY_MS;
}

/** The memory after a notice was given. */
export function withNotice(memory: Memory, name: string, now: Instant): Memory {
  return {
    ...memory,
    noticesWallMs: { ...memory.noticesWallMs, [name]: now.wallMs },
  };
}
