/** `openclaw-guard install`. */

import { GuardError, messageOf } from "../../base/errors.ts";
import { profileOption } from "../../base/profile.ts";
import { shellWord } from "../../base/shell_word.ts";
import type { OtherUnit } from "../../core/instead.ts";
import { gatewayWish, numbered } from "../../install/choose_gateway.ts";
import { findGateway } from "../../install/find_gateway.ts";
import {
  refuseEmergency,
  refuseInsideGateway,
  refuseUnusableUnit,
} from "../../install/preflight.ts";
import { compiledProgram } from "../../install/program_file.ts";
import { startJob } from "../../install/report.ts";
import {
  type InstallWishes,
  machine,
  receiptAndSchedule,
  serviceFile,
  stateFolder,
} from "../../install/steps.ts";
import { loadSideSettings } from "../../settings/load_side.ts";
import { profilePaths } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { hasSystemGateway } from "../../store/gateway_unit.ts";
import { say } from "../../base/say.ts";
import { t, translate } from "../../text/speech.ts";
import { isYes } from "../../cli/confirm.ts";
import { type Command, parseOptions } from "../../cli/options.ts";
import {
  choose,
  mayReplaceScript,
  tellChoice,
  wantedScheduler,
} from "./schedule.ts";
import { installDescription } from "./description.ts";

/** What `install` takes from the running program. */
interface InstallParts {
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
        profile: options.profile(),
        yes: options.flag("yes"),
        dryRun: options.flag("dry-run"),
        scheduler: wantedScheduler(options.value("scheduler")),
        keepScript: options.flag("keep-script"),
        gateway: gatewayWish(options.value("unit"), options.value("scope")),
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

async function install(
  parts: InstallParts,
  wishes: InstallWishes,
  json: boolean,
  given: Context,
): Promise<void> {
  const { terminal } = given;
  const program = parts.program();
  refuseEmergency(given, wishes.profile);
  const { unit, rivals } = await findGateway(
    given,
    wishes.profile,
    wishes.gateway,
    (units) => json || wishes.yes ? null : askWhich(units, terminal),
  );
  // One schedule is for the gateways of all profiles.
  const systemGateway = unit.scope === "system" ||
    hasSystemGateway(given, wishes.profile);
  const context = { ...given, systemGateway };
  refuseInsideGateway(context, unit.name);
  await refuseUnusableUnit(unit, context);

  const { steps, job } = startJob(context, wishes, json);
  const { tell } = job;
  tell.found(
    "unit",
    unit.scope === "system"
      ? say`the system's unit ${unit.name}, ${unit.activeState}`
      : say`the unit ${unit.name}, ${unit.activeState}`,
  );
  if (rivals !== null) tell.warning("unit", rivals);
  if (unit.restart !== "always") {
    tell.warning(
      "restart-policy",
      unit.restart === "on-failure"
        ? say`${unit.name} has Restart=on-failure, not always: a gateway that ends with 0 or by SIGTERM is not brought back, neither by systemd nor by the guard`
        : say`${unit.name} has Restart=${unit.restart}, not always: systemd will not bring a crashed gateway back`,
    );
  }
  const { facts, choice } = await choose(job);
  tellChoice(choice, job);
  const command = `${shellWord(program)} install --yes${
    profileOption(wishes.profile)
  }`;
  const replaceScript = mayReplaceScript(
    facts?.table ?? "",
    json ? null : terminal,
    command,
    job,
  );
  stateFolder(job);
  await serviceFile(unit, job);
  const { scheduler } = choice;
  const profiles = await receiptAndSchedule(
    program,
    unit,
    scheduler,
    replaceScript,
    job,
  );
  await machine(unit, scheduler, job);
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
  if (changed && !wishes.yes && !wishes.dryRun) await offerToTell(context);
}

/** Asks once whether somebody is to be told; whatever goes wrong, the guard is installed. */
async function offerToTell(context: Context): Promise<void> {
  const { terminal } = context;
  if (!terminal.interactive || await isSomebodyTold(context)) return;
  terminal.out("");
  const answer = terminal.ask(
    t`Shall the guard tell you when the gateway is in trouble (Telegram, Feishu, mail …)? [y/N]`,
  );
  if (!isYes(answer)) {
    terminal.out(t`"openclaw-guard notify add" sets that up at any time.`);
    return;
  }
  try {
    const { add } = await import("../notify/add.ts");
    const wishes = { name: undefined, type: undefined, dryRun: false };
    await add(context, { ...wishes, test: true });
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    terminal.err(`openclaw-guard: ${translate(error.describe())}`);
    terminal.out(t`"openclaw-guard notify add" tries it again.`);
  }
}

async function isSomebodyTold(context: Context): Promise<boolean> {
  const { notify } = await loadSideSettings(context);
  return notify.channels.length > 0;
}

/** One of several gateways, by its number; null when nobody answers so. */
function askWhich(
  units: readonly OtherUnit[],
  terminal: Context["terminal"],
): OtherUnit | null {
  if (!terminal.interactive) return null;
  terminal.out(t`There are several gateways:`);
  for (const line of numbered(units)) terminal.out(`  ${line}`);
  const answer = terminal.ask(t`Which one is to be guarded? [number]`);
  return units[Number(answer?.trim() || Number.NaN) - 1] ?? null;
}

/** How the first check went. */
interface FirstCheck {
  /** null when it could not be run. */
  readonly exitCode: number | null;
  readonly lines: readonly string[];
}

/** Runs the first check; what it prints becomes part of the report. */
async function firstCheckOf(
  check: InstallParts["check"],
  profile: string,
  context: Context,
): Promise<FirstCheck> {
  const lines: string[] = [];
  const take = (line: string) => void lines.push(line);
  const quiet: Context = {
    ...context,
    terminal: {
      out: take,
      prose: take,
      err: take,
      interactive: false,
      colour: false,
      ask: () => null,
      askHidden: () => null,
      input: () => "",
    },
  };
  try {
    const args = ["--profile", profile];
    return { exitCode: await check(args, quiet), lines };
  } catch (error) {
    // Everything is in place; the next one comes in 30 seconds.
    return { exitCode: null, lines: [...lines, messageOf(error)] };
  }
}
