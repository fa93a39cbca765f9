/**
 * decide: the heart of the guard, a pure function. It has no clock, no files
 * and no randomness of its own; what it may know is in its arguments.
 */

import { say } from "../base/say.ts";
import {
  type Decision,
  decisionRecord,
  noAction,
  type Plan,
  type Planning,
  withDecision,
} from "./decision.ts";
import { closeIncident, isAlive, openIncident } from "./incident.ts";
import type { Instant } from "../base/instant.ts";
import { judge } from "./judge.ts";
import type { Judgement } from "./judgement.ts";
import { countedFailure, type Memory, withNotice } from "./memory.ts";
import { maskSecrets } from "../base/mask.ts";
import type { Policy } from "./policy.ts";
import { memoryAtStart } from "./memory_at_start.ts";
import { planAttempt } from "./ladder.ts";
import { judgeRestarts, withoutRestarts, withRestarts } from "./restarts.ts";
import type { Rule } from "./rules.ts";
import {
  refusedConfig,
  remind,
  slowSchedule,
  verdictEvent,
} from "./reminders.ts";
import { withDraining, withIncarnation } from "./incarnation.ts";
import { withSilence } from "./remember_silence.ts";
import { slowAnswers, withSlowness } from "./slow.ts";
import type { Observation } from "./types.ts";

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
  const atStart = memoryAtStart(previous, now, policy, afterWait);
  const life = withIncarnation(observation, atStart, now);
  let current = withDraining(observation, life.memory, now);
  current = withSlowness(observation, current);
  current = withSilence(observation, current, now);
  current = withRestarts(observation, current, now, atStart.incarnation);
  const seen = judge(observation, current, now, policy);
  const judgement = judgeRestarts(seen, observation, current, now);
  const planning = { judgement, observation, now, policy, random };
  const plan = isAlive(judgement)
    ? closeIncident(current, now, policy)
    : planFor(
      planning,
      // A good answer ends a row of silences, whatever the life before it says.
      isAlive(seen) ? { ...current, failure: null } : current,
    );
  const { memory } = plan;
  // Others speak in it (systemd, the gateway), and it is kept in the state.
  const why = maskSecrets(
    plan.note === null ? judgement.why : say`${judgement.why}; ${plan.note}`,
  );
  const changed = previous.verdict !== judgement.verdict;
  const slow = [
    ...slowSchedule(atStart, now, afterWait),
    ...slowAnswers(observation, current, now),
  ];
  // Of a loop that has been told not every life is news.
  const births = !changed && judgement.verdict === "crash-loop"
    ? []
    : life.events;
  const events = [...slow, ...births, ...plan.events];
  if (changed && plan.events.length === 0) {
    events.push(verdictEvent(judgement, why, previous.verdict === null));
  }
  const { ladder, recoveries, rescue, rollbacks } = current;
  const record = decisionRecord(planning, plan);
  return {
    verdict: judgement.verdict,
    reason: judgement.reason,
    rule: judgement.rule,
    why,
    actions: plan.actions,
    events: withDecision(events, judgement, record),
    nextAttemptBootMs: plan.nextAttemptBootMs,
    unmade: { ladder, recoveries, rescue, rollbacks },
    memory: {
      ...slow.reduce(
        (told, { event }) => withNotice(told, event, now),
        memory,
      ),
      // However short its life may be.
      served: memory.served || isAlive(seen),
      lastTick: { wallMs: now.wallMs, bootMs: now.bootMs },
      verdict: judgement.verdict,
      reason: judgement.reason,
      why,
      blocker: plan.blocker ?? null,
      lastDecision: judgement.verdict === "healthy" ? null : record,
      sinceWallMs: changed ? now.wallMs : memory.sinceWallMs,
      sinceBootMs: changed ? now.bootMs : memory.sinceBootMs,
      lastAliveBootMs: lastAlive(seen, atStart, memory),
    },
  };
}

/**
 * When a check last found it alive; the last check, if it has just ceased to
 * be. Good checks within an incident are no end of the outage.
 */
function lastAlive(
  seen: Judgement,
  before: Memory,
  after: Memory,
): number | null {
  if (before.incident !== null && after.incident !== null) {
    return before.lastAliveBootMs;
  }
  if (isAlive(seen)) return null;
  return isAlive(before)
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
  "swapping",
]);

/** What follows from any verdict but healthy. */
function planFor(planning: Planning, memory: Memory): Plan {
  const { judgement, observation, now } = planning;
  const { verdict, rule } = judgement;
  const base: Memory = verdict === "inconclusive" || verdict === "maintenance"
    ? memory
    : { ...memory, healthySinceBootMs: null };
  const nothing = noAction(base);
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
  switch (verdict) {
    case "stopped":
    case "systemd-acting":
    case "unstable":
      return noAction({ ...base, rescue: null });
    case "crash-loop":
      return remind(
        planning,
        { ...openIncident(judgement, base, now), rescue: null },
        verdict,
      );
    case "bad-config":
      return refusedConfig(
        planning,
        withoutRestarts(openIncident(judgement, base, now)),
      );
    case "misconfigured":
      return remind(
        planning,
        openIncident(judgement, base, now),
        // Told even if the unit was a moment ago what is wrong.
        observation.settingsError === null ? verdict : "settings",
      );
    case "abandoned":
    case "foreign-listener":
      if (!judgement.actionable) return remind(planning, base, verdict);
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
          failure: countedFailure(
            base,
            now,
            observation.confirmation !== null,
            // What is known is not counted, but timed.
            (base.failure?.busyTicks ?? 0) +
              (judgement.silence === undefined ? 1 : 0),
          ),
        },
      };
  }
  if (!judgement.actionable) {
    // For a while it is no news.
    const passes = rule === "swapping" && verdict === "inconclusive";
    return LASTING.has(rule) && !passes
      ? remind(planning, base, rule)
      : nothing;
  }
  const confirmed = !judgement.unconfirmed || observation.confirmation !== null;
  return planAttempt(
    planning,
    confirmed ? openIncident(judgement, base, now) : base,
  );
}
