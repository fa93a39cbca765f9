/** Finds the unit that runs a profile's gateway: looked for, not assumed. */

import {
  gatewayUnitOf,
  isServiceName,
  type Scope,
} from "../base/gateway_unit.ts";
import { GuardError } from "../base/errors.ts";
import { say } from "../base/say.ts";
import { judgeRivals, type OtherUnit } from "../core/instead.ts";
import type { UnitFacts } from "../core/types.ts";
import { resolveEndpoint } from "../probe/endpoint.ts";
import { lookInstead } from "../probe/instead.ts";
import { readUnit, UserBusError } from "../probe/unit.ts";
import { tryLoadSettings } from "../settings/load.ts";
import {
  type Choose,
  chooseAmong,
  type GatewayWish,
} from "./choose_gateway.ts";
import { passwd } from "./other_gateways.ts";
import { receiptOrNull } from "./receipt.ts";
import { gatewayUnit } from "../store/gateway_unit.ts";
import { unitName } from "../base/profile.ts";
import type { Context } from "../sys/context.ts";
import { systemctl } from "../sys/systemctl.ts";

/** See {@linkcode findGateway}. */
export interface FoundGateway {
  readonly unit: UnitFacts;
  /** Other units that want the same port, a sentence; null: none. */
  readonly rivals: string | null;
}

/**
 * The gateway that is to be guarded: the one that is named, the one that was
 * found before, the one that OpenClaw installs, or the only other one.
 *
 * @throws {GuardError} when it is not this user's, or one of several.
 */
export async function findGateway(
  context: Context,
  profile: string,
  wish: GatewayWish,
  choose: Choose,
): Promise<FoundGateway> {
  const named = wish.unit === undefined
    ? null
    : await readNamed(context, profile, wish.unit, wish.scope);
  const usual = named ?? await readUsual(context, profile, wish.scope);
  const { settings } = await tryLoadSettings(context, profile);
  const look = (unit: UnitFacts) => {
    const { port } = resolveEndpoint(
      context,
      profile,
      unit,
      settings.endpoint,
    );
    return lookInstead(context, profile, unit, port, true);
  };
  let unit = usual;
  let around = await look(usual);
  // What it watches already, it goes on to watch.
  const kept = wish.scope === undefined && usual.loadState === "loaded" &&
    receiptOrNull(context)?.profiles.includes(profile);
  if (named === null && !kept) {
    const others = around.units.filter(({ mine, scope }) =>
      mine && (wish.scope ?? scope) === scope
    );
    const fits = usual.loadState === "loaded" && await isTheirs(context, usual)
      ? await otherOf(context, usual, around.port)
      : null;
    const chosen = chooseAmong(fits, others, profile, choose);
    if (chosen !== null) {
      const { scope, name } = chosen;
      unit = await readUnit(
        context,
        gatewayUnitOf(context.uid, scope, name, profile),
      );
      around = await look(unit);
    }
  }
  if (unit.loadState === "loaded") await refuseOfOthers(context, unit);
  return { unit, rivals: judgeRivals(around, unit.name) };
}

async function otherOf(
  context: Context,
  unit: UnitFacts,
  port: number,
): Promise<OtherUnit> {
  const { scope, name, activeState, user, profile } = unit;
  return {
    ...{ scope, name, activeState, user, profile, port },
    fileState: await propertyOf(context, scope, name, "UnitFileState"),
    mine: true,
    isPortGuessed: false,
  };
}

/** Where systemd's user manager does not answer, there may be one of the system's. */
async function readUsual(
  context: Context,
  profile: string,
  scope: Scope | undefined,
): Promise<UnitFacts> {
  const { uid } = context;
  const known = gatewayUnit(context, profile);
  const its = (scope ?? known.scope) === known.scope
    ? known
    : gatewayUnitOf(uid, scope ?? "user", unitName(profile), profile);
  try {
    return await readUnit(context, its);
  } catch (error) {
    const isFinal = its.scope === "system" || scope === "user";
    if (!(error instanceof UserBusError) || isFinal) throw error;
    const system = gatewayUnitOf(uid, "system", its.name, profile);
    const unit = await readUnit(context, system).catch(() => null);
    if (unit?.loadState !== "loaded") throw error;
    return unit;
  }
}

async function readNamed(
  context: Context,
  profile: string,
  name: string,
  scope: Scope | undefined,
): Promise<UnitFacts> {
  const read = async (its: Scope) => {
    // An alias is what no control group, no journal and no rule of root's says.
    const id = await propertyOf(context, its, name, "Id");
    const known = isServiceName(id) ? id : name;
    return await readUnit(
      context,
      gatewayUnitOf(context.uid, its, known, profile),
    );
  };
  if (scope !== undefined) return await read(scope);
  const [user, system] = await Promise.all([
    read("user").catch((error) => {
      if (error instanceof UserBusError) return null;
      throw error;
    }),
    read("system"),
  ]);
  if (user === null || user.loadState === "not-found") return system;
  if (system.loadState === "not-found") return user;
  throw new GuardError(
    say`cannot tell which ${name} is meant: your own service manager has one, and the system has one`,
    say`Add --scope user or --scope system`,
  );
}

async function propertyOf(
  context: Context,
  scope: Scope,
  name: string,
  property: "Id" | "UnitFileState",
): Promise<string> {
  const args = ["show", name, `--property=${property}`];
  const { stdout } = await systemctl(context, scope, args);
  return new RegExp(`^${property}=(.+)$`, "m").exec(stdout)?.[1] ?? "";
}

/**
 * The guard signals only processes of its own user, and reads only this user's
 * files: it is of no use to a gateway of somebody else.
 */
async function refuseOfOthers(
  context: Context,
  unit: UnitFacts,
): Promise<void> {
  if (await isTheirs(context, unit)) return;
  const { name, user } = unit;
  throw new GuardError(
    say`cannot guard ${name}: it runs as ${
      user || "root"
    }, and this is uid ${context.uid}`,
    say`Install the guard as ${user || "root"}, whom it runs as`,
  );
}

/** Whether a unit runs as this user. */
async function isTheirs(
  context: Context,
  { scope, user: name }: UnitFacts,
): Promise<boolean> {
  if (scope === "user") return true;
  const user = name || "0";
  if (/^\d+$/.test(user)) return Number(user) === context.uid;
  const line = await passwd(context, [user]);
  return line.split(":")[2] === String(context.uid);
}
