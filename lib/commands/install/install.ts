/** `openclaw-guard install`. */

import { UsageError } from "../../base/errors.ts";
import { nearestName } from "../../base/nearest.ts";
import {
  checkProfileName,
  DEFAULT_PROFILE,
  profileOption,
  unitName,
} from "../../base/profile.ts";
import {
  type Choice,
  chooseScheduler,
  type SchedulerFacts,
  schedulerFacts,
} from "../../install/choose_scheduler.ts";
import {
  refuseEmergency,
  refuseInsideGateway,
  refuseUnusableUnit,
} from "../../install/preflight.ts";
import { compiledProgram } from "../../install/program_file.ts";
import { readReceipt } from "../../install/receipt.ts";
import { type Step, stepLine, type Tell } from "../../install/report.ts";
import { type Scheduler, SCHEDULERS } from "../../install/scheduler.ts";
import {
  type InstallWishes,
  machine,
  receiptAndSchedule,
  serviceFile,
  stateFolder,
} from "../../install/steps.ts";
import { readUnit } from "../../probe/unit.ts";
import { profilePaths } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { t } from "../../text/speech.ts";
import { type Command, parseOptions } from "../../cli/options.ts";
import { firstCheckOf } from "./first_check.ts";
import { mayReplaceScript } from "./replace_script.ts";
import { installDescription } from "./description.ts";

/** What `install` takes from the running program. */
export interface InstallParts {
  /** Absolute path of the program that shall be started. */
  program(): string;
  /** Runs `check` once. */
  check(args: readonly string[], context: Context): Promise<number>;
}

/** Makes the command; tests give their own parts. */
export function makeInstallCommand(parts: InstallParts): Command {
  return {
    async run(args, context) {
      const options = parseOptions(installDescription, args);
      const wishes: InstallWishes = {
        profile: checkProfileName(options.value("profile") ?? DEFAULT_PROFILE),
        yes: options.flag("yes"),
        dryRun: options.flag("dry-run"),
        scheduler: wantedScheduler(options.value("scheduler")),
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
    await (await import("../check.ts")).checkCommand.run(args, context),
});

function wantedScheduler(given: string | undefined): Scheduler | "auto" {
  const known: readonly (Scheduler | "auto")[] = ["auto", ...SCHEDULERS];
  const wanted = known.find((name) => name === given);
  if (given === undefined) return "auto";
  if (wanted !== undefined) return wanted;
  const nearest = nearestName(given, known);
  throw new UsageError(
    say`--scheduler ${JSON.stringify(given)} is not one of ${known.join("|") // as the help has it; "none" alone would be translated
    }`,
    nearest === undefined
      ? say`Leave it out to let "install" choose`
      : say`Did you mean ${`--scheduler ${nearest}`}?`,
  );
}

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
  await refuseUnusableUnit(unit, wishes.profile, context);

  const steps: Step[] = [];
  const tell: Tell = (step, outcome, text) => {
    steps.push({ step, outcome, text });
    if (!json) terminal.prose(stepLine({ step, outcome, text }));
  };
  tell("unit", "found", say`the unit ${unit.name}, ${unit.activeState}`);
  if (unit.restart !== "always") {
    tell(
      "restart-policy",
      "warning",
      say`${unit.name} has Restart=${unit.restart}, not always: systemd will not bring a crashed gateway back`,
    );
  }
  const { facts, choice } = await choose(wishes, context);
  tellChoice(choice, tell);
  const command = `${program} install --yes${profileOption(wishes.profile)}`;
  const asked = json ? null : terminal;
  const replaceScript = mayReplaceScript(
    facts?.table ?? "",
    wishes,
    asked,
    command,
    tell,
  );
  stateFolder(wishes, context, tell);
  await serviceFile(unit, wishes, context, tell);
  const { scheduler } = choice;
  const profiles = await receiptAndSchedule(
    program,
    scheduler,
    replaceScript,
    wishes,
    context,
    tell,
  );
  await machine(scheduler, context, tell);
  const firstCheck = wishes.dryRun
    ? null
    : await firstCheckOf(parts.check, wishes.profile, context);

  const changed = steps.some(({ outcome }) => outcome === "done");
  if (json) {
    terminal.out(JSON.stringify({
      schema: 1,
      dryRun: wishes.dryRun,
      changed,
      profile: wishes.profile,
      profiles,
      program,
      scheduler,
      steps,
      firstCheck,
    }));
    return;
  }
  for (const line of firstCheck?.lines ?? []) {
    terminal.prose(t`check    ${line}`);
  }
  const option = profileOption(wishes.profile);
  const { log } = profilePaths(context, wishes.profile);
  terminal.out("");
  terminal.out(
    wishes.dryRun
      ? t`Nothing was changed (--dry-run).`
      : changed
      ? t`Guarding ${unit.name}.`
      : t`Guarding ${unit.name}, as before; nothing was changed.`,
  );
  terminal.out(t`  log      openclaw-guard logs${option}   (${log})`);
  terminal.out(t`  state    openclaw-guard status${option}`);
  terminal.out(t`  undo     openclaw-guard uninstall${option}`);
}

/** With "none" nothing is looked at, so that nothing there can stand in the way. */
async function choose(
  { scheduler }: InstallWishes,
  context: Context,
): Promise<{ facts: SchedulerFacts | null; choice: Choice }> {
  if (scheduler === "none") {
    return { facts: null, choice: { scheduler, why: "" } };
  }
  const facts = await schedulerFacts(context, readReceipt(context));
  return { facts, choice: chooseScheduler(scheduler, facts) };
}

function tellChoice({ scheduler, why }: Choice, tell: Tell): void {
  if (scheduler === "none") return; // said when the schedule's turn comes
  tell(
    "scheduler",
    "found",
    scheduler === "cron"
      ? say`cron starts the guard: ${why}`
      : say`a systemd timer starts the guard: ${why}`,
  );
}
