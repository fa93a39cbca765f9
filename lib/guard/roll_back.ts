/** Puts a proven config in the place of one the gateway refuses, and starts it. */

import { notStarted, startUnit } from "../act/service.ts";
import type { Action } from "../core/decision.ts";
import { messageOf } from "../base/errors.ts";
import type { Memory } from "../core/memory.ts";
import { profileOption } from "../base/profile.ts";
import { type Look, refusesConfig } from "../probe/observe.ts";
import { eventNotice } from "../core/event_notice.ts";
import { restoreConfig } from "../config/restore.ts";
import { readMaintenance } from "../store/maintenance.ts";
import { tellEvents } from "./tell.ts";
import type { Tick } from "./tick_tools.ts";
import { say } from "../base/say.ts";

/**
 * Performs it. A guard that dies at any step leaves the old files or the new
 * ones, and the next tick carries on.
 *
 * @param memory Has the rollback already; saved before anything is touched, so
 * that it can never be done twice.
 * @returns False when nothing was touched.
 */
export async function rollBackConfig(
  self: Tick,
  action: Extract<Action, { kind: "roll-back-config" }>,
  { observation: { unit, config } }: Look,
  memory: Memory,
): Promise<boolean> {
  const { context, profile, settings } = self;
  const { id, from } = action;
  const record = (
    level: "warn" | "error",
    event: string,
    sentence: string,
    replaced: string | null = null,
  ) => self.record({ level, event, sentence, facts: { config: id, replaced } });
  if (unit === null || config === null) return false;
  if (!self.save(memory)) {
    record(
      "error",
      "held",
      say`the config is not rolled back: the guard cannot write its state, so it could not remember that it did`,
    );
    return false;
  }
  const now = context.clock.now();
  if (readMaintenance(context, profile, now.wallMs) !== null) return false;
  try {
    let matter =
      say`the rollback to the proven config ${id} was begun by a check that died, and is finished now`;
    // Restored by the tick that died: only the start is missing.
    if (from !== id) {
      const { path: configPath, version } = config;
      const { path, replacedId, notes } = await restoreConfig(
        context,
        profile,
        { configPath, id, by: "guard", version, expected: from },
        now,
        settings.policy,
      );
      const replaced = String(replacedId);
      const option = profileOption(profile);
      matter =
        say`${path} was replaced by the proven config ${id}; the refused one is kept as ${replaced}. Look at it with "openclaw-guard restore-config --diff ${replaced}${option}"; "openclaw-guard restore-config --undo${option}" brings it back`;
      record("error", "rolled-back", matter, replacedId);
      for (const note of notes) record("warn", "rolled-back", note);
    }
    // Where systemd still tries, it starts it; where it has given up, the next
    // check does, with all that makes a start after the start limit safe.
    const starts = refusesConfig(unit);
    const no = starts
      ? await startUnit(context, { profile, unit, askedBy: "guard" })
      : null;
    // A check that dies before this is told by the next one, which finishes it.
    tellEvents(context, self.notify, [
      eventNotice(profile, {
        ...{ event: "rolled-back", severity: "warning", matter },
        key: memory.rollbacks.at(-1)?.wallMs ?? now.wallMs,
        headline: say`went back to a proven config`,
      }, now.wallMs),
    ]);
    if (no !== null) {
      record("warn", "held", notStarted(no.forbidden));
      return true;
    }
    record(
      "warn",
      "done",
      starts
        ? say`the gateway was told to start with the proven config`
        : say`systemd or the next check starts the gateway with the proven config`,
    );
  } catch (error) {
    record(
      "error",
      "failed",
      say`the rollback to config ${id} could not be carried out: ${
        messageOf(error)
      }`,
    );
  }
  return true;
}
