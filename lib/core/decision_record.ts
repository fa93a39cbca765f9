/** What is written down about a decision, so that it can be explained later. */

import type { Action, GuardEvent } from "./decision.ts";
import type { Instant } from "../base/instant.ts";
import type { Judgement } from "./judgement.ts";
import type { Rule } from "./rules.ts";
import type { DecisionRecord, Observation, ObservedFacts } from "./types.ts";

/** Longer texts of others (an error, a command) are cut. */
const MAX_TEXT = 160;

/** Makes the record of one decision. */
export function decisionRecord(
  rule: Rule,
  observation: Observation,
  actions: readonly Action[],
  nextAttemptBootMs: number | null,
  now: Instant,
): DecisionRecord {
  return {
    atWallMs: now.wallMs,
    rule,
    observed: observedFacts(observation),
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
  const facts: Record<string, string | number | boolean | null> = {
    maintenance: maintenance?.source ?? null,
    settingsError: cut(observation.settingsError),
    unit: unit === null ? null : `${unit.activeState} (${unit.subState})`,
    unitFile: unit === null || unit.loadState === "loaded"
      ? null
      : unit.loadState,
    unitResult: unit === null || unit.result === "success" ? null : unit.result,
    exitStatus: unit === null || unit.execMainStatus === 0
      ? null
      : unit.execMainStatus,
    job: unit?.job === true ? true : null,
    systemdRestarts: unit?.nRestarts ?? null,
    unitError: cut(observation.unitError),
    pid: incarnation?.pid ?? null,
    ageMs: rounded(observation.ageMs),
    processState: observation.processState,
    probe: probe?.outcome ?? null,
    status: probe?.status ?? null,
    latencyMs: rounded(probe?.latencyMs ?? null),
    probeError: cut(probe?.error ?? null),
    startup: observation.startup === "unknown" ? null : observation.startup,
    notReady: cut(observation.notReady?.join(", ") ?? null),
    leftInactiveMs: rounded(observation.leftInactiveMs),
    listener: listener?.relation ?? null,
    listenerPid: listener?.pid ?? null,
    listenerUid: listener?.uid ?? null,
    listenerCommand: cut(listener?.command ?? null),
    loopbackMs: observation.loopbackMs === Infinity
      ? "no connection"
      : rounded(observation.loopbackMs),
    waitedMs: rounded(confirmation?.waitedMs ?? null),
    cpuShare: confirmation === null || confirmation.cpuShare === null
      ? null
      : Math.round(confirmation.cpuShare * 100) / 100,
  };
  const known: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(facts)) {
    if (value !== null) known[name] = value;
  }
  return known;
}

function rounded(value: number | null): number | null {
  // JSON has no infinity: the whole state would be unreadable.
  return value === null || !Number.isFinite(value) ? null : Math.round(value);
}

function cut(text: string | null): string | null {
  return text === null ? null : text.slice(0, MAX_TEXT);
}
