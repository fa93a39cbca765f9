/** `openclaw-guard install`. */

import { messageOf } from "../core/errors.ts";
import {
  checkProfileName,
  DEFAULT_PROFILE,
  unitName,
} from "../core/profile.ts";
import { takeScriptLines } from "../install/crontab.ts";
import {
  profileOption,
  refuseEmergency,
  refuseInsideGateway,
  refuseUnusableUnit,
} from "../install/preflight.ts";
import { compiledProgram } from "../install/program.ts";
import { type Step, stepLine, type Tell } from "../install/report.ts";
import {
  type InstallWishes,
  machine,
  readTable,
  receiptAndCron,
  serviceFile,
  stateFolder,
} from "../install/steps.ts";
import { readUnit } from "../probe/unit.ts";
import { profilePaths } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import type { Terminal } from "../sys/terminal.ts";
import { type Command, parseOptions } from "./command.ts";

/** What `install` takes from the running program. */
export interface InstallParts {
  /** Absolute path of the program cron shall start. */
  program(): string;
  /** Runs `check` once. */
  check(args: readonly string[], context: Context): Promise<number>;
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
      const wishes: InstallWishes = {
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
  wishes: InstallWishes,
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
  const tell: Tell = (step, outcome, text) => {
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
  const command = `${program} install --yes${profileOption(wishes.profile)}`;
  const asked = json ? null : terminal;
  const replaceScript = scriptLines(table, wishes, asked, command, tell);
  stateFolder(wishes, context, tell);
  await serviceFile(unit, wishes, context, tell);
  const profiles = await receiptAndCron(
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

/**
 * Decides about the article's lines: true when they are to be replaced.
 *
 * @param terminal Where to ask; null: nobody can be asked.
 * @param command What replaces them later.
 */
function scriptLines(
  table: string,
  wishes: InstallWishes,
  terminal: Terminal | null,
  command: string,
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
  if (terminal?.interactive && !wishes.dryRun) {
    const answer = terminal.ask(
      "Replace these lines? Two guards would restart the gateway twice. [y/N]",
    );
    if (/^\s*y(es)?\s*$/i.test(answer ?? "")) return true;
  }
  tell(
    "script",
    "warning",
    `the old lines stay, and two guards get in each other's way: replace them with "${command}"`,
  );
  return false;
}

/** Runs the first check; what it prints becomes part of the report. */
async function check(
  parts: InstallParts,
  wishes: InstallWishes,
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
