/** Carries out what was decided and writes down what came of it. */

import { killForbidden, withUncleanKill } from "../core/budget.ts";
import type { Action, GuardEvent, Unmade } from "../core/decision.ts";
import { GuardError, messageOf } from "../base/errors.ts";
import { type Memory, NO_RESTARTS, withStep } from "../core/memory.ts";
import type { EndMainHooks, OnStep } from "../act/end_main.ts";
import { EVIDENCE_LIMIT_MS, keepEvidence } from "../act/evidence.ts";
import { runsContainer } from "../core/container.ts";
import { probeStartup } from "../probe/http.ts";
import { askMeanwhile } from "../probe/confirm.ts";
import type { Look } from "../probe/observe.ts";
import { readMaintenance } from "../store/maintenance.ts";
import { say } from "../base/say.ts";
import { backUpConfig } from "./back_up_config.ts";
import { carryOut, type Performable } from "./carry_out.ts";
import { changeSince } from "./look.ts";
import type { Tick } from "./tick_tools.ts";

/**
 * Performs one action.
 *
 * @param memory Saved before anything is touched (crash-only).
 * @param unmade Goes back into it when the action is not made after all.
 * @returns The memory after it.
 */
export async function perform(
  self: Tick,
  action: Exclude<Action, { kind: "confirm" }>,
  look: Look,
  memory: Memory,
  unmade: Unmade,
): Promise<Memory> {
  if (action.kind === "backup-config") {
    return await backUpConfig(self, look, memory);
  }
  if (action.kind === "roll-back-config") {
    // Costs nothing until it is needed.
    const { rollBackConfig } = await import("./roll_back.ts");
    return await rollBackConfig(self, action, look, memory)
      // Systemd may start it with the other config by itself.
      ? { ...memory, restarts: NO_RESTARTS }
      : { ...memory, ...unmade };
  }
  if (!self.save(memory)) {
    // Unwritten attempts would come again with every tick, and on a full disk a
    // restart only makes things worse (openclaw#155737).
    self.record({
      level: "error",
      event: "held",
      sentence:
        say`attempt ${action.attempt} is not made: the guard cannot write its state, so it could not count it`,
      facts: { action: action.kind },
    });
    return { ...memory, ...unmade };
  }
  let after = memory;
  const { context, profile } = self;
  const { policy } = self.settings;
  const { unit } = look.observation;
  const onStep: OnStep = (step) => {
    if (after.rescue === null) return;
    after = withStep(after, step);
    const saved = self.save(after);
    // A stop nobody could remember would be taken for a person's.
    if (!saved && (step === "stopping" || step === "restarting")) {
      throw new GuardError(say`the guard cannot write its state`);
    }
  };
  const hooks: EndMainHooks = {
    onStep,
    isDraining: async () =>
      // A container ends with its engine, which has a limit of its own.
      (unit !== null && runsContainer(unit)) || look.endpoint !== null &&
        (await probeStartup(look.endpoint, policy.connectTimeoutMs)).status ===
          "draining",
    isHeld: () =>
      readMaintenance(context, profile, context.clock.now().wallMs) !== null,
    beforeKill(pid) {
      const now = context.clock.now();
      const limit = killForbidden(after.recoveries, now, policy);
      if (limit !== null) {
        self.record({
          level: "warn",
          event: "held",
          sentence: say`process ${pid} is not killed: ${limit.why}`,
          facts: { pid },
        });
        return false;
      }
      after = withUncleanKill(after, now);
      self.save(after);
      if (pid !== look.observation.incarnation?.pid) return true;
      self.record({
        level: "warn",
        event: "kill",
        sentence:
          say`the main process did not end after SIGTERM and does not drain: killing it`,
        facts: { pid },
      });
      return true;
    },
  };
  const { kind, attempt } = action;
  // What has begun is finished, whatever the gateway does while it ends.
  const finishes = kind.startsWith("finish-");
  const { evidence, answered } = await evidenceFor(
    self,
    action,
    look,
    memory,
    finishes,
  );
  onStep("evidence-kept");
  const facts = { action: kind, attempt, evidence };
  const record = (
    level: GuardEvent["level"],
    event: string,
    sentence: string,
  ) => self.record({ level, event, sentence, facts });
  const standBack = (why: string) => {
    record("info", "stood-back", say`attempt ${attempt} is not made: ${why}`);
    return { ...after, ...unmade };
  };
  const changed = answered
    ? say`it answers again`
    : hooks.isHeld()
    ? say`maintenance was switched on`
    : await changeSince(self, look, finishes);
  if (changed !== null) return standBack(changed);
  try {
    const outcome = await carryOut(self, action, look, hooks);
    if (outcome.notBegun) return standBack(outcome.done);
    // Its own pace and systemd's stop limit count now; no later tick cuts in.
    if (outcome.drains) after = { ...after, rescue: null };
    record("info", "done", outcome.done);
  } catch (error) {
    record(
      "error",
      "failed",
      say`attempt ${attempt} could not be carried out: ${messageOf(error)}`,
    );
  }
  return after;
}

/**
 * Keeps evidence. A gateway that failed is asked meanwhile: the last moments of
 * the wait are these (see AFTER_WAIT_MS in look.ts).
 */
async function evidenceFor(
  { context, profile, record }: Tick,
  { kind, attempt }: Performable,
  { observation, endpoint }: Look,
  { verdict, reason, why, silence }: Memory,
  finishes: boolean,
): Promise<{ readonly evidence: string | null; readonly answered: boolean }> {
  const { unit, incarnation: main, probe } = observation;
  const keep = () =>
    keepEvidence(
      context,
      {
        ...{ profile, cause: kind, attempt, verdict, reason, why },
        ...{ unit, main, endpoint, observation, silence },
      },
      EVIDENCE_LIMIT_MS,
      (sentence) =>
        record({ level: "warn", event: "evidence", sentence, facts: {} }),
    );
  const failed = probe !== null && probe.outcome !== "healthy";
  if (endpoint === null || !failed || finishes) {
    return { evidence: await keep(), answered: false };
  }
  const { result, changed } = await askMeanwhile(endpoint, probe.outcome, keep);
  return { evidence: result, answered: changed };
}
