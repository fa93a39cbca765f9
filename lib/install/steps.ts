/** The steps of `install` that change something. */

import { CommandNotFoundError, GuardError } from "../core/errors.ts";
import type { UnitFacts } from "../core/types.ts";
import { ensurePrivateDir } from "../store/atomic.ts";
import { profilePaths } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { spokenLanguage } from "../text/speech.ts";
import { VERSION } from "../version.ts";
import { putBlock, takeScriptLines } from "./crontab.ts";
import { editCrontab, readCrontab } from "./crontab_file.ts";
import { exists } from "./exists.ts";
import { cronRuns, lingers } from "./host.ts";
import {
  readReceipt,
  type Receipt,
  undoReceipt,
  writeReceipt,
} from "./receipt.ts";
import type { Tell } from "./report.ts";
import { backUpServiceFile } from "./service_file.ts";

/** What the person wants. */
export interface InstallWishes {
  readonly profile: string;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly cron: boolean;
  readonly keepScript: boolean;
}

/** The crontab, with a clear line when there is no cron. */
export async function readTable(context: Context): Promise<string> {
  try {
    return await readCrontab(context);
  } catch (error) {
    if (!(error instanceof CommandNotFoundError)) throw error;
    throw new GuardError(
      "cannot install: there is no crontab command, and cron is what starts the guard",
      'Install cron (Debian: "apt install cron"; Fedora, Arch: "cronie"), or use --no-cron',
      { cause: error },
    );
  }
}

/** Keeps a copy of the unit file. */
export async function serviceFile(
  unit: UnitFacts,
  wishes: InstallWishes,
  context: Context,
  tell: Tell,
): Promise<void> {
  if (unit.fragmentPath === "") {
    tell("service-file", "left", `${unit.name} has no unit file to copy`);
    return;
  }
  const copies = await backUpServiceFile(
    context,
    wishes.profile,
    unit.fragmentPath,
    wishes.dryRun,
  );
  for (const { source, path, already } of copies) {
    if (already) {
      tell("service-file", "already", `${source} is saved in ${path}`);
    } else if (wishes.dryRun) {
      tell("service-file", "planned", `save ${source} in ${path}`);
    } else tell("service-file", "done", `saved ${source} in ${path}`);
  }
}

/** Makes the profile's state folder. */
export function stateFolder(
  { profile, dryRun }: InstallWishes,
  context: Context,
  tell: Tell,
): void {
  const { dir } = profilePaths(context, profile);
  const outcome = exists(dir) ? "already" : dryRun ? "planned" : "done";
  if (!dryRun) ensurePrivateDir(dir);
  tell("state-folder", outcome, `state folder ${dir}`);
}

/** Writes install.json and the crontab lines. Returns the profiles. */
export async function receiptAndCron(
  program: string,
  replaceScript: boolean,
  wishes: InstallWishes,
  context: Context,
  tell: Tell,
): Promise<readonly string[]> {
  const { profile, dryRun } = wishes;
  const old = readReceipt(context);
  const receipt = nextReceipt(old, program, profile, context);
  const same = old !== null && old.program === program &&
    old.version === VERSION && old.language === receipt.language &&
    old.profiles.includes(profile);
  tell(
    "receipt",
    same ? "already" : dryRun ? "planned" : "done",
    `watch ${receipt.profiles.join(", ")} with ${program}`,
  );
  const edit = (table: string) =>
    putBlock(
      replaceScript ? takeScriptLines(table).table : table,
      program,
    );
  if (dryRun) {
    const before = wishes.cron ? await readTable(context) : "";
    if (wishes.cron && edit(before) === before) {
      tell("crontab", "already", "two lines, every 30 seconds");
    } else if (wishes.cron) {
      tell("crontab", "planned", `two lines that start ${program}`);
    } else tellNoCron(program, tell);
    return receipt.profiles;
  }
  // First the receipt: the first tick reads there whom to check.
  if (!same) writeReceipt(context, receipt);
  if (!wishes.cron) {
    tellNoCron(program, tell);
    return receipt.profiles;
  }
  try {
    const { changed, backup } = await editCrontab(context, edit);
    if (!changed) tell("crontab", "already", "two lines, every 30 seconds");
    else {
      const what = replaceScript ? " in place of the old ones" : "";
      tell(
        "crontab",
        "done",
        `two lines${what}, every 30 seconds; the old table is saved in ${backup}`,
      );
    }
  } catch (error) {
    if (!same) undoReceipt(context, old);
    throw error;
  }
  return receipt.profiles;
}

function tellNoCron(program: string, tell: Tell): void {
  tell(
    "crontab",
    "left",
    `alone, as --no-cron says: let something run "${program} check" every 30 seconds`,
  );
}

function nextReceipt(
  old: Receipt | null,
  program: string,
  profile: string,
  context: Context,
): Receipt {
  const profiles = old?.profiles ?? [];
  const spoken = spokenLanguage();
  return {
    schema: 1,
    profiles: profiles.includes(profile) ? profiles : [...profiles, profile],
    program,
    version: VERSION,
    installedAt: old?.installedAt ??
      new Date(context.clock.now().wallMs).toISOString(),
    ...spoken === null ? {} : { language: spoken },
  };
}

/** Things that stop the guard from working later, when nobody looks. */
export async function machine(
  wishes: InstallWishes,
  context: Context,
  tell: Tell,
): Promise<void> {
  if (wishes.cron && cronRuns(context) === false) {
    tell(
      "cron-daemon",
      "warning",
      'no cron daemon is running: start it, e.g. "sudo systemctl enable --now cron" (or crond)',
    );
  }
  if (await lingers(context) === false) {
    tell(
      "linger",
      "warning",
      'gateway and guard end when you log out: run "loginctl enable-linger"',
    );
  }
}
