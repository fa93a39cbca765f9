/** What `uninstall` takes away, in this order. */

import { commandFor, type GatewayUnit } from "../base/gateway_unit.ts";
import { shellWord } from "../base/shell_word.ts";
import { permissionFor } from "../probe/permission.ts";
import { mayBeGranted } from "./grant/files.ts";
import { grantPath } from "./grant/texts.ts";
import { profilePaths, settingsPath } from "../store/paths.ts";
import { say } from "../base/say.ts";
import { exists, removeFile } from "../sys/files.ts";
import { ownPrograms, removePrograms, tellPrograms } from "./own_programs.ts";
import {
  type PendingCheck,
  WAIT_LIMIT_MS,
  waitForChecks,
} from "./pending_checks.ts";
import { type Receipt, writeReceipt } from "./receipt.ts";
import {
  everything,
  profileFiles,
  profilesOnDisk,
  stateFiles,
} from "./removal.ts";
import type { Job } from "./report.ts";
import { removeServiceCopies, writtenServiceCopies } from "./service_file.ts";
import { unschedule } from "./schedule.ts";
import { gatewayUnit } from "../store/gateway_unit.ts";

/** What the person wants. */
export interface UninstallWishes {
  /** null: the guard as a whole. */
  readonly profile: string | null;
  /** Nothing of it is kept. */
  readonly purge: boolean;
  readonly dryRun: boolean;
  /** The program itself, too. */
  readonly program: boolean;
}

/** What the steps work with. */
type UninstallJob = UninstallWishes & Job;

/** Takes away what there is for one profile; the others stay guarded. */
export async function removeProfile(
  receipt: Receipt,
  rest: readonly string[],
  profile: string,
  job: UninstallJob,
): Promise<void> {
  const { context, dryRun, purge, tell } = job;
  const { [profile]: _its, ...gateways } = receipt.gateways ?? {};
  if (!dryRun) {
    writeReceipt(context, { ...receipt, profiles: rest, gateways });
  }
  tell.done("receipt", say`stop guarding ${profile}`);
  tell.left("crontab", say`still guarded: ${rest.join(", ")}`);
  // The lock ends with the check that holds it, so the files of this profile
  // are ours once no check that has read the old receipt is left.
  if (!dryRun) await settle([receipt.program], "running", job);
  removeFiles(profileFiles(context, profile, purge), job);
  tellKept([profile], job);
  if (job.program) {
    tell.left("program", say`${receipt.program}, which guards the others`);
  }
}

/**
 * Takes the guard away; the gateway and the unit are not touched. It may end
 * anywhere, at the latest while it waits, and be run again: so the running
 * program goes last of all, and other programs before install.json, which
 * names them.
 *
 * @param running The compiled program that runs; null when it runs from source.
 * @returns Whether everything that was to go has gone.
 */
export async function removeGuard(
  receipt: Receipt | null,
  running: string | null,
  job: UninstallJob,
): Promise<boolean> {
  const { context, dryRun, purge, tell } = job;
  const installed = receipt?.program ?? null;
  // The files that tell it will be gone.
  const gateways = profilesOnDisk(context).map((profile) => ({
    profile,
    unit: gatewayUnit(context, profile),
    isStopped: exists(profilePaths(context, profile).emergency),
  }));
  const programs = await ownPrograms(context, running, installed);
  const leaving = job.program
    ? programs.filter(({ problem }) => problem === null).map(({ path }) => path)
    : [];
  const runsOn = running !== null && leaving.includes(running);
  await unschedule(purge, job);
  if (!dryRun) {
    const names = [running, installed].filter((path) => path !== null);
    await settle([...new Set(names)], "all", job);
  }
  let complete = runsOn || removePrograms(leaving, job);
  await removeServiceFiles(job);
  const files = purge ? everything(context) : stateFiles(context);
  removeFiles(files, job);
  if (files.length === 0) tell.already("files", say`no files to remove`);
  tellKept(profilesOnDisk(context), job);
  for (const { profile, unit, isStopped } of gateways) {
    if (!isStopped) continue;
    tell.left(
      "emergency-stop",
      say`the gateway of profile ${profile} stays stopped; start it with "${
        commandFor(unit, "start")
      }"`,
    );
  }
  for (const { unit } of gateways) await tellGrant(unit, job);
  if (runsOn) complete = removePrograms(leaving, job);
  tellPrograms(programs, job.program, job);
  return complete;
}

/** Whole folders, too; a link is removed, never followed. */
function removeFiles(paths: readonly string[], { dryRun, tell }: Job): void {
  for (const path of paths) {
    if (!dryRun) removeFile(path, true);
    tell.done("files", say`remove ${path}`);
  }
}

/** What root has allowed is root's to take back. */
async function tellGrant(
  unit: GatewayUnit,
  { context, tell }: Job,
): Promise<void> {
  const permission = await permissionFor(context, unit);
  if (permission === null || permission === "own") return;
  const { stdout } = await context.run("id", ["-un"], { timeoutMs: 5000 });
  const grant = { user: stdout.trim(), unit: unit.name };
  const path = grantPath(context, permission, grant);
  // Else it is no grant of the guard's that allows it.
  if (!await mayBeGranted(context, permission, path)) return;
  tell.left(
    "permission",
    say`root has allowed this user to restart ${unit.name}; "${`sudo rm ${
      shellWord(path)
    }`}" takes that back`,
  );
}

async function removeServiceFiles(
  { context, dryRun, purge, tell }: UninstallJob,
): Promise<void> {
  const copies = await writtenServiceCopies(context);
  if (purge && !dryRun) await removeServiceCopies(context);
  for (const path of copies) {
    if (!purge) {
      tell.left("service-file", say`${path}, a copy of the unit file`);
    } else tell.done("service-file", say`remove ${path}`);
  }
}

/** Lets checks end that would write the files we are about to remove. */
async function settle(
  programs: readonly string[],
  which: "all" | "running",
  { context, tell }: Job,
): Promise<void> {
  const limit = WAIT_LIMIT_MS / 1000;
  const wait = (check: PendingCheck) =>
    tell.found(
      "ticks",
      check === "sleeping"
        ? say`cron is in its line with "sleep 30" and would check once more: waiting for that to end, usually less than 30 s, at most ${limit} s`
        : say`a check is under way: waiting for it to end, at most ${limit} s`,
    );
  if (await waitForChecks(context, programs, which, wait)) return;
  tell.warning("ticks", say`a check is still under way; it may write again`);
}

function tellKept(
  profiles: readonly string[],
  { context, purge, tell }: UninstallJob,
): void {
  if (purge) return;
  const dirs = profiles.map((name) => profilePaths(context, name).dir);
  for (const dir of dirs.filter(exists)) {
    tell.left(
      "records",
      say`log, history, evidence and config backups in ${dir}`,
    );
  }
  const settings = settingsPath(context);
  if (exists(settings)) {
    tell.left("settings", say`the settings in ${settings}`);
  }
}
