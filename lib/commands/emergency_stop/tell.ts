/** What people are told of an emergency stop, and of its end. */

import { say } from "../../base/say.ts";
import { profileOption } from "../../base/profile.ts";
import { announceStop } from "../../core/announce.ts";
import { eventNotice } from "../../core/event_notice.ts";
import type { Notice } from "../../core/notice.ts";
import type { NotifySettings } from "../../notify/notify_settings.ts";
import { gatewayUnit } from "../../store/gateway_unit.ts";
import { personName } from "../../store/person.ts";
import { profilePaths } from "../../store/paths.ts";
import { peekState, writeState } from "../../store/state.ts";
import type { Context } from "../../sys/context.ts";

/**
 * The stop, and the end of what was told before: no check comes any more that
 * could tell it.
 *
 * @param locked Its state may be written.
 */
export function stopNotices(
  context: Context,
  profile: string,
  { events }: NotifySettings,
  locked: boolean,
): readonly Notice[] {
  const now = context.clock.now();
  const why = say`${
    personName(context)
  } asked for an emergency stop: the guard is off, and the gateway is stopped`;
  const stop = eventNotice(profile, {
    ...{ event: "emergency-stop", key: now.wallMs, severity: "warning" },
    ...{ headline: say`emergency stop`, matter: why },
    advice: say`"openclaw-guard resume${
      profileOption(profile)
    }" starts the gateway and the guard again`,
  }, now.wallMs);
  const over = locked ? endTold(context, profile, why) : [];
  return events ? [...over, stop] : over;
}

function endTold(
  context: Context,
  profile: string,
  why: string,
): readonly Notice[] {
  const { state } = profilePaths(context, profile);
  const now = context.clock.now();
  const { memory } = peekState(state, now);
  if (memory.told === undefined) return [];
  const unit = gatewayUnit(context, profile);
  const { notices, told } = announceStop({ profile, memory, now, unit, why });
  writeState(state, { ...memory, told });
  return notices;
}

/** It is over. */
export function resumeNotices(
  context: Context,
  profiles: readonly string[],
  { events }: NotifySettings,
): readonly Notice[] {
  const { wallMs } = context.clock.now();
  return !events ? [] : profiles.map((profile) =>
    eventNotice(profile, {
      ...{ event: "resume", key: wallMs, severity: "info" },
      headline: say`the emergency stop is over`,
      matter: say`${
        personName(context)
      } ended the emergency stop: the guard is on again`,
    }, wallMs)
  );
}
