/**
 * decide: the heart of the guard, a pure function. It has no clock, no files
 * and no randomness of its own; what it may know is in its arguments.
 */

import { say } from "../base/say.ts";
import type { Decision, GuardEvent } from "./decision.ts";
import { formatDuration } from "../base/duration.ts";
import { closeIncident, openIncident, type Outcome } from "./incident.ts";
import type { Instant } from "../base/instant.ts";
import { judge } from "./judge.ts";
import type { Judgement } from "./judgement.ts";
import {
  type Memory,
  noticeDue,
  tickStartBootMs,
  withNotice,
} from "./memory.ts";
import { maskSecrets } from "../base/mask.ts";
import type { Policy } from "./policy.ts";
import { recall } from "./memory_at_start.ts";
import { decisionRecord, withDecision } from "./decision_record.ts";
import { respond } from "./ladder.ts";
import { judgeRestarts, trackRestarts, withoutRestarts } from "./restarts.ts";
import type { Rule } from "./rules.ts";
import { refusedConfig, remind, verdictEvent } from "./reminders.ts";
import { trackDraining, trackIncarnation } from "./incarnation.ts";
import type { Observation } from "./types.ts";
import { ALIVE } from "./verdicts.ts";

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
  const tracked = trackIncarnation(observation, recalled, now);
  const current = trackRestarts(
    observation,
    trackDraining(observation, tracked.memory, now),
    now,
  );
  const seen = judge(observation, current, now, policy);
  const judgement = judgeRestarts(seen, observation, current, now);
  const outcome = ALIVE.has(judgement.verdict)
    ? closeIncident(current, now, policy)
    : follow(
      judgement,
      observation,
      // A good answer ends a row of silences, whatever the life before it says.
      ALIVE.has(seen.verdict) ? { ...current, failure: null } : current,
      now,
      policy,
      random,
    );
  const { memory } = outcome;
  // Others speak in it (systemd, the gateway), and it is kept in the state.
  const why = maskSecrets(
    outcome.note === null
      ? judgement.why
      : say`${judgement.why}; ${outcome.note}`,
  );
  const changed = previous.verdict !== judgement.verdict;
  const slow = slowSchedule(recalled, now, afterWait);
  // Of a loop that has been told not every life is news.
  const births = !changed && judgement.verdict === "crash-loop"
    ? []
    : tracked.events;
  const events = [...slow, ...births, ...outcome.events];
  if (changed && outcome.events.length === 0) {
    events.push(verdictEvent(judgement, why, previous.verdict === null));
  }
  const { ladder, recoveries, rescue, rollbacks } = current;
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
    unmade: { ladder, recoveries, rescue, rollbacks },
    memory: {
      ...(slow.length === 0 ? memory : withNotice(memory, SLOW_SCHEDULE, now)),
      // However short its life may be.
      served: memory.served || ALIVE.has(seen.verdict),
      lastTick: { wallMs: now.wallMs, bootMs: now.bootMs },
      verdict: judgement.verdict,
      reason: judgement.reason,
      why,
      blocker: outcome.blocker ?? null,
      lastDecision: judgement.verdict === "healthy" ? null : record,
      sinceWallMs: changed ? now.wallMs : memory.sinceWallMs,
      sinceBootMs: changed ? now.bootMs : memory.sinceBootMs,
      lastAliveBootMs: lastAlive(seen, recalled, memory),
    },
  };
}

const SLOW_SCHEDULE = "slow-schedule";

/** Told once a day, or nobody would know why each rescue takes so long. */
function slowSchedule(
  memory: Memory,
  now: Instant,
  afterWait: boolean,
): GuardEvent[] {
  const { lateGapMs, lateTickBootMs } = memory;
  // The first late tick of a row pauses the guard, which is told as a verdict.
  const slow = lateGapMs !== null && lateTickBootMs !== now.bootMs;
  if (!slow || afterWait || !noticeDue(memory, SLOW_SCHEDULE, now)) return [];
  return [{
    level: "warn",
    event: SLOW_SCHEDULE,
    sentence: say`checks come ${
      formatDuration(lateGapMs)
    } apart, and one is due every 30 seconds: a rescue takes longer by that`,
    facts: { gapMs: lateGapMs },
  }];
}

/**
 * When a check last found it alive; the last check, if it has just ceased to
 * be. Good checks within an incident are no end of the outage.
 */
function lastAlive(
  { verdict }: Judgement,
  before: Memory,
  after: Memory,
): number | null {
  if (before.incident !== null && after.incident !== null) {
    return before.lastAliveBootMs;
  }
  if (ALIVE.has(verdict)) return null;
  return before.verdict !== null && ALIVE.has(before.verdict)
    ? before.lastTick?.bootMs ?? null
    : before.lastAliveBootMs;
}

/** What may last until a person acts, while nothing is done. */
const LASTING: ReadonlySet<Rule> = new Set([
  "no-user-bus",
  "slow-host",
  "own-trouble",
  "deactivating-too-long",
  "no-signal-reaches-it",
]);

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
    case "unstable":
      return { ...nothing, memory: { ...base, rescue: null } };
    case "crash-loop":
      return remind(
        judgement,
        nothing,
        { ...openIncident(judgement, base, now), rescue: null },
        now,
        judgement.verdict,
      );
    case "bad-config":
      return refusedConfig(
        judgement,
        observation,
        nothing,
        withoutRestarts(openIncident(judgement, base, now)),
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
