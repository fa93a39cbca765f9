/** What every check may know about the gateway it is about. */

import {
  CommandNotFoundError,
  GuardError,
  messageOf,
} from "../../base/errors.ts";
import type { GatewayUnit } from "../../base/gateway_unit.ts";
import { profileOption } from "../../base/profile.ts";
import { gatewayUnit } from "../../store/gateway_unit.ts";
import {
  asksForInstall,
  judgeInstead,
  judgeRivals,
} from "../../core/instead.ts";
import type { LockedConfig, UnitFacts } from "../../core/types.ts";
import { whyLocked } from "../../config/locked.ts";
import { readCrontab } from "../../install/cron/read.ts";
import { type Receipt, tryReadReceipt } from "../../install/receipt.ts";
import type { Scheduler } from "../../install/scheduler.ts";
import { type Endpoint, resolveEndpoint } from "../../probe/endpoint.ts";
import { readOnlyVariable } from "../../probe/gateway_location.ts";
import { lookInstead } from "../../probe/instead.ts";
import { startedWith } from "../../probe/started_with.ts";
import { readUnit } from "../../probe/unit.ts";
import { peekState, type ReadState } from "../../store/state.ts";
import { profilePaths } from "../../store/paths.ts";
import { tryLoadSettings, type UsableSettings } from "../../settings/load.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { hasEmergencyStop } from "../../store/emergency_stop.ts";
import { type Cron, cronOf } from "./cron_environment.ts";

/** See the file's comment. */
export interface Target {
  readonly profile: string;
  readonly gatewayUnit: GatewayUnit;
  /** null when systemd did not answer. */
  readonly unit: UnitFacts | null;
  readonly unitError: string | null;
  readonly endpoint: Endpoint;
  /**
   * What else may be the gateway, as a sentence; null: nothing. Looked up beside
   * the checks, which have to end in time.
   */
  readonly elsewhere: Promise<string | null>;
  /** Why the gateway's config cannot be replaced; null: it can. */
  readonly locked: LockedConfig | null;
  readonly settings: UsableSettings;
  readonly state: ReadState;
  /** The user's own, one character per byte; null: it cannot be read. */
  readonly crontab: string | null;
  readonly crontabError: string | null;
  readonly cron: Cron;
  /** What "install" wrote down; null: it has not been run, or that cannot be read. */
  readonly receipt: Receipt | null;
  /** Why it cannot be read; null: it can, or there is none. */
  readonly receiptError: string | null;
  /** It may not even be looked at. */
  readonly receiptBarred: boolean;
  /** What "install" has start the guard; null when nothing tells. */
  readonly scheduler: Scheduler | null;
  /** The gateway is stopped on purpose, and only "resume" is to start it. */
  readonly emergencyStop: boolean;
  /** ` --profile NAME` for commands of the guard, "" for the default one. */
  readonly option: string;
  /** `openclaw` with its profile. */
  readonly openclaw: string;
}

/** Asks systemd and cron, and reads the guard's own files. */
export async function findTarget(
  context: Context,
  profile: string,
): Promise<Target> {
  const its = gatewayUnit(context, profile);
  const { receipt, error } = tryReadReceipt(context);
  // Receipts of versions that knew only cron do not say it.
  const scheduler = receipt === null ? null : receipt.scheduler ?? "cron";
  const [{ unit, unitError }, table, settings] = await Promise.all([
    unitOrError(context, its),
    readTable(context),
    tryLoadSettings(context, profile),
  ]);
  const endpoint = resolveEndpoint(
    context,
    profile,
    unit,
    settings.settings.endpoint,
  );
  const elsewhere = unit === null
    ? Promise.resolve(null)
    : findElsewhere(context, profile, unit, endpoint.port);
  elsewhere.catch(() => {}); // told by the checks that need it
  return {
    profile,
    gatewayUnit: its,
    unit,
    unitError,
    endpoint,
    elsewhere,
    locked: whyLocked(
      context,
      profile,
      endpoint.configPath,
      readOnlyVariable(startedWith(context, profile, unit).environment),
    ),
    settings,
    state: peekState(
      profilePaths(context, profile).state,
      context.clock.now(),
    ),
    ...table,
    cron: cronOf(table.crontab ?? "", scheduler, context.home),
    receipt,
    receiptError: error?.message ?? null, // its hint is what the fix does
    receiptBarred: error?.cause instanceof Deno.errors.PermissionDenied,
    scheduler,
    emergencyStop: hasEmergencyStop(context, profile),
    option: profileOption(profile),
    openclaw: `openclaw${profileOption(profile)}`,
  };
}

async function findElsewhere(
  context: Context,
  profile: string,
  unit: UnitFacts,
  port: number,
): Promise<string | null> {
  if (unit.loadState === "masked") return null;
  const instead = await lookInstead(context, profile, unit, port);
  return asksForInstall(unit)
    ? judgeInstead(instead, "")?.what ?? null
    : judgeRivals(instead, unit.name);
}

async function readTable(
  context: Context,
): Promise<Pick<Target, "crontab" | "crontabError">> {
  try {
    return { crontab: await readCrontab(context), crontabError: null };
  } catch (error) {
    return {
      crontab: null,
      crontabError: error instanceof CommandNotFoundError
        ? say`there is no crontab command`
        : messageOf(error),
    };
  }
}

async function unitOrError(
  context: Context,
  its: GatewayUnit,
): Promise<Pick<Target, "unit" | "unitError">> {
  try {
    return { unit: await readUnit(context, its), unitError: null };
  } catch (error) {
    // Its hint is "doctor", where we are.
    return {
      unit: null,
      unitError: error instanceof GuardError ? error.message : messageOf(error),
    };
  }
}
