/** What is planned, what `decide` gives back, and what is written down about it. */

import type { Instant } from "../base/instant.ts";
import { maskSecrets } from "../base/mask.ts";
import type { Judgement } from "./judgement.ts";
import type { Memory } from "./memory.ts";
import type { KnownSilence } from "./patience.ts";
import type { Policy } from "./policy.ts";
import type {
  DecisionRecord,
  Observation,
  ObservedFacts,
  Reason,
  Verdict,
} from "./types.ts";

/** Something to be done to the world, in the order given. */
export type Action =
  /** Wait while probing again and measuring CPU, then observe and decide anew. */
  | { readonly kind: "confirm"; readonly waitMs: number }
  /** systemctl restart, main process killed if it cannot end itself. */
  | { readonly kind: "restart"; readonly attempt: number }
  /** Stop, leftovers and port cleaned, start. */
  | { readonly kind: "force-clean"; readonly attempt: number }
  /** reset-failed and start. */
  | { readonly kind: "start"; readonly attempt: number }
  /** End a verified orphan of ours that holds the port. */
  | { readonly kind: "clean-orphan"; readonly attempt: number }
  /** An earlier tick died in the middle of this rescue. */
  | {
    readonly kind: "finish-restart" | "finish-force-clean" | "finish-start";
    readonly attempt: number;
  }
  /** Put a proven config in the place of a refused one, and start. */
  | {
    readonly kind: "roll-back-config";
    readonly id: string;
    /** What is being replaced; null: there is no file. */
    readonly from: string | null;
  }
  /** Keep a copy of the config if it changed. */
  | { readonly kind: "backup-config" };

/** A line for the log and the history. */
export interface GuardEvent {
  readonly level: "info" | "warn" | "error";
  /** A stable word for machines. */
  readonly event: string;
  /** For people. */
  readonly sentence: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  /** The decision it comes from; for the history only. */
  readonly verdict?: Verdict;
  /** See {@linkcode GuardEvent.verdict}. */
  readonly reason?: Reason | null;
  /** See {@linkcode GuardEvent.verdict}. */
  readonly decision?: DecisionRecord;
}

/** What a plan is made of, besides the memory. */
export interface Planning {
  readonly judgement: Judgement;
  readonly observation: Observation;
  readonly now: Instant;
  readonly policy: Policy;
  /** From 0 up to 1: spreads the waits of many machines. */
  readonly random: number;
}

/** What follows from a judgement. */
export interface Plan {
  readonly actions: readonly Action[];
  readonly events: readonly GuardEvent[];
  readonly memory: Memory;
  /** Added to the reason for this tick; null when there is nothing to add. */
  readonly note: string | null;
  /** Boot clock ms of the next attempt when one is being held back. */
  readonly nextAttemptBootMs: number | null;
  /** See {@linkcode Memory.blocker}. */
  readonly blocker?: string;
}

/** Nothing is done in this tick; a note may say why, and until when. */
export function noAction(
  memory: Memory,
  note: string | null = null,
  nextAttemptBootMs: number | null = null,
): Plan {
  return { actions: [], events: [], memory, note, nextAttemptBootMs };
}

/** What an attempt leaves behind in the memory. */
export type Unmade = Pick<
  Memory,
  "ladder" | "recoveries" | "rescue" | "rollbacks"
>;

/** What comes of one look. */
export interface Decision
  extends
    Pick<Plan, "actions" | "events" | "memory" | "nextAttemptBootMs">,
    Pick<Judgement, "verdict" | "reason" | "rule"> {
  /** One sentence: what was seen and what follows from it. */
  readonly why: string;
  /** As it was: what is not done after all is neither counted nor remembered. */
  readonly unmade: Unmade;
}

/** Longer texts of others (an error, a command) are cut. */
const MAX_TEXT = 160;

/** Makes the record of one decision. */
export function decisionRecord(
  { judgement: { rule, silence }, observation, now }: Planning,
  { actions, nextAttemptBootMs }: Plan,
): DecisionRecord {
  return {
    atWallMs: now.wallMs,
    rule,
    observed: {
      ...observedFacts(observation),
      ...silence === undefined ? {} : silenceFacts(silence, now),
    },
    actions: actions.flatMap((action) =>
      action.kind === "backup-config"
        ? []
        : action.kind === "confirm"
        ? ["confirm"]
        : action.kind === "roll-back-config"
        ? [`${action.kind} ${action.id}`]
        : [`${action.kind} ${action.attempt}`]
    ),
    nextWallMs: nextAttemptBootMs === null
      ? null
      : now.wallMs + nextAttemptBootMs - now.bootMs,
  };
}

/** The events with the decision they come from. */
export function withDecision(
  events: readonly GuardEvent[],
  { verdict, reason }: Judgement,
  decision: DecisionRecord,
): GuardEvent[] {
  // In the log only here: sentences are the same whatever Deno calls an error.
  const { probeError } = decision.observed;
  return events.map((event) => ({
    ...event,
    facts: probeError === undefined
      ? event.facts
      : { ...event.facts, error: probeError },
    verdict,
    reason,
    decision,
  }));
}

function observedFacts(observation: Observation): ObservedFacts {
  const { maintenance, unit, incarnation, probe, listener, confirmation } =
    observation;
  const cpuShare = confirmation?.cpuShare ?? null;
  const facts: Record<string, string | number | boolean | null | undefined> = {
    maintenance: maintenance?.source,
    settingsError: cut(observation.settingsError),
    unit: unit && `${unit.activeState} (${unit.subState})`,
    unitFile: unit?.loadState === "loaded" ? null : unit?.loadState,
    unitResult: unit?.result === "success" ? null : unit?.result,
    exitStatus: unit?.execMainStatus === 0 ? null : unit?.execMainStatus,
    job: unit?.job ? true : null,
    systemdRestarts: unit?.nRestarts,
    unitError: cut(observation.unitError),
    pid: incarnation?.pid,
    ageMs: rounded(observation.ageMs),
    processState: observation.processState,
    probe: probe?.outcome,
    status: probe?.status,
    latencyMs: rounded(probe?.latencyMs),
    probeError: cut(probe?.error),
    startup: observation.startup === "unknown" ? null : observation.startup,
    notReady: cut(observation.notReady?.join(", ")),
    leftInactiveMs: rounded(observation.leftInactiveMs),
    listener: listener?.relation,
    listenerPid: listener?.pid,
    listenerUid: listener?.uid,
    listenerCommand: cut(listener?.command),
    loopbackMs: observation.loopbackMs === Infinity
      ? "no connection"
      : rounded(observation.loopbackMs),
    waitedMs: rounded(confirmation?.waitedMs),
    cpuShare: cpuShare === null ? null : Math.round(cpuShare * 100) / 100,
  };
  const known: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(facts)) {
    if (value !== null && value !== undefined) known[name] = value;
  }
  return known;
}

function silenceFacts(
  { kind, sinceBootMs, untilBootMs, child }: KnownSilence,
  now: Instant,
): ObservedFacts {
  return {
    silence: kind,
    silentMs: Math.round(now.bootMs - sinceBootMs),
    // JSON has no infinity.
    ...Number.isFinite(untilBootMs)
      ? { patienceMs: Math.round(untilBootMs - sinceBootMs) }
      : {},
    ...child === undefined ? {} : {
      childPid: child.pid,
      childCommand: maskSecrets(child.command).slice(0, MAX_TEXT),
      childAgeMs: Math.round(now.bootMs - child.bornBootMs),
      childGone: child.goneBootMs !== null,
    },
  };
}

function rounded(value: number | null = null): number | null {
  // JSON has no infinity: the whole state would be unreadable.
  return value === null || !Number.isFinite(value) ? null : Math.round(value);
}

function cut(text: string | null = null): string | null {
  return text === null ? null : maskSecrets(text).slice(0, MAX_TEXT);
}
