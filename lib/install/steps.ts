/** The steps of `install` that change something. */

import { type GatewayUnit, isOpenClawsOwn } from "../base/gateway_unit.ts";
import { shellWord } from "../base/shell_word.ts";
import { permissionFor } from "../probe/permission.ts";
import { grantCommandLine } from "./grant/command_line.ts";
import type { UnitFacts } from "../core/types.ts";
import { ensurePrivateDir } from "../store/atomic.ts";
import { profilePaths } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import { VERSION } from "../base/version.ts";
import { exists } from "../sys/files.ts";
import type { GatewayWish } from "./choose_gateway.ts";
import { cronRuns, lingerCommand, lingers, needsLinger } from "./host.ts";
import {
  readReceipt,
  type Receipt,
  undoReceipt,
  writeReceipt,
} from "./receipt.ts";
import type { Job } from "./report.ts";
import { schedule } from "./schedule.ts";
import type { Scheduler } from "./scheduler.ts";
import { backUpServiceFile } from "./service_file.ts";
import { TIMER } from "./timer/units.ts";

/** What the person wants. */
export interface InstallWishes {
  readonly profile: string;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly scheduler: Scheduler | "auto";
  readonly keepScript: boolean;
  /** `--unit`, `--scope`. */
  readonly gateway: GatewayWish;
}

/** What the steps work with. */
export type InstallJob = InstallWishes & Job;

/** Keeps a copy of the unit file. */
export async function serviceFile(
  unit: UnitFacts,
  { context, dryRun, tell }: InstallJob,
): Promise<void> {
  if (unit.fragmentPath === "") {
    tell.left("service-file", say`${unit.name} has no unit file to copy`);
    return;
  }
  const copies = await backUpServiceFile(context, unit, dryRun);
  for (const { source, path, already } of copies) {
    if (already) {
      tell.already("service-file", say`${source} is saved in ${path}`);
    } else tell.done("service-file", say`save ${source} in ${path}`);
  }
}

/** Makes the profile's state folder. */
export function stateFolder(
  { profile, context, dryRun, tell }: InstallJob,
): void {
  const { dir } = profilePaths(context, profile);
  const outcome = exists(dir) ? "already" : "done";
  if (!dryRun) ensurePrivateDir(dir);
  tell[outcome]("state-folder", say`state folder ${dir}`);
}

/**
 * Writes install.json and lets cron or systemd start the guard. Returns the
 * profiles.
 */
export async function receiptAndSchedule(
  program: string,
  unit: UnitFacts,
  scheduler: Scheduler,
  replaceScript: boolean,
  job: InstallJob,
): Promise<readonly string[]> {
  const { profile, context, dryRun, tell } = job;
  const old = readReceipt(context);
  const receipt = nextReceipt(old, program, unit, scheduler, context);
  const gatewayIn = ({ gateways }: Receipt) =>
    JSON.stringify(gateways?.[profile]);
  const same = old !== null && old.program === program &&
    old.version === VERSION && old.language === receipt.language &&
    old.scheduler === receipt.scheduler && old.profiles.includes(profile) &&
    gatewayIn(old) === gatewayIn(receipt);
  tell[same ? "already" : "done"](
    "receipt",
    say`watch ${receipt.profiles.join(", ")} with ${program}`,
  );
  // First the receipt: the first tick reads there whom to check.
  if (!same && !dryRun) writeReceipt(context, receipt);
  if (scheduler === "none") {
    tellNone(program, receipt.scheduler ?? "cron", job);
    return receipt.profiles;
  }
  try {
    await schedule(scheduler, { program, replaceScript }, job);
  } catch (error) {
    if (!same && !dryRun) undoReceipt(context, old);
    throw error;
  }
  return receipt.profiles;
}

function tellNone(
  program: string,
  stays: Scheduler,
  { scheduler, tell }: InstallJob,
): void {
  const word = shellWord(program);
  tell.left(
    "crontab",
    scheduler === "auto"
      ? say`alone, as before: let something run "${word} check" every 30 seconds, or use --scheduler cron or --scheduler systemd`
      : stays === "none"
      ? say`alone, as --scheduler none says: let something run "${word} check" every 30 seconds`
      : stays === "cron"
      ? say`alone, as --scheduler none says: the crontab lines there may be stay; "openclaw-guard uninstall" removes them`
      : say`alone, as --scheduler none says: ${TIMER} stays; "openclaw-guard uninstall" removes it`,
  );
}

function nextReceipt(
  old: Receipt | null,
  program: string,
  unit: UnitFacts,
  scheduler: Scheduler,
  context: Context,
): Receipt {
  const { profile, scope, name, user } = unit;
  const { [profile]: _before, ...others } = old?.gateways ?? {};
  const gateways = isOpenClawsOwn(unit)
    ? others
    : { ...others, [profile]: { scope, unit: name, user } };
  const profiles = old?.profiles ?? [];
  const { language } = context;
  // "none" leaves alone what there is, so that stays true.
  const kept = old === null ? "none" : old.scheduler;
  const starts = scheduler === "none" ? kept : scheduler;
  return {
    schema: 1,
    profiles: profiles.includes(profile) ? profiles : [...profiles, profile],
    program,
    version: VERSION,
    installedAt: old?.installedAt ??
      new Date(context.clock.now().wallMs).toISOString(),
    ...language === null ? {} : { language },
    ...starts === undefined ? {} : { scheduler: starts },
    ...Object.keys(gateways).length === 0 ? {} : { gateways },
  };
}

/** Things that stop the guard from working later, when nobody looks. */
export async function machine(
  unit: GatewayUnit,
  scheduler: Scheduler,
  { context, tell }: Job,
): Promise<void> {
  if (scheduler === "cron" && await cronRuns(context) === false) {
    tell.warning(
      "cron-daemon",
      say`no cron daemon is running: start it, e.g. "sudo systemctl enable --now cron" (or crond)`,
    );
  }
  if (await permissionFor(context, unit) === null) {
    tell.warning(
      "permission",
      say`the guard can only watch: only root may restart the system's unit ${unit.name}; "${grantCommandLine()}" allows it to the guard`,
    );
  }
  if (
    needsLinger(context, unit, scheduler) && await lingers(context) === false
  ) {
    tell.warning(
      "linger",
      say`gateway and guard end when you log out: run "${await lingerCommand(
        context,
      )}"`,
    );
  }
}
