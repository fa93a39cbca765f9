/** What must be true before anything is installed; one clear line each. */

import { asLabel } from "../base/safe_line.ts";
import { GuardError } from "../base/errors.ts";
import { commandFor, isOpenClawsOwn } from "../base/gateway_unit.ts";
import { nearestName } from "../base/nearest.ts";
import { profileOption } from "../base/profile.ts";
import { type InsteadAdvice, judgeInstead } from "../core/instead.ts";
import type { UnitFacts } from "../core/types.ts";
import { unmaskCommand } from "../core/unmask.ts";
import { resolveEndpoint } from "../probe/endpoint.ts";
import { lookAtInstead } from "../probe/observe.ts";
import { tryLoadSettings } from "../settings/load.ts";
import { profilePaths } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import { exists } from "../sys/files.ts";
import { gatewayProfiles } from "./profiles.ts";

/** Names that gateways go by, and no "openclaw-guard.service". */
const GATEWAY_UNIT = /^(?:openclaw|clawdbot|moltbot)(?:-gateway.*)?\.service$/;

/**
 * The gateway's unit this process runs in, e.g. as an agent's tool; or null.
 *
 * @param known The unit of this user's gateway, whatever its name.
 */
export function gatewayUnitAround(
  context: Context,
  known: string,
): string | null {
  let text: string;
  try {
    text = Deno.readTextFileSync(`${context.roots.proc}/self/cgroup`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
  // Lines like "0::/user.slice/…/app.slice/openclaw-gateway.service".
  const services = [...text.matchAll(/\/([^/\n]+\.service)/g)]
    .map(([, name = ""]) => name);
  return services.find((name) => name === known || GATEWAY_UNIT.test(name)) ??
    null;
}

/**
 * Refuses to work as a child of the gateway: an agent's process ends with the
 * gateway that a first check may restart, halfway through the installation.
 */
export function refuseInsideGateway(context: Context, known: string): void {
  const unit = gatewayUnitAround(context, known);
  if (unit === null) return;
  throw new GuardError(
    say`cannot install from inside ${unit}: this process would die with the gateway it restarts`,
    say`Run it in a terminal or over SSH, not through an OpenClaw agent`,
  );
}

/** Refuses while the profile is stopped on purpose. */
export function refuseEmergency(context: Context, profile: string): void {
  const { emergency } = profilePaths(context, profile);
  if (!exists(emergency)) return;
  throw new GuardError(
    say`cannot install profile "${
      asLabel(profile)
    }": an emergency stop is in force (${emergency})`,
    say`Run "openclaw-guard resume${profileOption(profile)}"`,
  );
}

/** Refuses a unit that systemd could not start anyway. */
export async function refuseUnusableUnit(
  unit: UnitFacts,
  context: Context,
): Promise<void> {
  const { profile } = unit;
  if (unit.loadState === "loaded") return;
  if (unit.loadState === "masked") {
    throw new GuardError(
      say`cannot guard ${unit.name}: it is masked`,
      say`Run "${unmaskCommand(unit)}"`,
    );
  }
  const openclaw = `openclaw${profileOption(profile)}`;
  const advice = await adviceInstead(unit, openclaw, context);
  const refusal = advice === null ? null : new GuardError(
    say`cannot guard ${unit.name}: it is ${unit.loadState}; ${advice.what}`,
    advice.choice,
  );
  if (unit.loadState !== "not-found") {
    throw refusal ?? new GuardError(
      say`cannot guard ${unit.name}: systemd could not load it (LoadState=${unit.loadState})`,
      isOpenClawsOwn(unit)
        ? say`Run "${openclaw} gateway install --force"`
        : say`Run "${commandFor(unit, "edit --full")}"`,
    );
  }
  if (!isOpenClawsOwn(unit)) {
    throw new GuardError(
      unit.scope === "system"
        ? say`cannot guard ${unit.name}: the system has no such unit`
        : say`cannot guard ${unit.name}: there is no such user unit`,
      say`Leave out --unit and --scope to have the gateway looked for`,
    );
  }
  const others = await gatewayProfiles(context) ?? [];
  const nearest = nearestName(profile, others);
  if (refusal !== null && nearest === undefined) throw refusal;
  throw new GuardError(
    others.length === 0
      ? say`cannot guard ${unit.name}: there is no such user unit`
      : say`cannot guard ${unit.name}: there is no such user unit (profiles that have one: ${
        others.join(", ")
      })`,
    nearest === undefined
      ? say`Run "${openclaw} gateway install"`
      : say`Did you mean ${`--profile ${nearest}`}?`,
  );
}

async function adviceInstead(
  unit: UnitFacts,
  openclaw: string,
  context: Context,
): Promise<InsteadAdvice | null> {
  const { profile } = unit;
  const { settings } = await tryLoadSettings(context, profile);
  const { port } = resolveEndpoint(context, profile, unit, settings.endpoint);
  const instead = await lookAtInstead(context, profile, unit, port);
  return instead === null
    ? null
    : judgeInstead(instead, `${openclaw} gateway install`);
}
