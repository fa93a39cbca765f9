/** Carries out what was decided and writes down what came of it. */

import type { Action } from "../core/decision.ts";
import { GuardError, messageOf } from "../core/errors.ts";
import {
  type Memory,
  noticeDue,
  withNotice,
  withUncleanKill,
} from "../core/memory.ts";
import { endMain, type EndMainHooks, type OnStep } from "../act/end_main.ts";
import { EVIDENCE_LIMIT_MS } from "../act/evidence.ts";
import { forceClean } from "../act/force_clean.ts";
import { freePort } from "../act/free_port.ts";
import { restartGateway } from "../act/restart.ts";
import { requestStart } from "../act/service.ts";
import { probeStartup } from "../probe/http.ts";
import type { UnitFacts } from "../core/types.ts";
import type { Look } from "../probe/observe.ts";
import { readUnit } from "../probe/unit.ts";
import { recordHealthyConfig } from "../store/backup.ts";
import { readMaintenance } from "../store/maintenance.ts";
import type { Snapshot } from "../store/state.ts";
import { OLD_MAIN, STOPPED_MAIN } from "./main_end_text.ts";
import { keepEvidence } from "./keep_evidence.ts";
import type { Tick } from "./tick.ts";
import { say } from "../text/say.ts";

/**
 * Performs one action.
 *
 * @param memory Saved before anything is touched (crash-only).
 * @returns The memory after it.
 */
export async function perform(
  self: Tick,
  action: Exclude<Action, { kind: "confirm" }>,
  look: Look,
  memory: Memory,
  snapshot: Snapshot | null,
): Promise<Memory> {
  if (action.kind === "backup-config") {
    return await backUpConfig(self, snapshot, memory);
  }
  if (action.kind === "roll-back-config") {
    // Costs nothing until it is needed.
    const { rollBackConfig } = await import("./roll_back.ts");
    await rollBackConfig(self, action, look, memory);
    return memory;
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
    return memory;
  }
  let after = memory;
  const { context, profile } = self;
  const { policy } = self.settings;
  const onStep: OnStep = (step) => {
    if (after.rescue === null) return;
    after = { ...after, rescue: { ...after.rescue, step } };
    const saved = self.save(after);
    // A stop nobody could remember would be taken for a person's.
    if (!saved && (step === "stopping" || step === "restarting")) {
      throw new GuardError(say`the guard cannot write its state`);
    }
  };
  const hooks: EndMainHooks = {
    onStep,
    isDraining: async () =>
      look.endpoint !== null &&
      (await probeStartup(look.endpoint, policy.connectTimeoutMs)).status ===
        "draining",
    isHeld: () =>
      readMaintenance(context, profile, context.clock.now().wallMs) !== null,
    beforeKill() {
      after = withUncleanKill(after, context.clock.now());
      self.save(after);
      self.record({
        level: "warn",
        event: "kill",
        sentence:
          say`the main process did not end after SIGTERM and does not drain: killing it`,
        facts: { pid: look.observation.incarnation?.pid ?? null },
      });
    },
  };
  const evidence = await evidenceFor(self, action, look, memory);
  onStep("evidence-kept");
  const changed = await changedMeanwhile(self, action, look, hooks);
  if (changed !== null) {
    self.record({
      level: "info",
      event: "stood-back",
      sentence: say`attempt ${action.attempt} is not made: ${changed}`,
      facts: { action: action.kind, attempt: action.attempt, evidence },
    });
    return asIfNotTried(after, action);
  }
  try {
    const { done, drains } = await act(self, action, look, hooks);
    // Its own pace and systemd's stop limit count now; no later tick cuts in.
    if (drains) after = { ...after, rescue: null };
    self.record({
      level: "info",
      event: "done",
      sentence: done,
      facts: { action: action.kind, attempt: action.attempt, evidence },
    });
  } catch (error) {
    self.record({
      level: "error",
      event: "failed",
      sentence: say`attempt ${action.attempt} could not be carried out: ${
        messageOf(error)
      }`,
      facts: { action: action.kind, attempt: action.attempt, evidence },
    });
  }
  return after;
}

/** Nothing was done, so nothing is counted. */
function asIfNotTried(memory: Memory, { kind, attempt }: Performable): Memory {
  // A rescue that is only carried on with stays to be carried on with.
  if (kind.startsWith("finish-")) return memory;
  return {
    ...memory,
    rescue: null,
    ladder: { ...memory.ladder, attempt: attempt - 1 },
    recoveries: memory.recoveries.slice(0, -1),
  };
}

/**
 * People act while evidence is collected, too. What they did since the look is
 * theirs.
 *
 * @returns What is different now; null when nothing is.
 */
async function changedMeanwhile(
  { context }: Tick,
  { kind }: Performable,
  { observation }: Look,
  hooks: EndMainHooks,
): Promise<string | null> {
  if (hooks.isHeld()) return say`maintenance was switched on`;
  const { unit } = observation;
  if (unit === null) return null;
  let now: UnitFacts;
  try {
    now = await readUnit(context, unit.name);
  } catch (error) {
    return messageOf(error);
  }
  // What the guard itself began goes on by itself: only a new process counts.
  if (kind.startsWith("finish-")) {
    return now.mainPid !== 0 && now.mainPid !== unit.mainPid
      ? say`the unit has another process now`
      : null;
  }
  return now.activeState !== unit.activeState
    ? say`the unit is ${now.activeState} now`
    : now.invocationId !== unit.invocationId || now.mainPid !== unit.mainPid
    ? say`the unit has another process now`
    : null;
}

/** Actions that touch the gateway. */
type Performable = Exclude<
  Action,
  { kind: "confirm" | "backup-config" | "roll-back-config" }
>;

async function act(
  { context, profile, settings }: Tick,
  action: Performable,
  look: Look,
  hooks: EndMainHooks,
): Promise<{ readonly done: string; readonly drains: boolean }> {
  const only = (done: string) => ({ done, drains: false });
  const { unit, incarnation } = look.observation;
  if (unit === null || look.endpoint === null) {
    return only(say`nothing was known to act on`);
  }
  const { terminateTimeoutMs } = settings.policy;
  const { port } = look.endpoint;
  switch (action.kind) {
    case "restart": {
      const main = await restartGateway(
        context,
        unit.name,
        incarnation,
        terminateTimeoutMs,
        hooks,
      );
      return {
        done: say`restart requested, ${OLD_MAIN[main]}`,
        drains: main === "draining",
      };
    }
    case "start":
    case "finish-start":
      await requestStart(context, unit.name, hooks.onStep);
      return only(say`failures were reset and a start requested`);
    case "finish-restart": {
      if (incarnation === null) {
        return only(say`the old main process has gone by itself`);
      }
      const main = await endMain(context, incarnation, 0, hooks);
      return { done: OLD_MAIN[main], drains: main === "draining" };
    }
    case "clean-orphan":
      return only(describe(await freePort(context, profile, unit, port)));
    case "force-clean":
    case "finish-force-clean": {
      const result = await forceClean(
        context,
        profile,
        unit,
        incarnation,
        port,
        terminateTimeoutMs,
        hooks,
      );
      const rest = describe(result);
      return {
        done: result.started
          ? say`${STOPPED_MAIN[result.main]}, start requested; ${rest}`
          : say`${STOPPED_MAIN[result.main]}, not started again; ${rest}`,
        drains: result.main === "draining" && result.started,
      };
    }
  }
}

function describe(
  result: {
    readonly ended: readonly string[];
    readonly left: readonly string[];
  },
): string {
  const parts = [...result.ended, ...result.left];
  return parts.length === 0
    ? say`nothing else was left over`
    : parts.join("; ");
}

function evidenceFor(
  { context, profile, record }: Tick,
  { kind, attempt }: Performable,
  { observation, endpoint }: Look,
  { verdict, reason, why }: Memory,
): Promise<string | null> {
  const { unit, incarnation: main } = observation;
  return keepEvidence(
    context,
    {
      ...{ profile, cause: kind, attempt, verdict, reason, why },
      ...{ unit, main, endpoint, observation },
    },
    EVIDENCE_LIMIT_MS,
    (sentence) =>
      record({ level: "warn", event: "evidence", sentence, facts: {} }),
  );
}

/** A full disk is told once a day, not with every check. */
const BACKUP_FAILED = "config-backup";

async function backUpConfig(
  self: Tick,
  snapshot: Snapshot | null,
  memory: Memory,
): Promise<Memory> {
  const { incarnation } = memory;
  if (snapshot === null || incarnation === null) return memory;
  const { context, profile, settings } = self;
  const now = context.clock.now();
  const result = await recordHealthyConfig(
    context,
    profile,
    {
      configPath: snapshot.configPath,
      incarnation:
        `${incarnation.invocationId}:${incarnation.pid}:${incarnation.startTicks}`,
      incarnationStartedWallMs: snapshot.startedWallMs,
      version: snapshot.version,
    },
    now,
    settings.policy,
  );
  const failed = result.kind === "failed";
  if (
    result.message === null ||
    (failed && !noticeDue(memory, BACKUP_FAILED, now))
  ) return memory;
  self.record({
    level: result.level,
    event: "config-backup",
    sentence: result.message,
    facts: {},
  });
  return failed ? withNotice(memory, BACKUP_FAILED, now) : memory;
}
