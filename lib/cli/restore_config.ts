/** `restore-config`: put a saved openclaw.json back (S13). */

import { waitForHealthy } from "../act/wait_healthy.ts";
import { EXIT_USAGE } from "../core/errors.ts";
import { checkProfileName, DEFAULT_PROFILE } from "../core/profile.ts";
import { locateConfig } from "../probe/endpoint.ts";
import type { Generation } from "../store/backup_index.ts";
import type { BackupLimits } from "../store/backup_prune.ts";
import {
  type RestoreChoices,
  restoreChoices,
  restoreConfig,
  type RestoreResult,
} from "../store/backup_restore.ts";
import { appendHistory } from "../store/history.ts";
import { personName } from "../store/person.ts";
import { loadSettings, SettingsError } from "../store/settings.ts";
import type { Context } from "../sys/context.ts";
import { type Command, type ParsedOptions, parseOptions } from "./command.ts";
import { formatAge } from "./format.ts";
import {
  chooseForYes,
  chooseNamed,
  chooseNumbered,
  isCurrent,
  listJson,
  listLines,
} from "./restore_choice.ts";
import {
  bringUp,
  type GatewayOutcome,
  type WaitForHealthy,
} from "./restore_gateway.ts";

const HELP =
  `openclaw-guard restore-config [--yes | --to ID] [--restart] [--profile NAME]

Puts one of the copies of openclaw.json back that the guard keeps while the
gateway is healthy. "proven" copies are those a gateway has started from. The
file that is replaced is kept as a copy too, so this can be undone.

  --list           show the copies, change nothing
  --to ID          take this one ("latest" and "latest-proven" also work)
  --yes            take the newest proven copy that differs from the file, else
                   the newest one; start the gateway if it has failed
  --restart        restart the gateway afterwards in any case
  --dry-run        say what would be done, change nothing
  --json           for scripts
  --profile NAME   the gateway of this OpenClaw profile

A running gateway is not restarted without --restart: OpenClaw reads the
changed file itself. One that a person has stopped stays stopped.

Examples:
  openclaw-guard restore-config
  openclaw-guard restore-config --yes
  openclaw-guard restore-config --to 3f9a01c2 --restart`;

/** What tests replace. */
export interface RestoreEdges {
  locateConfig(
    context: Context,
    profile: string,
  ): Promise<{ readonly configPath: string }>;
  readonly waitForHealthy: WaitForHealthy;
}

/** See the help. */
export const restoreConfigCommand: Command = restoreConfigWith({
  locateConfig,
  waitForHealthy,
});

/** {@linkcode restoreConfigCommand} with other edges. */
export function restoreConfigWith(edges: RestoreEdges): Command {
  return { help: HELP, run: (args, context) => run(args, context, edges) };
}

async function run(
  args: readonly string[],
  context: Context,
  edges: RestoreEdges,
): Promise<number> {
  const options = parseOptions("restore-config", args, {
    boolean: ["yes", "list", "dry-run", "restart", "json"],
    string: ["to", "profile"],
  });
  const profile = checkProfileName(options.value("profile") ?? DEFAULT_PROFILE);
  const json = options.flag("json");
  const { out } = context.terminal;
  const { configPath } = await edges.locateConfig(context, profile);
  const choices = await restoreChoices(context, profile, configPath);
  const print = (facts: Record<string, unknown>) =>
    out(JSON.stringify({ schema: 1, profile, configPath, ...facts }));
  const showList = () => {
    if (json) return print(listJson(choices));
    out(`Copies of ${configPath}:`);
    listLines(choices, context.clock.now().wallMs).forEach((line) => out(line));
  };
  if (options.flag("list")) {
    showList();
    return 0;
  }
  const decided = options.flag("yes") || options.value("to") !== undefined;
  if (!decided && (json || !context.terminal.interactive)) {
    showList();
    context.terminal.err(
      'Nothing was changed: choose one with "--to ID", or add --yes',
    );
    return EXIT_USAGE;
  }
  if (!decided) showList();
  const chosen = choose(options, choices, context);
  if (chosen === null) {
    out("Nothing was changed.");
    return 0;
  }
  const what = describe(chosen, context.clock.now().wallMs);
  if (isCurrent(choices, chosen)) {
    if (json) print({ restored: null, current: chosen.id });
    else out(`${configPath} already is ${what}. Nothing was changed.`);
    return 0;
  }
  if (options.flag("dry-run")) {
    if (json) print({ dryRun: true, wouldRestore: chosen.id });
    else out(`Would replace ${configPath} by ${what}. Nothing was changed.`);
    return 0;
  }
  if (!agreed(options, context, `Replace ${configPath} by ${what}?`)) {
    out("Nothing was changed.");
    return 0;
  }
  const limits = await backupLimits(context, profile);
  const result = await restoreConfig(
    context,
    profile,
    { configPath, id: chosen.id },
    context.clock.now(),
    limits,
  );
  remember(context, profile, result);
  if (!json) tell(context, result, what);
  const gateway = await bringUp(context, profile, {
    restart: options.flag("restart"),
    start: () =>
      options.flag("yes") ||
      (context.terminal.interactive &&
        isYes(context.terminal.ask("The gateway has failed. Start it? [y/N]"))),
    progress: (line) => json ? undefined : out(line),
  }, edges.waitForHealthy);
  if (json) {
    const { action, healthy } = gateway;
    print({
      restored: chosen.id,
      proven: chosen.proven,
      replaced: result.replacedId,
      gateway: { action, healthy },
    });
  } else gateway.lines.forEach((line) => out(line));
  return exitCode(gateway);
}

/** A mistake in the guard's settings must not stand in the way of a rescue. */
async function backupLimits(
  context: Context,
  profile: string,
): Promise<BackupLimits> {
  try {
    return (await loadSettings(context, profile)).policy;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return { backupGenerations: Infinity, backupDaily: Infinity };
  }
}

/** 2 when the gateway was started for this and is not healthy. */
function exitCode({ action, healthy }: GatewayOutcome): number {
  return action !== "none" && healthy === false ? 2 : 0;
}

function choose(
  options: ParsedOptions,
  choices: RestoreChoices,
  context: Context,
): Generation | null {
  const named = options.value("to");
  if (named !== undefined) return chooseNamed(choices, named);
  if (options.flag("yes")) return chooseForYes(choices);
  if (choices.generations.length === 0) return null;
  const answer = context.terminal.ask(
    `Which one (1 to ${choices.generations.length}, Enter for none)?`,
  );
  return chooseNumbered(choices, answer ?? "");
}

/** `--to` without a terminal says clearly enough what is wanted. */
function agreed(
  options: ParsedOptions,
  context: Context,
  question: string,
): boolean {
  if (options.flag("yes") || options.flag("json")) return true;
  if (!context.terminal.interactive) return true;
  return isYes(context.terminal.ask(`${question} [y/N]`));
}

function isYes(answer: string | null): boolean {
  return /^(y|yes|是|好)$/i.test((answer ?? "").trim());
}

function describe(generation: Generation, nowMs: number): string {
  const kind = generation.proven
    ? "proven"
    : generation.valid
    ? "not proven"
    : "broken";
  const version = generation.openclawVersion === null
    ? ""
    : `, OpenClaw ${generation.openclawVersion}`;
  const age = formatAge(generation.lastSeenMs, nowMs);
  return `copy ${generation.id} (${kind}, last seen ${age}${version})`;
}

function tell(context: Context, result: RestoreResult, what: string): void {
  const { out } = context.terminal;
  out(`Replaced ${result.path} by ${what}.`);
  if (result.replacedId !== null) {
    out(
      `The replaced file was kept; undo with "openclaw-guard restore-config --to ${result.replacedId}".`,
    );
  }
}

function remember(
  context: Context,
  profile: string,
  { restored, replacedId, path }: RestoreResult,
): void {
  appendHistory(context, profile, {
    event: "config-restored",
    sentence: `${
      personName(context)
    } replaced ${path} by config ${restored.id}`,
    facts: {
      restored: restored.id,
      replaced: replacedId,
      proven: restored.proven,
    },
  });
}
