/** `openclaw-guard uninstall`. */

import {
  CommandNotFoundError,
  GuardError,
  messageOf,
  UsageError,
} from "../core/errors.ts";
import { checkProfileName } from "../core/profile.ts";
import { hasBlock } from "../install/crontab.ts";
import { readCrontab } from "../install/crontab_file.ts";
import { removeGuardLines } from "../install/guard_block.ts";
import { exists } from "../install/exists.ts";
import { waitForTicks } from "../install/pending_ticks.ts";
import { readReceipt, type Receipt, writeReceipt } from "../install/receipt.ts";
import {
  everything,
  profileFiles,
  profilesOnDisk,
  removeAll,
  stateFiles,
} from "../install/removal.ts";
import { type Step, stepLine, type Tell } from "../install/report.ts";
import { tellTimerRemoval } from "../install/schedule.ts";
import {
  removeServiceCopies,
  writtenServiceCopies,
} from "../install/service_file.ts";
import { timerThere } from "../install/timer.ts";
import { findTimerFiles } from "../install/timer_files.ts";
import { profilePaths } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../text/say.ts";
import { t } from "../text/speech.ts";
import { type Command, parseOptions } from "./command.ts";

/** What the person wants. */
interface Wishes {
  /** null: the guard as a whole. */
  readonly profile: string | null;
  readonly purge: boolean;
  readonly dryRun: boolean;
}

/** Takes the guard away; the gateway and the unit are not touched. */
export const uninstallCommand: Command = {
  help:
    say`openclaw-guard uninstall: remove the guard's cron lines or timer, and its files

Usage: openclaw-guard uninstall [options]

Takes the guard's two lines out of your crontab, or its systemd timer away, and
removes its state. The log, the history and the config backups stay, unless
--purge is given. The gateway, its unit and every other crontab line are not
touched.

  --profile NAME   only stop guarding this profile; the others stay guarded
  --purge          also remove log, history, evidence, config backups, settings
                   and the copies of the unit file
  --yes            do not ask
  --dry-run        say what would be done, and do nothing
  --json           one JSON object: schema, dryRun, profile, purge, steps

Examples:
  openclaw-guard uninstall --dry-run
      what would be removed
  openclaw-guard uninstall
      the cron lines or the timer and the state are gone; log and copies stay
  openclaw-guard uninstall --profile work
      only this gateway is no longer watched
  openclaw-guard uninstall --purge --yes
      everything of the guard but the program, without a question`,

  async run(args, context) {
    const options = parseOptions("uninstall", args, {
      boolean: ["yes", "dry-run", "purge", "json"],
      string: ["profile"],
    });
    const profile = options.value("profile");
    const wishes: Wishes = {
      profile: profile === undefined ? null : checkProfileName(profile),
      purge: options.flag("purge"),
      dryRun: options.flag("dry-run"),
    };
    const json = options.flag("json");
    const { receipt, problem } = receiptOrProblem(context);
    const rest = remaining(receipt, wishes.profile);
    if (!wishes.dryRun && !options.flag("yes")) {
      if (!confirmed(wishes, json, context)) return 1;
    }
    const steps: Step[] = [];
    const tell: Tell = (step, outcome, text) => {
      steps.push({ step, outcome, text });
      if (!json) context.terminal.out(stepLine({ step, outcome, text }));
    };
    if (problem !== null) tell("receipt", "warning", problem);
    if (receipt !== null && wishes.profile !== null && rest.length > 0) {
      await removeProfile(receipt, rest, wishes, wishes.profile, context, tell);
    } else await removeGuard(receipt, wishes, context, tell);
    if (json) {
      context.terminal.out(JSON.stringify({
        schema: 1,
        dryRun: wishes.dryRun,
        profile: wishes.profile,
        purge: wishes.purge,
        steps,
      }));
    }
    return 0;
  },
};

/** A broken receipt must not keep anyone from uninstalling. */
function receiptOrProblem(
  context: Context,
): { receipt: Receipt | null; problem: string | null } {
  try {
    return { receipt: readReceipt(context), problem: null };
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return { receipt: null, problem: messageOf(error) };
  }
}

/** The profiles that stay guarded. */
function remaining(receipt: Receipt | null, profile: string | null): string[] {
  if (profile === null) return [];
  const installed = receipt?.profiles ?? [];
  if (!installed.includes(profile)) {
    throw new GuardError(
      installed.length === 0
        ? say`cannot uninstall profile "${profile}": nothing is installed`
        : say`cannot uninstall profile "${profile}": it is not installed (installed: ${
          installed.join(", ")
        })`,
      say`Leave --profile out to remove the guard as a whole`,
    );
  }
  return installed.filter((name) => name !== profile);
}

function confirmed(wishes: Wishes, json: boolean, context: Context): boolean {
  const { terminal } = context;
  if (!terminal.interactive || json) {
    throw new UsageError(
      say`cannot uninstall: nobody can be asked without a terminal`,
      say`Add --yes`,
    );
  }
  const { profile, purge } = wishes;
  const answer = terminal.ask(
    profile === null
      ? purge
        ? t`Remove the guard with its log and all config backups? [y/N]`
        : t`Remove the guard? [y/N]`
      : purge
      ? t`Remove the guard of profile "${profile}" with its log and all config backups? [y/N]`
      : t`Remove the guard of profile "${profile}"? [y/N]`,
  );
  if (/^\s*(y|yes|是|好)\s*$/i.test(answer ?? "")) return true;
  terminal.out(t`Nothing was changed.`);
  return false;
}

async function removeProfile(
  receipt: Receipt,
  rest: readonly string[],
  wishes: Wishes,
  profile: string,
  context: Context,
  tell: Tell,
): Promise<void> {
  const done = wishes.dryRun ? "planned" : "done";
  if (!wishes.dryRun) writeReceipt(context, { ...receipt, profiles: rest });
  tell("receipt", done, say`stop guarding ${profile}`);
  tell("crontab", "left", say`still guarded: ${rest.join(", ")}`);
  // The lock ends with the tick that holds it, so the files of this profile
  // are ours once no tick that has read the old receipt is left.
  if (!wishes.dryRun) {
    await settle(receipt.program, "running", context, tell);
  }
  const files = profileFiles(context, profile, wishes.purge);
  if (!wishes.dryRun) removeAll(files);
  for (const path of files) tell("files", done, say`remove ${path}`);
  tellKept([profile], wishes, context, tell);
}

async function removeGuard(
  receipt: Receipt | null,
  wishes: Wishes,
  context: Context,
  tell: Tell,
): Promise<void> {
  const done = wishes.dryRun ? "planned" : "done";
  const program = receipt?.program ?? Deno.execPath();
  const stopped = profilesOnDisk(context).filter((profile) =>
    exists(profilePaths(context, profile).emergency)
  );
  await unschedule(wishes, context, tell);
  if (!wishes.dryRun) await settle(program, "all", context, tell);
  const copies = await writtenServiceCopies(context);
  if (wishes.purge) {
    if (!wishes.dryRun) await removeServiceCopies(context);
    for (const path of copies) tell("service-file", done, say`remove ${path}`);
  } else {
    for (const path of copies) {
      tell("service-file", "left", say`${path}, a copy of the unit file`);
    }
  }
  const files = wishes.purge ? everything(context) : stateFiles(context);
  if (!wishes.dryRun) removeAll(files);
  for (const path of files) tell("files", done, say`remove ${path}`);
  if (files.length === 0) tell("files", "already", say`no files to remove`);
  tellKept(profilesOnDisk(context), wishes, context, tell);
  for (const profile of stopped) {
    tell(
      "emergency-stop",
      "left",
      say`the gateway of profile ${profile} stays stopped; start it with "systemctl --user start"`,
    );
  }
  tell("program", "left", say`${program}: remove it with "rm '${program}'"`);
}

/** Takes away whatever starts the guard: cron's lines, the timer, or both. */
async function unschedule(
  wishes: Wishes,
  context: Context,
  tell: Tell,
): Promise<void> {
  const timer = await timerThere(context);
  // Before anything goes: a damaged block in the crontab refuses it all.
  await removeLines(wishes, timer, context, tell);
  if (timer) await tellTimerRemoval(wishes.dryRun, context, tell);
  for (const path of findTimerFiles(context).foreign) {
    tell(
      "timer",
      "left",
      say`${path}, which was not written by the guard: please look at it yourself`,
    );
  }
}

async function removeLines(
  wishes: Wishes,
  timer: boolean,
  context: Context,
  tell: Tell,
): Promise<void> {
  let table: string;
  try {
    table = await readCrontab(context);
  } catch (error) {
    if (error instanceof CommandNotFoundError) {
      tell("crontab", "already", say`no crontab command, so no lines`);
    } else if (error instanceof GuardError && timer) {
      // The timer was chosen because of that, most likely.
      tell("crontab", "warning", messageOf(error));
    } else throw error;
    return;
  }
  if (wishes.dryRun) {
    if (hasBlock(table)) {
      tell("crontab", "planned", say`remove the guard's lines`);
    } else tell("crontab", "already", say`no lines of the guard`);
    return;
  }
  const { changed, backup } = await removeGuardLines(context);
  if (!changed) tell("crontab", "already", say`no lines of the guard`);
  else if (wishes.purge) {
    tell("crontab", "done", say`removed the guard's lines`);
  } else {
    tell(
      "crontab",
      "done",
      say`removed the guard's lines; the old table is saved in ${backup ?? ""}`,
    );
  }
}

/** Lets ticks end that would write the files we are about to remove. */
async function settle(
  program: string,
  which: "all" | "running",
  context: Context,
  tell: Tell,
): Promise<void> {
  const wait = () =>
    tell(
      "ticks",
      "found",
      say`a check is under way; waiting for it to end, up to 30 seconds or so`,
    );
  if (await waitForTicks(context, program, which, wait)) return;
  tell("ticks", "warning", say`a check is still under way; it may write again`);
}

function tellKept(
  profiles: readonly string[],
  wishes: Wishes,
  context: Context,
  tell: Tell,
): void {
  if (wishes.purge) return;
  const dirs = profiles.map((name) => profilePaths(context, name).dir);
  for (const dir of dirs.filter(exists)) {
    tell("records", "left", say`log, history and config backups in ${dir}`);
  }
}
