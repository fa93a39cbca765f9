/** What forbids an attempt: the hold-down, or the budget. */

import { say } from "../base/say.ts";
import { budgetLimit } from "./budget.ts";
import { formatDuration } from "../base/duration.ts";
import type { Instant } from "../base/instant.ts";
import type { Judgement } from "./judgement.ts";
import type { Memory } from "./memory.ts";
import type { Policy } from "./policy.ts";
import { FORCE_CLEAN_ATTEMPT, held, type Response } from "./outcome.ts";

/** Null when an attempt may be made now. */
export function restraint(
  judgement: Judgement,
  memory: Memory,
  now: Instant,
  policy: Policy,
): Response | null {
  const { ladder } = memory;
  if (
    ladder.holdDownUntilBootMs !== null &&
    now.bootMs < ladder.holdDownUntilBootMs
  ) {
    return held(
      memory,
      say`holding back for another ${
        formatDuration(ladder.holdDownUntilBootMs - now.bootMs)
      }`,
      ladder.holdDownUntilBootMs,
    );
  }
  if (
    ladder.attempt >= FORCE_CLEAN_ATTEMPT &&
    ladder.holdDownUntilBootMs === null &&
    // What the guard itself left stopped is started before it holds back.
    judgement.rule !== "own-clean-unfinished"
  ) {
    return enterHoldDown(judgement, memory, now, policy);
  }
  const limit = budgetLimit(memory.recoveries, now, policy);
  if (limit !== null) {
    const note = say`no attempt before ${
      formatDuration(limit.untilBootMs - now.bootMs)
    } have passed: ${limit.why}`;
    const blocker = `limit ${limit.kind}`;
    return {
      ...held(memory, note, limit.untilBootMs),
      blocker,
      events: memory.blocker === blocker ? [] : [{
        level: "error",
        event: "budget",
        sentence: say`${judgement.why}; ${note}`,
        facts: { verdict: judgement.verdict, reason: judgement.reason },
      }],
    };
  }
  return null;
}

function enterHoldDown(
  judgement: Judgement,
  memory: Memory,
  now: Instant,
  policy: Policy,
): Response {
  const { holdDowns } = memory.ladder;
  const lengthMs = policy.holdDownMs[holdDowns] ?? policy.holdDownMs.at(-1) ??
    30 * 60_000;
  const untilBootMs = now.bootMs + lengthMs;
  const note =
    say`${memory.ladder.attempt} attempts did not help: holding back for ${
      formatDuration(lengthMs)
    }, then one more try`;
  return {
    actions: [],
    events: [{
      level: "error",
      event: "hold-down",
      sentence: say`${judgement.why}; ${note}`,
      facts: { verdict: judgement.verdict, reason: judgement.reason, lengthMs },
    }],
    memory: {
      ...memory,
      ladder: {
        ...memory.ladder,
        holdDownUntilBootMs: untilBootMs,
        holdDowns: holdDowns + 1,
      },
    },
    note,
    nextAttemptBootMs: untilBootMs,
  };
}
