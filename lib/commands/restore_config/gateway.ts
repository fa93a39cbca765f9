/** What becomes of the gateway after its config was replaced. */

import { commandFor, journalFor } from "../../base/gateway_unit.ts";
import { requestRestart, requestStart } from "../../act/service.ts";
import { profileOption } from "../../base/profile.ts";
import type { UnitFacts } from "../../core/types.ts";
import { EXIT_DO_NOT_RESTART, isTransient } from "../../core/judge_stopped.ts";
import { readUnit } from "../../probe/unit.ts";
import { readEmergencyStop } from "../../store/maintenance.ts";
import { startAsWished } from "../../store/requested_start.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { t } from "../../text/speech.ts";
import { gatewayUnit } from "../../store/gateway_unit.ts";
import { isYes } from "../../cli/confirm.ts";
import { whileShowing } from "../../cli/progress.ts";
import type { Restoring } from "./restoring.ts";

/** How long a started gateway may take. Starts of 17 to 60 s are normal. */
const HEALTHY_TIMEOUT_MS = 90_000;

/** What a person typed to come here. */
const COMMAND = "restore-config";

/** Waits for a healthy gateway, so many ms at the most. */
type HealthyWithin = (timeoutMs: number) => Promise<boolean>;

/** What was done with the gateway, and what came of it. */
export interface GatewayOutcome {
  /** "awaited": systemd was starting it by itself. */
  readonly action: "none" | "awaited" | "started" | "restarted";
  /** null: nobody waited for it. */
  readonly healthy: boolean | null;
  /** For people, in their language. */
  readonly lines: readonly string[];
}

/**
 * Starts a gateway that failed, waits for one that systemd is starting by
 * itself (it may be in a crash loop, which the new config ends), restarts one
 * only when asked to, and leaves alone what a person has stopped.
 *
 * @param restart Also one that runs well.
 * @throws {UserBusError} when systemd cannot be asked.
 * @throws {ServiceError} when systemd refuses.
 */
export async function bringUp(
  { context, profile, json, yes, waitForHealthy }: Restoring,
  restart: boolean,
): Promise<GatewayOutcome> {
  const { terminal } = context;
  const ask = (question: string) =>
    !json && terminal.interactive && isYes(terminal.ask(question));
  const healthyWithin: HealthyWithin = (timeoutMs) =>
    whileShowing(
      context,
      json,
      say`waiting until the gateway is healthy`,
      () => waitForHealthy(context, profile, timeoutMs),
    );
  const its = gatewayUnit(context, profile);
  let unit = await readUnit(context, its);
  const leave = (line: string): GatewayOutcome => ({
    action: "none",
    healthy: null,
    lines: [line],
  });
  const stopped =
    t`The gateway stays stopped after "emergency-stop". Come back with "openclaw-guard resume${
      profileOption(profile)
    }".`;
  if (readEmergencyStop(context, profile) !== null) return leave(stopped);
  if (unit.loadState !== "loaded") {
    return leave(t`There is no unit ${its.name} to start (${unit.loadState}).`);
  }
  const wait = async (
    action: Exclude<GatewayOutcome["action"], "none">,
  ): Promise<GatewayOutcome> => {
    const seconds = HEALTHY_TIMEOUT_MS / 1000;
    const line = action === "started"
      ? t`Gateway started, waiting up to ${seconds} s until it is healthy …`
      : action === "restarted"
      ? t`Gateway restarted, waiting up to ${seconds} s until it is healthy …`
      : t`systemd is starting the gateway, waiting up to ${seconds} s until it is healthy …`;
    if (!json) terminal.prose(line);
    const startedMs = context.clock.now().bootMs;
    const healthy = await healthyWithin(HEALTHY_TIMEOUT_MS);
    const took = Math.round((context.clock.now().bootMs - startedMs) / 1000);
    return {
      action,
      healthy,
      lines: [
        healthy
          ? t`The gateway is healthy after ${took} s.`
          : t`The gateway is not healthy after ${took} s. See "openclaw-guard status" and "${
            journalFor(its)
          }".`,
      ],
    };
  };
  let awaited: GatewayOutcome | null = null;
  if (!restart && await isComingUp(context, unit, healthyWithin)) {
    awaited = await wait("awaited");
    if (awaited.healthy) return awaited;
    // systemd may have given up meanwhile, or waits longer than a person does.
    unit = await readUnit(context, its);
    if (!hasFailed(unit) && !isBetweenTries(unit)) return awaited;
  }
  const bring = async (
    action: "started" | "restarted",
  ): Promise<GatewayOutcome> => {
    const request = action === "started" ? requestStart : requestRestart;
    const asked = await startAsWished(
      context,
      profile,
      COMMAND,
      async () =>
        await request(context, {
          ...{ profile, unit: its, askedBy: "person" },
          transient: isTransient(unit),
        }) === null,
    );
    return asked ? await wait(action) : leave(stopped);
  };
  if (hasFailed(unit) || awaited !== null) {
    const start = restart || yes ||
      ask(t`The gateway has failed. Start it? [y/N]`);
    if (!start) {
      return awaited ?? leave(
        t`The gateway has failed and was not started. Start it with "${
          commandFor(its, "reset-failed")
        }" and "${commandFor(its, "start")}".`,
      );
    }
    return await bring("started");
  }
  if (restart) return await bring("restarted");
  if (unit.activeState === "inactive") {
    return leave(
      t`The gateway is stopped and stays so. Start it with "${
        commandFor(its, "start")
      }".`,
    );
  }
  if (unit.activeState !== "active") {
    return leave(
      t`systemd is at work on the gateway (${unit.activeState}); see "openclaw-guard status".`,
    );
  }
  if (!yes && ask(t`The gateway is running. Restart it now? [y/N]`)) {
    return await bring("restarted");
  }
  const healthy = await healthyWithin(0);
  return {
    action: "none",
    healthy,
    lines: [
      healthy
        ? t`The gateway is running. OpenClaw reads the changed file itself; some keys need a restart.`
        : t`The gateway is running but not healthy.`,
      t`To restart it: "${commandFor(its, "restart")}".`,
    ],
  };
}

/** Not stopped by a person: failed, or ended by itself because of its config. */
function hasFailed(unit: UnitFacts): boolean {
  return unit.activeState === "failed" ||
    (unit.activeState === "inactive" &&
      unit.execMainStatus === EXIT_DO_NOT_RESTART);
}

/** It ended by itself, and systemd waits before it starts it again. */
function isBetweenTries({ activeState, subState }: UnitFacts): boolean {
  return activeState === "activating" && subState.startsWith("auto-restart");
}

/** In a crash loop a unit is active for moments, too. */
async function isComingUp(
  context: Context,
  { activeState, mainStartedMs }: UnitFacts,
  healthyWithin: HealthyWithin,
): Promise<boolean> {
  if (activeState === "activating") return true;
  if (activeState !== "active" || mainStartedMs === null) return false;
  const ageMs = context.clock.now().wallMs - mainStartedMs;
  return ageMs >= 0 && ageMs < HEALTHY_TIMEOUT_MS &&
    !await healthyWithin(0);
}
