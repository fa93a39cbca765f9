/** `openclaw-guard install`. */

import { CommandNotFoundError, GuardError, messageOf } from "../core/errors.ts";
import {
  checkProfileName,
  DEFAULT_PROFILE,
  unitName,
} from "../core/profile.ts";
import type { UnitFacts } from "../core/types.ts";
import { putBlock, takeScriptLines } from "../install/crontab.ts";
import { editCrontab, readCrontab } from "../install/crontab_file.ts";
import { exists } from "../install/exists.ts";
import { cronRuns, lingers } from "../install/host.ts";
import {
  profileOption,
  refuseEmergency,
  refuseInsideGateway,
  refuseUnusableUnit,
} from "../install/preflight.ts";
import { compiledProgram } from "../install/program.ts";
import {
  readReceipt,
  type Receipt,
  undoReceipt,
  writeReceipt,
} from "../install/receipt.ts";
import { type Step, stepLine } from "../install/report.ts";
import { backUpServiceFile } from "../install/service_file.ts";
import { readUnit } from "../probe/unit.ts";
import { ensurePrivateDir } from "../store/atomic.ts";
import { profilePaths } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { VERSION } from "../version.ts";
import { type Command, parseOptions } from "./command.ts";

/** What `install` takes from the running program. */
export interface InstallParts {
  /** Absolute path of the program cron shall start. */
  program(): string;
  /** Runs `check` once. */
  check(args: readonly string[], context: Context): Promise<number>;
}

/** What the person wants. */
interface Wishes {
  readonly profile: string;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly cron: boolean;
  readonly keepScript: boolean;
}

/** How the first check went. */
interface FirstCheck {
  /** null when it could not be run. */
  readonly exitCode: number | null;
  readonly lines: readonly string[];
}

const HELP = `openclaw-guard install: let cron start the guard every 30 seconds

Usage: openclaw-guard install [options]

Adds two marked lines to your crontab, keeps a copy of the unit file, makes the
state folder, and checks once. Every other line of the crontab stays as it is,
but for those that run the article's openclaw-health-check.sh: it offers to
replace these. Running it again changes nothing.

  --profile NAME   guard this OpenClaw profile too (default: "default")
  --yes            replace the lines of openclaw-health-check.sh without asking
  --keep-script    leave the lines of openclaw-health-check.sh alone
  --no-cron        leave the crontab alone; something else starts "check"
  --dry-run        say what would be done, and do nothing
  --json           one JSON object: schema, dryRun, changed, profile, profiles,
                   program, steps, firstCheck

Undo: openclaw-guard uninstall`;

/** Makes the command; tests give their own parts. */
export function makeInstallCommand(parts: InstallParts): Command {
  return {
    help: HELP,
    async run(args, context) {
      const options = parseOptions("install", args, {
        boolean: ["yes", "dry-run", "no-cron", "keep-script", "json"],
        string: ["profile"],
      });
      const wishes: Wishes = {
        profile: checkProfileName(options.value("profile") ?? DEFAULT_PROFILE),
        yes: options.flag("yes"),
        dryRun: options.flag("dry-run"),
        cron: !options.flag("no-cron"),
        keepScript: options.flag("keep-script"),
      };
      await install(parts, wishes, options.flag("json"), context);
      return 0;
    },
  };
}

/** `install` of the compiled program. */
export const installCommand: Command = makeInstallCommand({
  program: compiledProgram,
  check: async (args, context) =>
    await (await import("./check.ts")).checkCommand.run(args, context),
});

async function install(
  parts: InstallParts,
  wishes: Wishes,
  json: boolean,
  context: Context,
): Promise<void> {
  const { terminal } = context;
  const program = parts.program();
  refuseInsideGateway(context);
  refuseEmergency(context, wishes.profile);
  const unit = await readUnit(context, unitName(wishes.profile));
  refuseUnusableUnit(unit, wishes.profile);

  const steps: Step[] = [];
  const tell = (step: string, outcome: Step["outcome"], text: string) => {
    steps.push({ step, outcome, text });
    if (!json) terminal.out(stepLine({ step, outcome, text }));
  };
  tell("unit", "found", `${unit.name}, ${unit.activeState}`);
  if (unit.restart !== "always") {
    tell(
      "restart-policy",
      "warning",
      `${unit.name} has Restart=${unit.restart}, not always: systemd will not bring a crashed gateway back`,
    );
  }
  const table = wishes.cron ? await readTable(context) : "";
  const replaceScript = scriptLines(table, wishes, context, json, tell);
  await serviceFile(unit, wishes, context, tell);
  const profiles = await stateAndCron(
    program,
    replaceScript,
    wishes,
    context,
    tell,
  );
  await machine(wishes, context, tell);
  const firstCheck = wishes.dryRun ? null : await check(parts, wishes, context);

  const changed = steps.some(({ outcome }) => outcome === "done");
  if (json) {
    terminal.out(JSON.stringify({
      schema: 1,
      dryRun: wishes.dryRun,
      changed,
      profile: wishes.profile,
      profiles,
      program,
      steps,
      firstCheck,
    }));
    return;
  }
  for (const line of firstCheck?.lines ?? []) {
    terminal.out(`check    ${line}`);
  }
  const option = profileOption(wishes.profile);
  const { log } = profilePaths(context, wishes.profile);
  terminal.out("");
  terminal.out(
    wishes.dryRun
      ? "Nothing was changed (--dry-run)."
      : changed
      ? `Guarding ${unit.name}.`
      : `Guarding ${unit.name}, as before; nothing was changed.`,
  );
  terminal.out(`  log      openclaw-guard logs${option}   (${log})`);
  terminal.out(`  state    openclaw-guard status${option}`);
  terminal.out(`  undo     openclaw-guard uninstall${option}`);
}

type Tell = (step: string, outcome: Step["outcome"], text: string) => void;

async function readTable(context: Context): Promise<string> {
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

/** Decides about the article's lines: true when they are to be replaced. */
function scriptLines(
  table: string,
  wishes: Wishes,
  { terminal }: Context,
  json: boolean,
  tell: Tell,
): boolean {
  const { taken, kept } = takeScriptLines(table);
  for (const line of kept) {
    tell(
      "script",
      "left",
      `this crontab line runs more than openclaw-health-check.sh, please look at it yourself: ${line}`,
    );
  }
  if (taken.length === 0) return false;
  for (const line of taken) tell("script", "found", `old line: ${line}`);
  if (wishes.keepScript) {
    tell("script", "left", "the old lines, as --keep-script says");
    return false;
  }
  if (wishes.yes) return true;
  if (terminal.interactive && !json && !wishes.dryRun) {
    const answer = terminal.ask(
      "Replace these lines? Two guards would restart the gateway twice. [y/N]",
    );
    if (/^\s*y(es)?\s*$/i.test(answer ?? "")) return true;
  }
  tell(
    "script",
    "warning",
    'the old lines stay, and two guards get in each other\'s way: replace them with "openclaw-guard install --yes"',
  );
  return false;
}

async function serviceFile(
  unit: UnitFacts,
  wishes: Wishes,
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

/** The state folder, install.json and the crontab. Returns the profiles. */
async function stateAndCron(
  program: string,
  replaceScript: boolean,
  wishes: Wishes,
  context: Context,
  tell: Tell,
): Promise<readonly string[]> {
  const { profile, dryRun } = wishes;
  const { dir } = profilePaths(context, profile);
  const folderThere = exists(dir);
  tell(
    "state-folder",
    folderThere ? "already" : dryRun ? "planned" : "done",
    `state folder ${dir}`,
  );
  const old = readReceipt(context);
  const receipt = nextReceipt(old, program, profile, context);
  const same = old !== null && old.program === program &&
    old.version === VERSION && old.profiles.includes(profile);
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
  ensurePrivateDir(dir);
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
  return {
    schema: 1,
    profiles: profiles.includes(profile) ? profiles : [...profiles, profile],
    program,
    version: VERSION,
    installedAt: old?.installedAt ??
      new Date(context.clock.now().wallMs).toISOString(),
  };
}

/** Things that stop the guard from working later, when nobody looks. */
async function machine(
  wishes: Wishes,
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

/** Runs the first check; what it prints becomes part of the report. */
async function check(
  parts: InstallParts,
  wishes: Wishes,
  context: Context,
): Promise<FirstCheck> {
  const lines: string[] = [];
  const take = (line: string) => void lines.push(line);
  const quiet: Context = {
    ...context,
    terminal: {
      out: take,
      err: take,
      interactive: false,
      colour: false,
      ask: () => null,
    },
  };
  try {
    const args = ["--profile", wishes.profile];
    return { exitCode: await parts.check(args, quiet), lines };
  } catch (error) {
    // Everything is in place; cron tries again in 30 seconds.
    return { exitCode: null, lines: [...lines, messageOf(error)] };
  }
}
