/** When a drill must not begin. Pure. */

import { budgetLimit } from "../../core/budget.ts";
import { formatDuration } from "../../base/duration.ts";
import type { Memory } from "../../core/memory.ts";
import { memoryAtStart } from "../../core/memory_at_start.ts";
import { FORCE_CLEAN_ATTEMPT } from "../../core/attempt.ts";
import type { MaintenanceFact } from "../../core/types.ts";
import { say } from "../../base/say.ts";
import { DEFAULT_PROFILE, profileOption } from "../../base/profile.ts";
import { removeFlagCommand } from "../../store/tmp_flag.ts";
import type { Situation } from "./prepare.ts";
import type { DrillName } from "./description.ts";
import { runsContainer } from "../../core/container.ts";
import { isTransient } from "../../core/judge_stopped.ts";
import { DRILLS, type DrillScript } from "./drills.ts";

/** Why not, and what to do. */
interface Refusal {
  readonly problem: string;
  readonly hint: string;
}

/** Null when the drill may begin. */
export function refusalOf(
  drill: DrillName,
  situation: Situation,
): Refusal | null {
  const { unit, policy, now } = situation;
  const memory = memoryAtStart(situation.memory, now, policy);
  const refuse = (problem: string, hint: string) => ({ problem, hint });
  if (situation.insideUnit !== null) {
    return refuse(
      say`this process runs inside ${situation.insideUnit} and would be hit by the drill itself`,
      say`Run it in a terminal or over SSH, not through an OpenClaw agent`,
    );
  }
  if (situation.settingsError !== null) {
    return refuse(situation.settingsError, "");
  }
  if (situation.otherDrill !== null) {
    return refuse(
      say`another drill is at work (pid ${situation.otherDrill})`,
      say`Wait until it has ended`,
    );
  }
  if (situation.maintenance !== null) {
    return refuseByMaintenance(situation.maintenance);
  }
  if (unit.loadState !== "loaded" || unit.activeState !== "active") {
    return refuse(
      say`${unit.name} is ${
        unit.loadState === "loaded" ? unit.activeState : unit.loadState
      }, and a drill needs a running gateway`,
      say`See "openclaw-guard status"`,
    );
  }
  if (situation.main === null || !situation.healthy) {
    return refuse(
      say`the gateway is not healthy`,
      say`A drill begins only when all is well; see "openclaw-guard status"`,
    );
  }
  if (!situation.mayAct) {
    return refuse(
      say`only root may start, stop or restart ${unit.name}: the guard can only watch it`,
      say`"openclaw-guard doctor" has the command that allows it to the guard`,
    );
  }
  if (memory.incident !== null || memory.rescue !== null) {
    return refuse(
      say`an incident is open (${memory.incident?.verdict ?? "rescue"})`,
      say`It closes after two healthy checks; try again in a minute`,
    );
  }
  if (drill === "crash" && unit.restart !== "always") {
    return refuse(
      say`${unit.name} has Restart=${unit.restart}: systemd might not bring it back`,
      say`See "openclaw-guard doctor${profileOption(unit.profile)}"`,
    );
  }
  if (drill !== "stop" && drill !== "port" && runsContainer(unit)) {
    return refuse(
      say`${unit.name} runs its gateway in a container, and its process is none that a drill may touch`,
      say`Try another drill`,
    );
  }
  if ((drill === "stop" || drill === "port") && isTransient(unit)) {
    return refuse(
      say`${unit.name} is a transient unit (systemd-run): once stopped it is gone, and the drill could not start it again`,
      say`Try another drill`,
    );
  }
  return refuseByBudget(DRILLS[drill], situation, memory);
}

function refuseByMaintenance(fact: MaintenanceFact): Refusal {
  const { source, profile } = fact;
  const option = profileOption(profile ?? DEFAULT_PROFILE);
  switch (source) {
    case "emergency-stop":
      return {
        problem: say`an emergency stop is in force`,
        hint: say`Come back with "openclaw-guard resume${option}"`,
      };
    case "update":
      return {
        problem: say`OpenClaw is being updated`,
        hint: say`Wait until the update has ended`,
      };
    case "guard":
      return {
        problem: say`maintenance is on`,
        hint: say`End it with "openclaw-guard maintenance off${option}"`,
      };
    case "tmp":
      return {
        problem:
          say`maintenance is on, because there is a file /tmp/openclaw-maintenance`,
        hint: say`End it with "${removeFlagCommand(fact)}"`,
      };
  }
}

function refuseByBudget(
  { needsBudget, unclean }: DrillScript,
  { now, policy, lastUncleanDrillMs }: Situation,
  memory: Memory,
): Refusal | null {
  if (needsBudget) {
    const limit = budgetLimit(memory.recoveries, now, policy);
    if (limit !== null) {
      return {
        problem: say`the guard could not rescue it now: ${limit.why}`,
        hint: say`Try again in ${
          formatDuration(limit.untilBootMs - now.bootMs)
        }`,
      };
    }
    if (memory.ladder.attempt >= FORCE_CLEAN_ATTEMPT - 1) {
      return {
        problem:
          say`the guard has just made ${memory.ladder.attempt} attempts, its next one would be a force clean`,
        hint: say`Try again when the gateway has been healthy for ${
          formatDuration(policy.stableResetMs)
        }`,
      };
    }
  }
  const killedLately = memory.recoveries.some((recovery) =>
    recovery.unclean && now.bootMs - recovery.bootMs < policy.uncleanWindowMs
  );
  const drilledLately = lastUncleanDrillMs !== null &&
    lastUncleanDrillMs < policy.uncleanWindowMs;
  return unclean && (killedLately || drilledLately)
    ? {
      problem:
        say`the gateway has crashed or been killed within the last 5 minutes, and after three times OpenClaw silences its channels`,
      hint: say`Try again in 5 minutes`,
    }
    : null;
}
