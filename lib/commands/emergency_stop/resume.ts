/** `resume`: undoes emergency-stop. */

import { commandFor } from "../../base/gateway_unit.ts";
import { asLabel } from "../../base/safe_line.ts";
import { requestStart } from "../../act/service.ts";
import { waitForHealthy } from "../../act/wait_healthy.ts";
import { GuardError } from "../../base/errors.ts";
import { reasonOf } from "../../base/reason.ts";
import { DEFAULT_PROFILE, profileOption } from "../../base/profile.ts";
import { installedProfiles } from "../../install/receipt.ts";
import { readUnit } from "../../probe/unit.ts";
import {
  clearEmergencyStop,
  readEmergencyStop,
  readMaintenance,
} from "../../store/maintenance.ts";
import { profilePaths } from "../../store/paths.ts";
import { readState, writeState } from "../../store/state.ts";
import { rememberWishedStart } from "../../store/requested_start.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { t, translate } from "../../text/speech.ts";
import { type Command, parseOptions } from "../../cli/options.ts";
import { whileShowing } from "../../cli/progress.ts";
import { guardOn } from "./schedule.ts";
import { LOCK_LIMITS, waitForLock } from "./wait.ts";
import { noteEvent } from "../../cli/note_event.ts";
import { tellPeople } from "../../cli/tell_people.ts";
import { resumeNotices } from "./tell.ts";
import { resumeDescription } from "./description.ts";
import { dayAndTime } from "../../cli/format.ts";
import { removeFlagCommand } from "../../store/tmp_flag.ts";
import { gatewayUnit } from "../../store/gateway_unit.ts";

/** A loaded machine needs 13 s (measured), users report minutes; the guard's checks go on watching. */
const HEALTHY_TIMEOUT_MS = 120_000;

/** See the help text. */
export const resumeCommand: Command = {
  async run(args, context) {
    const options = parseOptions(resumeDescription, args);
    const named = options.namedProfile();
    const profiles = named === undefined ? installedProfiles(context) : [named];
    const stopped = profiles.filter((profile) =>
      readEmergencyStop(context, profile) !== null
    );
    const scheduled = await guardOn(context, profiles);
    let done: readonly boolean[];
    if (options.flag("no-start")) {
      done = await Promise.all(
        stopped.map((profile) => leaveStopped(context, profile)),
      );
      context.terminal.out(t`gateway: left as it is (--no-start)`);
    } else {
      done = await whileShowing(
        context,
        false,
        say`waiting until the gateway is healthy`,
        (progress) => {
          const beside = progress.beside(context);
          return Promise.all(
            profiles.map((profile) =>
              stopped.includes(profile)
                ? startProfile(beside, profile)
                : leaveProfile(beside, profile)
            ),
          );
        },
      );
    }
    for (const profile of profiles) tellMaintenance(context, profile);
    const over = stopped.filter((profile) =>
      readEmergencyStop(context, profile) === null
    );
    await tellPeople(
      context,
      profiles[0] ?? DEFAULT_PROFILE,
      (notify) => resumeNotices(context, over, notify),
    );
    return scheduled && done.every(Boolean) ? 0 : 2;
  },
};

/**
 * With `--no-start`: ends the stop, and forgets a rescue that it interrupted,
 * which would start the gateway after all. As long as that cannot be done, the
 * stop goes on.
 *
 * @param limits How long the lock is waited for.
 * @returns Whether the stop is over.
 */
export async function leaveStopped(
  context: Context,
  profile: string,
  limits = LOCK_LIMITS,
): Promise<boolean> {
  const { state } = profilePaths(context, profile);
  try {
    const lock = await waitForLock(context, profile, limits);
    using _held = lock; // a name of its own: see build/bundle.ts
    if (lock === null) {
      throw new GuardError(
        say`what keeps the guard's lock may start the gateway yet; run it again`,
      );
    }
    const { memory } = readState(state, context.clock.now());
    if (memory.rescue !== null) writeState(state, { ...memory, rescue: null });
    endEmergencyStop(context, profile);
    return true;
  } catch (error) {
    context.terminal.err(
      t`${asLabel(profile)}: the emergency stop goes on: ${
        translate(reasonOf(error))
      }`,
    );
    return false;
  }
}

function endEmergencyStop(context: Context, profile: string): void {
  clearEmergencyStop(context, profile);
  noteEvent(
    context,
    profile,
    "resume",
    say`a person ended the emergency stop: guard on`,
  );
}

/** Whoever stopped this gateway did not do it with emergency-stop. */
function leaveProfile(context: Context, profile: string): boolean {
  const label = asLabel(profile);
  const start = commandFor(gatewayUnit(context, profile), "start");
  context.terminal.out(
    t`${label}: there was no emergency stop, so the gateway is left as it is; "${start}" starts one that is stopped`,
  );
  return true;
}

async function startProfile(
  context: Context,
  profile: string,
): Promise<boolean> {
  const { out, err } = context.terminal;
  const label = asLabel(profile);
  try {
    try {
      const unit = gatewayUnit(context, profile);
      const { mainPid } = await readUnit(context, unit);
      await requestStart(context, { profile, unit, askedBy: "resume" });
      // Until the emergency stop ends, no check looks at the new process. One
      // that ran before is not started by this.
      if (mainPid === 0) await rememberWishedStart(context, profile, "resume");
    } finally {
      // Not before: killed in between, the next resume still has a stop to end.
      endEmergencyStop(context, profile);
    }
    out(t`${label}: start requested, waiting until it is healthy …`);
    const started = context.clock.now().bootMs;
    if (await waitForHealthy(context, profile, HEALTHY_TIMEOUT_MS)) {
      const tookMs = context.clock.now().bootMs - started;
      out(t`${label}: healthy after ${Math.round(tookMs / 1000)} s`);
      return true;
    }
    err(
      t`${label}: not healthy yet; "openclaw-guard status --profile ${profile}" tells more`,
    );
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    err(`${label}: ${translate(error.describe())}`);
  }
  return false;
}

/** Tells of maintenance that is on; it is the person's own, so it stays. */
function tellMaintenance(context: Context, profile: string): void {
  const nowMs = context.clock.now().wallMs;
  const fact = readMaintenance(context, profile, nowMs);
  if (fact?.source !== "guard" && fact?.source !== "tmp") return;
  const label = asLabel(profile);
  const option = profileOption(profile);
  const end = fact.source === "tmp"
    ? t`"${removeFlagCommand(fact)}" ends it`
    : t`"openclaw-guard maintenance off${option}" ends it now`;
  context.terminal.out(
    fact.untilMs === null
      ? t`${label}: maintenance is still on; ${end}`
      : t`${label}: maintenance is still on until ${
        dayAndTime(fact.untilMs, nowMs)
      }; ${end}`,
  );
}
