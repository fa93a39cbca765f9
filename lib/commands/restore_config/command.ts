/** `restore-config`: put a saved openclaw.json back (S13). */

import { waitForHealthy } from "../../act/wait_healthy.ts";
import {
  EXIT_NOT_CONFIRMED,
  EXIT_USAGE,
  UsageError,
} from "../../base/errors.ts";
import { locateConfig } from "../../probe/endpoint.ts";
import { restoreChoices } from "../../config/choices.ts";
import { whyLocked } from "../../config/locked.ts";
import { planRestore } from "../../config/restore.ts";
import { profilePaths } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { t, translate } from "../../text/speech.ts";
import {
  type Command,
  type ParsedOptions,
  parseOptions,
} from "../../cli/options.ts";
import {
  askWhich,
  chooseForYes,
  chooseNamed,
  expectSome,
  isCurrent,
  numbered,
  refuseOtherVersion,
  undoOf,
} from "./choose.ts";
import { agreed, compareAll, showDiff } from "./diff.ts";
import { copyText, listJson, listLines } from "./list.ts";
import { restoreAndReport } from "./restore.ts";
import type { Restoring } from "./restoring.ts";
import { restoreConfigDescription } from "./description.ts";

/** What tests replace. */
interface RestoreEdges {
  locateConfig(
    context: Context,
    profile: string,
  ): Promise<{
    readonly configPath: string;
    /** OpenClaw's version as it is installed. */
    readonly version?: string | null;
    /** The variable by which its config is declared read-only. */
    readonly readOnly?: string | null;
  }>;
  readonly waitForHealthy: typeof waitForHealthy;
}

export const restoreConfigCommand: Command = restoreConfigWith({
  locateConfig,
  waitForHealthy,
});

/** {@linkcode restoreConfigCommand} with other edges. */
export function restoreConfigWith(edges: RestoreEdges): Command {
  return { run: (args, context) => run(args, context, edges) };
}

async function run(
  args: readonly string[],
  context: Context,
  edges: RestoreEdges,
): Promise<number> {
  const options = parseOptions(restoreConfigDescription, args);
  const wanted = wantedId(options);
  const profile = options.profile();
  const json = options.flag("json");
  const { terminal } = context;
  const { configPath, version = null, readOnly = null } = await edges
    .locateConfig(context, profile);
  const dir = profilePaths(context, profile).backups;
  const choices = await restoreChoices(context, profile, configPath);
  const restoring: Restoring = {
    context,
    profile,
    configPath,
    dir,
    choices,
    version,
    readOnly,
    anyVersion: options.flag("any-version"),
    json,
    yes: options.flag("yes"),
    restart: options.flag("restart"),
    waitForHealthy: edges.waitForHealthy,
    print: (facts) =>
      terminal.out(
        JSON.stringify({ schema: 1, profile, configPath, ...facts }),
      ),
  };
  const showList = async () => {
    const compared = await compareAll(restoring);
    if (json) return restoring.print(listJson(choices, compared));
    terminal.out(t`Copies of ${configPath}:`);
    listLines(choices, compared, context.clock.now().wallMs)
      .forEach((line) => terminal.out(line));
    const locked = whyLocked(context, profile, configPath, readOnly);
    if (locked === null) return;
    terminal.prose(translate(say`${locked.why}. ${locked.next}`));
  };
  if (options.flag("list")) {
    await showList();
    return 0;
  }
  const named = wanted !== undefined
    ? chooseNamed(restoring, wanted)
    : options.flag("undo")
    ? undoOf(restoring)
    : null;
  if (options.flag("diff")) {
    await showDiff(restoring, named ?? chooseForYes(restoring));
    return 0;
  }
  const decided = named ??
    (options.flag("yes") ? chooseForYes(restoring) : null);
  if (decided === null) {
    if (!json) expectSome(restoring);
    await showList();
    if (json || !terminal.interactive) {
      terminal.err(
        t`Nothing was changed: choose one with "--to ID", or add --yes`,
      );
      return EXIT_USAGE;
    }
    if (numbered(choices).length === 0) {
      terminal.out(
        t`No copy differs from the file that is there. Nothing was changed.`,
      );
      return 0;
    }
  }
  const chosen = decided ?? askWhich(restoring);
  if (chosen === null) {
    terminal.out(t`Nothing was changed.`);
    return EXIT_NOT_CONFIRMED;
  }
  const what = copyText(chosen, context.clock.now().wallMs);
  if (isCurrent(choices, chosen)) {
    const line = t`${configPath} already is ${what}. Nothing was changed.`;
    if (json) restoring.print({ restored: null, current: chosen.id });
    else terminal.out(line);
    return 0;
  }
  refuseOtherVersion(chosen, restoring);
  const { notes } = await planRestore(context, profile, {
    configPath,
    id: chosen.id,
    readOnly,
  });
  if (options.flag("dry-run")) {
    if (json) restoring.print({ dryRun: true, wouldRestore: chosen.id });
    else {
      notes.forEach((note) => terminal.prose(translate(note)));
      terminal.out(
        t`Would replace ${configPath} by ${what}. Nothing was changed.`,
      );
    }
    return 0;
  }
  if (!await agreed(restoring, chosen, what, notes)) {
    terminal.out(t`Nothing was changed.`);
    return EXIT_NOT_CONFIRMED;
  }
  return await restoreAndReport(restoring, chosen, what);
}

/** `--to ID` or `--diff ID`. */
function wantedId(options: ParsedOptions): string | undefined {
  const word = options.words[0];
  const to = options.value("to");
  const fail = (problem: string): never => {
    throw new UsageError(
      say`cannot run "${restoreConfigDescription.name}": ${problem}`,
      say`See "openclaw-guard help ${restoreConfigDescription.name}"`,
    );
  };
  if (word !== undefined && !options.flag("diff")) {
    fail(say`unexpected argument ${JSON.stringify(word)}`);
  }
  if (options.flag("undo") && to !== undefined) {
    fail(say`--undo and --to exclude each other`);
  }
  return word ?? to;
}
