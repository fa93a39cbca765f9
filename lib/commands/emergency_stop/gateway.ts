/**
 * `emergency-stop` of one gateway: stopped, leftovers gone, port free. A second
 * one finds all of it done: that is one sentence.
 */

import { asLabel } from "../../base/safe_line.ts";
import type { EndMainHooks } from "../../act/end_main.ts";
import { stopAndClean, type StopCleanResult } from "../../act/force_clean.ts";
import { messageOf } from "../../base/errors.ts";
import type { UnitFacts } from "../../core/types.ts";
import { resolveEndpoint } from "../../probe/endpoint.ts";
import { findListener } from "../../probe/listener.ts";
import { readVisibleProcess } from "../../probe/process.ts";
import { readUnit } from "../../probe/unit.ts";
import { tryLoadSettings } from "../../settings/load.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { t, translate } from "../../text/speech.ts";
import { keepEvidence } from "../../act/evidence.ts";
import { mayBeScheduled } from "../../install/scheduled.ts";
import { groupProcesses } from "../../probe/control_group.ts";
import {
  hasEmergencyStop,
  readEmergencyStop,
} from "../../store/emergency_stop.ts";
import { isTransient } from "../../core/judge_stopped.ts";
import { runsContainer } from "../../core/container.ts";
import { gatewayProcess } from "../../probe/started_with.ts";
import { whenText } from "../../cli/format.ts";
import { gatewayUnit } from "../../store/gateway_unit.ts";

/**
 * Looks whether an emergency stop is in force and nothing has come back since.
 *
 * @param profiles To be stopped.
 * @param watched Others that go on being watched, so that the schedule stays.
 * @param option ` --profile NAME` when only that one is to be stopped.
 * @returns What to tell, or null: there is something to do, or it cannot be
 * told.
 */
export async function alreadyStopped(
  context: Context,
  profiles: readonly string[],
  watched: readonly string[],
  option: string,
): Promise<string[] | null> {
  const lines: string[] = [];
  try {
    for (const profile of profiles) {
      if (!hasEmergencyStop(context, profile)) return null;
      if (!await isDown(context, profile)) return null;
      const label = asLabel(profile);
      const sinceMs = readEmergencyStop(context, profile)?.sinceMs ?? null;
      const now = context.clock.now().wallMs;
      lines.push(
        sinceMs === null
          ? t`${label}: stopped already`
          : t`${label}: stopped already, since ${whenText(sinceMs, now)}`,
      );
    }
    if (watched.length === 0 && await mayBeScheduled(context)) return null;
  } catch {
    // An emergency is no time for a second opinion: it is all done again.
    return null;
  }
  return [
    ...lines,
    t`Nothing is left to stop. "openclaw-guard resume${option}" starts the gateway and lets the guard be started again.`,
  ];
}

async function isDown(context: Context, profile: string): Promise<boolean> {
  const unit = await readUnit(context, gatewayUnit(context, profile));
  if (!["inactive", "failed"].includes(unit.activeState)) return false;
  if (unit.mainPid !== 0) return false;
  if (groupProcesses(context, unit.controlGroup).length > 0) return false;
  const { settings } = await tryLoadSettings(context, profile);
  const endpoint = resolveEndpoint(context, profile, unit, settings.endpoint);
  return await findListener(context, profile, endpoint.port, unit) === null;
}

/** Nobody who is in an emergency waits for a gateway that hangs, or drains for minutes. */
const TERMINATE_TIMEOUT_MS = 4000;

/** A container's engine kills it after 10 s itself; without it, it might live on. */
const CONTAINER_TIMEOUT_MS = 15_000;

/** Nobody who is in an emergency waits for papers, ms. */
const EVIDENCE_LIMIT_MS = 1000;

/** In an emergency nothing holds the guard back. */
const NO_HOLD: EndMainHooks = {
  isDraining: () => Promise.resolve(false),
  isHeld: () => false,
  beforeKill: () => true,
  onStep: () => {},
};

/** Stops it and tells what was done; whether all of it is gone. */
export async function stopProfile(
  context: Context,
  profile: string,
): Promise<boolean> {
  const { out, err } = context.terminal;
  const label = asLabel(profile);
  const tell = (text: string) => out(t`${label}: ${text}`);
  try {
    const unit = await readUnit(context, gatewayUnit(context, profile));
    const timeoutMs = runsContainer(unit)
      ? CONTAINER_TIMEOUT_MS
      : TERMINATE_TIMEOUT_MS;
    const { port, result } = await stopUnit(context, profile, unit, timeoutMs);
    tell(
      result.main === "stuck"
        ? t`the main process cannot be ended: it waits in the kernel (state D)`
        : result.main === "taken over"
        ? t`gateway stopped, but it was started again at once`
        : result.main === "killed"
        // Why not is not known: it may have been hung, or finishing its work.
        ? t`gateway stopped; its main process had not ended after ${
          timeoutMs / 1000
        } s and was killed`
        : t`gateway stopped`,
    );
    for (const sentence of [...result.ended, ...result.left]) {
      tell(translate(sentence));
    }
    const listener = await findListener(context, profile, port, unit);
    if (isTransient(unit)) {
      tell(
        t`${unit.name} was a transient unit (systemd-run), gone with this stop: "resume" cannot start it, start it as you did before`,
      );
    }
    tell(
      listener === null
        ? t`port ${port} is free`
        : t`port ${port} is still held by pid ${listener.pid} of uid ${listener.uid} (${listener.command}), which is not the guard's to end`,
    );
    return result.main !== "stuck" && result.main !== "taken over" &&
      listener === null;
  } catch (error) {
    err(t`${label}: ${translate(messageOf(error))}`);
    return false;
  }
}

async function stopUnit(
  context: Context,
  profile: string,
  unit: UnitFacts,
  terminateTimeoutMs: number,
): Promise<{ port: number; result: StopCleanResult }> {
  const main = unit.mainPid === 0 ? null : gatewayProcess(context, unit) ??
    readVisibleProcess(context, unit.mainPid);
  // A mistake in the guard's own settings must not keep the gateway running.
  const { settings, settingsError } = await tryLoadSettings(context, profile);
  if (settingsError !== null) context.terminal.err(translate(settingsError));
  const endpoint = resolveEndpoint(context, profile, unit, settings.endpoint);
  const { port } = endpoint;
  if (main !== null) {
    await keepEvidence(
      context,
      {
        ...{ profile, cause: "emergency-stop", attempt: null },
        ...{ verdict: null, reason: null },
        why: say`a person stopped everything`,
        ...{ unit, main, endpoint, observation: null },
      },
      EVIDENCE_LIMIT_MS,
      (problem) =>
        context.terminal.err(t`${asLabel(profile)}: ${translate(problem)}`),
    );
  }
  const result = await stopAndClean(
    context,
    {
      ...{ profile, unit, port },
      main: main === null ? null : {
        pid: main.pid,
        startTicks: main.startTicks,
        invocationId: unit.invocationId,
      },
      terminateTimeoutMs,
    },
    NO_HOLD,
  );
  return { port, result };
}
