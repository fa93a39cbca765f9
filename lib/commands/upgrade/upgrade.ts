/** `upgrade` to a release, and `upgrade --check`. */

import { GuardError } from "../../base/errors.ts";
import type { Context } from "../../sys/context.ts";
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
import { confirmed } from "../../cli/confirm.ts";
import { formatBytes } from "../../cli/format.ts";
import { showProgress } from "../../cli/progress.ts";
import {
  noteChange,
  tellJson,
  type UpgradeParts,
  type UpgradeWishes,
} from "./report.ts";

/** `upgrade --check`: 1 when there is a newer one. */
export async function checkRelease(
  wishes: UpgradeWishes,
  parts: UpgradeParts,
  context: Context,
): Promise<number> {
  const { version, shown } = await find(wishes, parts, context);
  const newer = compareVersions(version, parts.version) > 0;
  if (wishes.json) {
    tellJson(wishes, parts, context, {
      ...{ action: "check", target: version, newer, changed: false },
      ...{ place: null, source: shown },
    });
  } else {
    context.terminal.out(
      newer
        ? t`openclaw-guard ${version} is there, this is ${parts.version}: ${
          changesAddress(version)
        }`
        : t`openclaw-guard ${parts.version} is the newest`,
    );
  }
  return newer ? 1 : 0;
}

/** `upgrade`, also to an older version when that is named. */
export async function upgradeTo(
  wishes: UpgradeWishes,
  parts: UpgradeParts,
  context: Context,
): Promise<number> {
  const place = placeOf(parts.program());
  refuseForeign(context, place);
  const release = await find(wishes, parts, context);
  const order = compareVersions(release.version, parts.version);
  const tell = (line: string) => wishes.json || context.terminal.out(line);
  const result = {
    ...{ action: "upgrade" as const, target: release.version },
    ...{ newer: order > 0, place, source: release.shown },
  };
  const done = (changed: boolean) => {
    if (wishes.json) tellJson(wishes, parts, context, { ...result, changed });
    return 0;
  };
  if (order === 0) {
    tell(t`${place.program} is openclaw-guard ${parts.version} already`);
    return done(false);
  }
  if (order < 0 && wishes.version === undefined) {
    tell(
      t`openclaw-guard ${parts.version} is newer than the newest release, ${release.version}`,
    );
    return done(false);
  }
  tell(
    t`openclaw-guard ${parts.version} → ${release.version}, from ${release.shown}`,
  );
  if (wishes.dryRun) {
    tell(t`Nothing was changed (--dry-run).`);
    return done(false);
  }
  confirmed(
    context,
    order > 0
      ? say`Replace openclaw-guard ${parts.version} by ${release.version}?`
      : say`Replace openclaw-guard ${parts.version} by the older ${release.version}?`,
    wishes.yes,
  );
  await unlessInterrupted((signal) =>
    replace(release, place, wishes, parts, context, signal)
  );
  noteChange(context, place, parts.version, release.version, "upgrade", tell);
  tell(t`  what is new   ${changesAddress(release.version)}`);
  tell(t`  go back       openclaw-guard upgrade --rollback`);
  return done(true);
}

async function replace(
  release: Release,
  place: ProgramPlace,
  wishes: UpgradeWishes,
  parts: UpgradeParts,
  context: Context,
  signal: AbortSignal,
): Promise<void> {
  const lock = await lockUpgrades(context);
  using _locked = lock;
  // Told now rather than after a long download; what counts is the end.
  await whileIdle(context, () => {});
  const work = makeWorkFolder(place.folder);
  using _made = work;
  const progress = showProgress(
    context.clock,
    wishes.json,
    say`downloading openclaw-guard ${release.version}`,
  );
  using _shown = progress; // a name of its own: see build/bundle.ts
  const shown = progress.beside(context).terminal;
  const fresh = await fetchProgram(
    context,
    release,
    parts.target,
    work.path,
    (Deno.statSync(place.program).mode ?? 0o755) & 0o777,
    transferOf(parts, context, signal),
    {
      progress: (name, done, size) =>
        progress.reword(
          size === null
            ? say`downloading ${name}: ${formatBytes(done)}`
            : say`downloading ${name}: ${formatBytes(done)} of ${
              formatBytes(size)
            }, ${Math.floor(done / Math.max(size, 1) * 100)} %`,
        ),
      verified(name) {
        if (!wishes.json) shown.out(t`downloaded and verified ${name}`);
        progress.step(say`unpacking and trying it`);
      },
    },
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

function find(
  wishes: UpgradeWishes,
  parts: UpgradeParts,
  context: Context,
): Promise<Release> {
  const { version, baseUrl } = wishes;
  return findRelease(
    releaseBase(baseUrl ?? context.env(BASE_URL_VARIABLE)),
    version === undefined ? null : wantedVersion(version),
    transferOf(parts, context, new AbortController().signal),
  );
}

function transferOf(
  { limits }: UpgradeParts,
  { env }: Context,
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
