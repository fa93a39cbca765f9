/**
 * decide: the heart of the guard, a pure function. It has no clock, no files
 * and no randomness of its own; what it may know is in its arguments.
 */

import { say } from "../text/say.ts";
import type { Decision, GuardEvent } from "./decision.ts";
import { formatDuration } from "./duration.ts";
import type { Instant } from "./instant.ts";
import { judge } from "./judge.ts";
import type { Judgement } from "./judgement.ts";
import {
  FRESH_LADDER,
  type Memory,
  noticeDue,
  recall,
  tickStartBootMs,
  withNotice,
} from "./memory.ts";
import type { Policy } from "./policy.ts";
import { decisionRecord, withDecision } from "./record.ts";
import { respond } from "./respond.ts";
import type { Rule } from "./rules.ts";
import { planRollBack } from "./roll_back.ts";
import type { Incarnation, Observation, Verdict } from "./types.ts";

/** True when both name the same life of the gateway. */
export function sameIncarnation(
  a: Incarnation | null,
  b: Incarnation | null,
): boolean {
  return a !== null && b !== null && a.pid === b.pid &&
    a.startTicks === b.startTicks && a.invocationId === b.invocationId;
}

/**
 * Decides what a tick does.
 *
 * @param random A number from 0 up to 1, for jitter.
 */
export function decide(
  observation: Observation,
  previous: Memory,
  now: Instant,
  policy: Policy,
  random: number,
): Decision {
  const afterWait = observation.confirmation !== null;
  const recalled = recall(previous, now, policy, afterWait);
  const tracked = trackIncarnation(observation, recalled);
  const current = trackDraining(observation, tracked.memory, now);
  const judgement = judge(observation, current, now, policy);
  const outcome = ALIVE.has(judgement.verdict)
    ? closeIncident(judgement, current, now, policy)
    : follow(judgement, observation, current, now, policy, random);
  const { memory } = outcome;
  const why = outcome.note === null
    ? judgement.why
    : say`${judgement.why}; ${outcome.note}`;
  const changed = previous.verdict !== judgement.verdict;
  const events = [...tracked.events, ...outcome.events];
  if (changed && outcome.events.length === 0) {
    events.push(verdictEvent(judgement, why, previous.verdict === null));
  }
  const record = decisionRecord(
    judgement.rule,
    observation,
    outcome.actions,
    outcome.nextAttemptBootMs,
    now,
  );
  return {
    verdict: judgement.verdict,
    reason: judgement.reason,
    why,
    actions: outcome.actions,
    events: withDecision(events, judgement, record),
    nextAttemptBootMs: outcome.nextAttemptBootMs,
    memory: {
      ...memory,
      lastTick: { wallMs: now.wallMs, bootMs: now.bootMs },
      verdict: judgement.verdict,
      reason: judgement.reason,
      why,
      lastDecision: judgement.verdict === "healthy" ? null : record,
      sinceWallMs: changed ? now.wallMs : memory.sinceWallMs,
      sinceBootMs: changed ? now.bootMs : memory.sinceBootMs,
    },
  };
}

/** What may last until a person acts, while nothing is done. */
const LASTING: ReadonlySet<Rule> = new Set([
  "no-user-bus",
  "slow-host",
  "deactivating-too-long",
  "no-signal-reaches-it",
]);

/** Verdicts that end an incident. An old gateway's HTTP answer is its probe. */
const ALIVE: ReadonlySet<Verdict> = new Set([
  "healthy",
  "degraded",
  "unsupported",
]);

/** Silence does not end a drain, another answer does. */
function trackDraining(
  { startup, incarnation }: Observation,
  memory: Memory,
  now: Instant,
): Memory {
  if (startup === "draining") {
    const { drainingSinceBootMs } = memory;
    return {
      ...memory,
      drainingSinceBootMs: drainingSinceBootMs ?? now.bootMs,
    };
  }
  return startup !== "unknown" || incarnation === null
    ? { ...memory, drainingSinceBootMs: null }
    : memory;
}

/** No counter outlives the incarnation it belongs to. */
function trackIncarnation(
  observation: Observation,
  memory: Memory,
): { memory: Memory; events: GuardEvent[] } {
  const { incarnation, unit } = observation;
  if (incarnation === null) {
    // Looked and there is none; without a look (maintenance) nothing is known.
    const gone = unit !== null && unit.mainPid === 0;
    return {
      memory: gone
        ? { ...memory, failure: null, healthySinceBootMs: null }
        : memory,
      events: [],
    };
  }
  if (sameIncarnation(memory.incarnation, incarnation)) {
    return { memory, events: [] };
  }
  const ours = memory.rescue !== null || memory.incarnation === null;
  return {
    memory: {
      ...memory,
      incarnation,
      served: false,
      healthySinceBootMs: null,
      failure: null,
      drainingSinceBootMs: null,
      rescue: null,
    },
    events: ours ? [] : [{
      level: "info",
      event: "new-process",
      sentence:
        say`the gateway has a new main process that the guard did not start (systemd, a person, an update or the gateway itself did)`,
      facts: {
        oldPid: memory.incarnation?.pid ?? null,
        pid: incarnation.pid,
        nRestarts: unit?.nRestarts ?? null,
      },
    }],
  };
}

type Outcome =
  & Pick<
    Decision,
    "actions" | "events" | "nextAttemptBootMs" | "memory"
  >
  & { note: string | null };

/** Two ladders never begin within this time (DESIGN section 3), ms. */
const LADDER_EVERY_MS = 15 * 60 * 1000;

function closeIncident(
  { verdict }: Judgement,
  memory: Memory,
  now: Instant,
  policy: Policy,
): Outcome {
  const { incident } = memory;
  const healthySinceBootMs = memory.healthySinceBootMs ?? now.bootMs;
  const lastRecovery = memory.recoveries.at(-1)?.bootMs ?? -Infinity;
  const stable = now.bootMs - healthySinceBootMs >= policy.stableResetMs &&
    now.bootMs - lastRecovery >= LADDER_EVERY_MS;
  const goodTicks = (incident?.goodTicks ?? 0) + 1;
  const events: GuardEvent[] = incident !== null && incident.goodTicks === 0
    ? [{
      level: "info",
      event: "recovered",
      sentence: say`the gateway is healthy again, ${
        formatDuration(now.bootMs - incident.openedBootMs)
      } after its failure (${incident.verdict}) was confirmed`,
      facts: {
        verdict: incident.verdict,
        reason: incident.reason,
        attempts: memory.ladder.attempt,
        downMs: now.bootMs - incident.openedBootMs,
      },
    }]
    : [];
  return {
    actions: verdict === "unsupported" ? [] : [{ kind: "backup-config" }],
    events,
    nextAttemptBootMs: null,
    note: null,
    memory: {
      ...memory,
      served: true,
      failure: null,
      rescue: null,
      healthySinceBootMs,
      incident: incident === null || goodTicks >= policy.closeIncidentTicks
        ? null
        : { ...incident, goodTicks },
      ladder: stable ? FRESH_LADDER : memory.ladder,
    },
  };
}

/** What follows from any verdict but healthy. */
function follow(
  judgement: Judgement,
  observation: Observation,
  memory: Memory,
  now: Instant,
  policy: Policy,
  random: number,
): Outcome {
  const base: Memory = judgement.verdict === "inconclusive" ||
      judgement.verdict === "maintenance"
    ? memory
    : { ...memory, healthySinceBootMs: null };
  const nothing: Outcome = {
    actions: [],
    events: [],
    nextAttemptBootMs: null,
    note: null,
    memory: base,
  };
  if (judgement.unfinished && memory.rescue !== null) {
    const { kind, attempt } = memory.rescue;
    return {
      ...nothing,
      actions: [{ kind: `finish-${kind}`, attempt }],
      events: [{
        level: "warn",
        event: "resume-rescue",
        sentence: say`${judgement.why}; carrying on with its ${kind}`,
        facts: { attempt },
      }],
    };
  }
  switch (judgement.verdict) {
    case "stopped":
    case "systemd-acting":
      return { ...nothing, memory: { ...base, rescue: null } };
    case "bad-config":
      return refusedConfig(
        judgement,
        observation,
        nothing,
        openIncident(judgement, base, now),
        now,
        policy,
      );
    case "misconfigured":
      return remind(
        judgement,
        nothing,
        openIncident(judgement, base, now),
        now,
        // Told even if the unit was a moment ago what is wrong.
        observation.settingsError === null ? judgement.verdict : "settings",
      );
    case "inconclusive":
      return LASTING.has(judgement.rule)
        ? remind(judgement, nothing, base, now, judgement.rule)
        : nothing;
    case "abandoned":
    case "foreign-listener":
      if (!judgement.actionable) {
        return remind(judgement, nothing, base, now, judgement.verdict);
      }
      break;
    case "busy":
      return {
        ...nothing,
        events: [{
          level: "warn",
          event: "busy",
          sentence: judgement.why,
          facts: { reason: judgement.reason },
        }],
        memory: {
          ...base,
          failure: {
            countedBootMs: tickStartBootMs(
              base,
              now,
              observation.confirmation !== null,
            ),
            busyTicks: (base.failure?.busyTicks ?? 0) + 1,
          },
        },
      };
  }
  if (!judgement.actionable) {
    return LASTING.has(judgement.rule)
      ? remind(judgement, nothing, base, now, judgement.rule)
      : nothing;
  }
  const confirmed = !judgement.unconfirmed || observation.confirmation !== null;
  return respond(
    judgement,
    observation,
    confirmed ? openIncident(judgement, base, now) : base,
    now,
    policy,
    random,
  );
}

function openIncident(
  judgement: Judgement,
  memory: Memory,
  now: Instant,
): Memory {
  const { incident } = memory;
  if (incident !== null) {
    return { ...memory, incident: { ...incident, goodTicks: 0 } };
  }
  return {
    ...memory,
    incident: {
      openedWallMs: now.wallMs,
      openedBootMs: now.bootMs,
      verdict: judgement.verdict,
      reason: judgement.reason,
      goodTicks: 0,
    },
  };
}

/** Told when it is new, rolled back when the policy says so. */
function refusedConfig(
  judgement: Judgement,
  { unit, config }: Observation,
  nothing: Outcome,
  memory: Memory,
  now: Instant,
  policy: Policy,
): Outcome {
  const { why, verdict } = judgement;
  // Another mistake in the file is other news.
  const known = memory.why.startsWith(why);
  const told = known ? remind(judgement, nothing, memory, now, verdict) : {
    ...nothing,
    events: [verdictEvent(judgement, why, false)],
    memory: withNotice(memory, verdict, now),
  };
  if (unit === null || config === null) return told;
  const plan = planRollBack(why, unit, config, told.memory, now, policy);
  return { ...told, ...plan, events: [...told.events, ...plan.events] };
}

/** Something only a person can mend: said at once, then once a day. */
function remind(
  judgement: Judgement,
  nothing: Outcome,
  memory: Memory,
  now: Instant,
  notice: string,
): Outcome {
  if (!noticeDue(memory, notice, now)) return { ...nothing, memory };
  return {
    ...nothing,
    events: [verdictEvent(judgement, judgement.why, false)],
    memory: withNotice(memory, notice, now),
  };
}

const QUIET_VERDICTS = new Set([
  "healthy",
  "maintenance",
  "stopped",
  "starting",
  "stopping",
  "systemd-acting",
]);

function verdictEvent(
  judgement: Judgement,
  why: string,
  first: boolean,
): GuardEvent {
  return {
    level: QUIET_VERDICTS.has(judgement.verdict) ? "info" : "warn",
    event: judgement.verdict,
    sentence: first ? say`first check: ${why}` : why,
    facts: judgement.reason === null ? {} : { reason: judgement.reason },
  };
}
