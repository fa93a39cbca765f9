/** What is wrong with a config the gateway refuses, and what would repair it. */

import { commandFor } from "../base/gateway_unit.ts";
import { configProblems, wasContended } from "../config/problems.ts";
import { profileOption } from "../base/profile.ts";
import { messageOf } from "../base/errors.ts";
import { EXIT_DO_NOT_RESTART } from "../core/judge_stopped.ts";
import type { ConfigFact, ProvenConfig, UnitFacts } from "../core/types.ts";
import { readTrueIndex } from "../config/index.ts";
import { newestFirst } from "../config/prune.ts";
import { interruptedRestore } from "../config/restore_record.ts";
import { readCurrent } from "../config/choices.ts";
import { makeReadable, unlocked, whyLocked } from "../config/locked.ts";
import { openclawCopies } from "../config/openclaw_copies.ts";
import { profilePaths } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { userBusEnvironment } from "../sys/systemctl.ts";
import { say } from "../base/say.ts";
import { placesOf } from "./known_places.ts";
import { startedWith } from "./started_with.ts";
import { readOnlyVariable } from "./gateway_location.ts";
import { knownSecrets } from "./known_secrets.ts";
import { installedVersion } from "../config/openclaw_version.ts";

/** Longest wait for the journal, ms. */
const JOURNAL_TIMEOUT_MS = 2000;
/** A failed start writes ten to forty. */
const JOURNAL_LINES = 80;
const MAX_JOURNAL_BYTES = 128 * 1024;

/**
 * Looks at it; changes nothing, and never throws because of any file.
 *
 * @returns Null when the unit ended with another code than 78 and nothing says
 * that its config is to blame: the file can be read, and it is proven with this
 * OpenClaw, was changed since that start, or is not complained of in the
 * journal of that start.
 */
export async function lookAtConfig(
  context: Context,
  profile: string,
  unit: UnitFacts,
  configPath: string,
): Promise<ConfigFact | null> {
  const refused = unit.execMainStatus === EXIT_DO_NOT_RESTART;
  const { backups } = profilePaths(context, profile);
  const version = installedVersion(unit);
  const started = startedWith(context, profile, unit);
  const variable = readOnlyVariable(started.environment);
  const locked = whyLocked(context, profile, configPath, variable);
  try {
    const { id, invalid, files } = await readCurrent(configPath);
    const changedMs = files === null
      ? null
      : Math.max(...files.stamps.map(({ changedMs }) => changedMs));
    // A gateway may do without a file, so a missing one need not be the cause.
    const broken = invalid !== null && (refused || files !== null);
    const untried = !broken &&
      (refused
        ? changedAfterExit(unit, changedMs)
        : changedAfterStart(unit, changedMs));
    const journal = !broken && !untried ? await journalOf(context, unit) : "";
    const { generations } = await readTrueIndex(backups);
    const proven = newestFirst(generations).filter((known) => known.proven)
      .map(({ id, openclawVersion }) => ({ id, version: openclawVersion }));
    // For a file it cannot even read the gateway gives a misleading reason.
    const problems = broken
      ? [say`${configPath} is ${invalid}`]
      : configProblems(
        journal,
        await knownSecrets(context, {
          profile,
          unit,
          main: null, // it has ended
          configPath,
          stateDir: placesOf(context, profile, started).stateDir,
        }),
        refused,
      );
    const fits = (known: ProvenConfig) =>
      known.version === version || known.version === null || version === null;
    const isProven = proven.some((known) => known.id === id && fits(known));
    if (!refused && (problems.length === 0 || isProven)) return null;
    const others = proven.filter((known) => known.id !== id);
    const interrupted = await interruptedRestore(backups, configPath);
    return {
      path: configPath,
      id,
      changedMs,
      untried,
      contended: wasContended(journal),
      problems,
      version,
      proven: proven.slice(0, 20),
      interrupted: interrupted?.restored ?? null,
      locked,
      repair: untried ? commandFor(unit, "start") : unlocked(
        locked,
        repairCommand(profile, {
          proven: others.length > 0,
          fits: others.some(fits),
          candidate: generations.some((known) =>
            known.valid && known.source !== "replaced" && known.id !== id
          ),
          copy: (await openclawCopies(configPath)).find(({ generation }) =>
            generation.valid && generation.id !== id
          )?.name ?? null,
        }),
      ),
    };
  } catch (error) {
    const { cause } = error as Error;
    const command = makeReadable(cause, configPath, context.uid);
    // What this user cannot read, the gateway could not either.
    if (!refused && command === null) return null;
    return {
      path: configPath,
      id: null,
      contended: false,
      untried: false,
      // Unknown: nothing is rolled back.
      changedMs: context.clock.now().wallMs,
      problems: [
        command === null ? messageOf(error) : (error as Error).message,
      ],
      version,
      proven: [],
      interrupted: null,
      locked,
      repair: command === null
        ? unlocked(
          locked,
          `openclaw${profileOption(profile)} doctor --fix`,
        )
        : `${command} && ${commandFor(unit, "start")}`,
    };
  }
}

/** systemd tells whole seconds: within that second nothing is known. */
function changedAfterExit(
  { activeState, inactiveEnterMs }: UnitFacts,
  changedMs: number | null,
): boolean {
  return activeState === "failed" && inactiveEnterMs !== null &&
    changedMs !== null && changedMs >= inactiveEnterMs + 1000;
}

/**
 * Whether that start read it before it was changed, or was changed for: a
 * running gateway complains of an edit, too. systemd tells whole seconds.
 */
function changedAfterStart(
  { mainStartedMs }: UnitFacts,
  changedMs: number | null,
): boolean {
  return mainStartedMs === null ||
    (changedMs !== null && changedMs >= mainStartedMs);
}

function repairCommand(
  profile: string,
  { proven, fits, candidate, copy }: {
    /** There is another one that is. */
    readonly proven: boolean;
    /** One of them with the version that is installed. */
    readonly fits: boolean;
    readonly candidate: boolean;
    readonly copy: string | null;
  },
): string {
  const option = profileOption(profile);
  const restore = "openclaw-guard restore-config";
  if (proven) {
    return `${restore} --yes${fits ? "" : " --any-version"}${option}`;
  }
  return candidate
    ? `${restore} --yes${option}`
    : copy !== null
    ? `${restore} --to ${copy}${option}`
    : `openclaw${option} doctor --fix`;
}

/** What the last start of the unit wrote; "" when that cannot be had. */
async function journalOf(context: Context, unit: UnitFacts): Promise<string> {
  if (unit.invocationId === "") return "";
  try {
    const { stdout } = await context.run("journalctl", [
      `--${unit.scope}`,
      `--unit=${unit.name}`,
      `_SYSTEMD_INVOCATION_ID=${unit.invocationId}`,
      `--lines=${JOURNAL_LINES}`,
      "--output=cat",
      "--no-pager",
      "--quiet",
    ], {
      timeoutMs: JOURNAL_TIMEOUT_MS,
      maxBytes: MAX_JOURNAL_BYTES,
      env: userBusEnvironment(context),
    });
    return stdout;
  } catch {
    return ""; // no journalctl here: the reason stays unknown
  }
}
