/** `upgrade` to a release, and `upgrade --check`. */

import { GuardError } from "../../base/errors.ts";
import {
  interruptExitCode,
  type InterruptSignal,
  onInterrupt,
} from "../../sys/interrupt.ts";
import { say } from "../../base/say.ts";
import { t } from "../../text/speech.ts";
import { fetchProgram } from "./fetch_program.ts";
import { lockUpgrades, whileIdle } from "./idle.ts";
import {
  placeOf,
  type ProgramPlace,
  refuseForeign,
} from "../../install/program_file.ts";
import {
  BASE_URL_VARIABLE,
  changesAddress,
  findRelease,
  type Release,
  releaseBase,
  wantedVersion,
} from "./release.ts";
import { makeWorkFolder, putInPlace } from "./work_folder.ts";
import type { Transfer } from "./transfer.ts";
import {
  refuseUnusableSettings,
  tryProgram,
} from "../../install/try_program.ts";
import { compareVersions } from "../../base/version_order.ts";
import { showProgress } from "../../cli/progress.ts";
import { carryOut, tell, tellJson, type UpgradeRun } from "./report.ts";

/** `upgrade --check`: 1 when there is a newer one. */
export async function checkRelease(run: UpgradeRun): Promise<number> {
  const { version: current } = run.parts;
  const { version, shown } = await find(run);
  const newer = compareVersions(version, current) > 0;
  tellJson(run, {
    ...{ action: "check", target: version, newer, changed: false },
    ...{ place: null, source: shown },
  });
  tell(
    run,
    newer
      ? t`openclaw-guard ${version} is there, this is ${current}: ${
        changesAddress(version)
      }`
      : t`openclaw-guard ${current} is the newest`,
  );
  return newer ? 1 : 0;
}

/** `upgrade`, also to an older version when that is named. */
export async function upgradeTo(run: UpgradeRun): Promise<number> {
  const { context, parts } = run;
  const place = placeOf(parts.program());
  refuseForeign(context, place);
  const release = await find(run);
  const order = compareVersions(release.version, parts.version);
  const result = {
    ...{ action: "upgrade" as const, target: release.version },
    ...{ newer: order > 0, place, source: release.shown },
  };
  if (order === 0 || (order < 0 && run.wanted === undefined)) {
    tell(
      run,
      order === 0
        ? t`${place.program} is openclaw-guard ${parts.version} already`
        : t`openclaw-guard ${parts.version} is newer than the newest release, ${release.version}`,
    );
    tellJson(run, { ...result, changed: false });
    return 0;
  }
  return await carryOut(
    run,
    result,
    order > 0
      ? say`Replace openclaw-guard ${parts.version} by ${release.version}?`
      : say`Replace openclaw-guard ${parts.version} by the older ${release.version}?`,
    () => unlessInterrupted((signal) => replace(run, release, place, signal)),
    [
      t`  what is new   ${changesAddress(release.version)}`,
      t`  go back       openclaw-guard upgrade --rollback`,
    ],
  );
}

async function replace(
  run: UpgradeRun,
  release: Release,
  place: ProgramPlace,
  signal: AbortSignal,
): Promise<void> {
  const { context, json } = run;
  const lock = await lockUpgrades(context);
  using _locked = lock;
  // Told now rather than after a long download; what counts is the end.
  await whileIdle(context, () => {});
  const work = makeWorkFolder(place.folder);
  using _made = work;
  const progress = showProgress(
    context,
    json,
    say`downloading openclaw-guard ${release.version}`,
  );
  using _shown = progress; // a name of its own: see build/bundle.ts
  const fresh = await fetchProgram(
    run,
    release,
    work.path,
    (Deno.statSync(place.program).mode ?? 0o755) & 0o777,
    transferOf(run, signal),
    progress,
  );
  signal.throwIfAborted();
  const version = await tryProgram(context, fresh);
  if (version !== release.version) {
    throw new GuardError(
      say`cannot upgrade: the program of ${release.version} says it is ${version}`,
      say`The program in use stays; report it`,
    );
  }
  await refuseUnusableSettings(context, fresh, version, place.program);
  signal.throwIfAborted();
  await whileIdle(context, () => putInPlace(place, fresh, work.path));
}

function find(run: UpgradeRun): Promise<Release> {
  const { wanted, baseUrl, context } = run;
  return findRelease(
    releaseBase(baseUrl ?? context.env(BASE_URL_VARIABLE)),
    wanted === undefined ? null : wantedVersion(wanted),
    transferOf(run, new AbortController().signal),
  );
}

function transferOf(
  { parts: { limits }, context: { env } }: UpgradeRun,
  signal: AbortSignal,
): Transfer {
  return { limits, signal, env };
}

/** A person changed their mind. */
class InterruptedError extends GuardError {
  override readonly exitCode: number;
  constructor(signal: InterruptSignal) {
    super(say`interrupted: nothing was changed`);
    this.exitCode = interruptExitCode(signal);
  }
}

/** Ctrl-C ends the work between two steps, and what it has made goes. */
async function unlessInterrupted(
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const ending = new AbortController();
  let received: InterruptSignal | null = null;
  using _listening = onInterrupt((signal) => {
    received ??= signal;
    ending.abort();
  });
  try {
    await work(ending.signal);
  } catch (error) {
    if (received !== null) throw new InterruptedError(received);
    throw error;
  }
}
