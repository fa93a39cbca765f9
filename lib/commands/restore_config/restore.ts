/** Restores a config, sees to the gateway, and tells what came of it. */

import type { Generation } from "../../config/index.ts";
import { restoreConfig, type RestoreResult } from "../../config/restore.ts";
import { appendHistory } from "../../store/history.ts";
import { takeLock } from "../../store/lock.ts";
import { profilePaths } from "../../store/paths.ts";
import { profileOption } from "../../base/profile.ts";
import { personName } from "../../store/person.ts";
import { eventNotice } from "../../core/event_notice.ts";
import { tellPeople } from "../../cli/tell_people.ts";
import { tryLoadSettings } from "../../settings/load.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { t, translate } from "../../text/speech.ts";
import { bringUp, type GatewayOutcome } from "./gateway.ts";
import { isYes } from "../../cli/confirm.ts";
import type { Restoring } from "./restoring.ts";

/** How long a check may keep the command waiting; it then goes ahead, ms. */
const LOCK_WAIT_MS = 3000;

/** Does it; returns the exit code. */
export async function restoreAndReport(
  restoring: Restoring,
  chosen: Generation,
  what: string,
): Promise<number> {
  const { context: { terminal }, json } = restoring;
  const result = await restore(restoring, chosen.id);
  if (!json) tell(restoring, result, what);
  const gateway = await bringUp(restoring, restoring.restart);
  await tellRestored(restoring, result);
  const code = exitCode(gateway);
  if (json) {
    const { action, healthy } = gateway;
    restoring.print({
      restored: chosen.id,
      proven: chosen.proven,
      replaced: result.replacedId,
      ...result.notes.length === 0 ? {} : { notes: result.notes },
      gateway: { action, healthy },
    });
    return code;
  }
  gateway.lines.forEach((line) => terminal.prose(line));
  return code === 0 || result.replacedId === null
    ? code
    : await offerUndo(restoring, result.replacedId);
}

async function restore(
  { context, profile, configPath, version, readOnly }: Restoring,
  id: string,
): Promise<RestoreResult> {
  const { settings, settingsError } = await tryLoadSettings(context, profile);
  // A mistake in the guard's settings must not stand in the way of a rescue.
  const limits = settingsError === null
    ? settings.policy
    : { backupGenerations: Infinity, backupDaily: Infinity };
  // A check that is at work does not stand in the way of a rescue: it notices
  // that the file was changed, and so does this.
  using _lock = await takeLock(profilePaths(context, profile), LOCK_WAIT_MS);
  const result = await restoreConfig(
    context,
    profile,
    { configPath, id, by: "person", version, readOnly },
    context.clock.now(),
    limits,
  );
  const { restored, replacedId: replaced } = result;
  appendHistory(context, profile, {
    event: "config-restored",
    sentence: restoredText(context, result),
    facts: { restored: restored.id, replaced, proven: restored.proven },
  });
  return result;
}

async function offerUndo(
  restoring: Restoring,
  replacedId: string,
): Promise<number> {
  const { terminal } = restoring.context;
  if (restoring.yes || !terminal.interactive) {
    terminal.out(
      t`To undo it: "openclaw-guard restore-config --undo${
        profileOption(restoring.profile)
      }".`,
    );
    return 2;
  }
  if (!isYes(terminal.ask(t`Undo the restore? [y/N]`))) return 2;
  await restore(restoring, replacedId);
  terminal.out(t`The config is again as it was before.`);
  const gateway = await bringUp(restoring, true);
  gateway.lines.forEach((line) => terminal.prose(line));
  return exitCode(gateway);
}

/** 2 when the gateway was started for this, or waited for, and is not healthy. */
function exitCode({ action, healthy }: GatewayOutcome): number {
  return action !== "none" && healthy === false ? 2 : 0;
}

function tell(
  { context, profile }: Restoring,
  { path, replacedId, restored, notes }: RestoreResult,
  what: string,
): void {
  const { prose } = context.terminal;
  const count = restored.includes.length;
  prose(
    count === 0
      ? t`Replaced ${path} by ${what}.`
      : count === 1
      ? t`Replaced ${path} and 1 included file by ${what}.`
      : t`Replaced ${path} and ${count} included files by ${what}.`,
  );
  notes.forEach((note) => prose(translate(note)));
  if (replacedId !== null) {
    prose(
      t`The replaced file was kept as ${replacedId}; undo with "openclaw-guard restore-config --undo${
        profileOption(profile)
      }".`,
    );
  }
}

function restoredText(
  context: Context,
  { path, restored }: RestoreResult,
): string {
  return say`${personName(context)} replaced ${path} by config ${restored.id}`;
}

/** Whoever else looks after the gateway may want to know. */
async function tellRestored(
  { context, profile }: Restoring,
  result: RestoreResult,
): Promise<void> {
  const { wallMs } = context.clock.now();
  await tellPeople(context, profile, ({ events }) =>
    !events ? [] : [
      eventNotice(profile, {
        ...{ event: "config-restored", key: wallMs, severity: "info" },
        headline: say`another config was put back`,
        matter: restoredText(context, result),
        advice: result.replacedId === null
          ? null
          : say`"openclaw-guard restore-config --undo${
            profileOption(profile)
          }" undoes it`,
      }, wallMs),
    ]);
}
