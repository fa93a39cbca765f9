/** Tells people of a check. Loaded only where somebody wants to hear of it. */

import { announce, withTold } from "../core/announce.ts";
import type { GuardEvent } from "../core/decision.ts";
import { unwritableNotice } from "../core/event_notice.ts";
import type { Memory } from "../core/memory.ts";
import type { Notice } from "../core/notice.ts";
import { messageOf } from "../base/errors.ts";
import { say } from "../base/say.ts";
import type { NotifySettings } from "../notify/notify_settings.ts";
import { enqueue } from "../notify/outbox.ts";
import { hearersOf } from "../notify/wanted.ts";
import { loadSideSettings } from "../settings/load_side.ts";
import { gatewayUnit } from "../store/gateway_unit.ts";
import { findUnwritable } from "../store/unwritable.ts";
import type { Context } from "../sys/context.ts";
import { markForDay } from "../store/day_mark.ts";
import type { Look } from "../probe/observe.ts";
import { recordDaily } from "./daily.ts";
import type { Tick } from "./tick_tools.ts";

/** A check that has acted and written down what it did, but for its memory. */
interface Told {
  readonly before: Memory;
  readonly after: Memory;
  readonly events: readonly GuardEvent[];
  /** A drill is, or was until now, at work. */
  readonly drill: boolean;
  readonly look: Look;
}

/**
 * Puts into the outbox what is new. The memory is written before and after: it
 * has the notices until they are there, so a guard that dies in between makes
 * them once more, under the same names.
 *
 * @returns The memory that is still to be written.
 */
export function tellCheck(
  self: Tick,
  { before, after, events, drill, look }: Told,
): Memory {
  const { context, profile, notify, settings: { policy } } = self;
  if (notify.channels.length === 0) return withTold(after, {});
  const now = context.clock.now();
  let told: ReturnType<typeof announce>;
  try {
    told = announce({
      ...{ profile, before, after, events, drill, now, policy },
      unit: look.observation.unit ?? gatewayUnit(context, profile),
      telling: {
        ...notify,
        hearers: (notice) => hearersOf(notify.channels, notice),
      },
    });
  } catch (error) {
    return notTold(self, after, error); // no rescue depends on it
  }
  const { notices, memory } = told;
  // What cannot be remembered would be told again by each check.
  if (notices.length === 0 || !self.save(memory)) return memory;
  try {
    enqueue(context, notify, notices);
    return withTold(memory, { ...memory.told, unsent: undefined });
  } catch (error) {
    return notTold(self, memory, error);
  }
}

function notTold(self: Tick, memory: Memory, error: unknown): Memory {
  return recordDaily(
    self,
    memory,
    "error",
    "outbox",
    say`what has to be told cannot be put into the outbox, the next check tries again: ${
      messageOf(error)
    }`,
  );
}

/** Puts notices of an event into the outbox; what cannot be told must not disturb. */
export function tellEvents(
  context: Context,
  notify: NotifySettings,
  notices: readonly Notice[],
): void {
  if (!notify.events) return;
  try {
    enqueue(context, notify, notices);
  } catch {
    // The log has it all the same.
  }
}

/**
 * Tells once a day that the state cannot be written. What remembers that is not
 * on the same disk. Where the outbox cannot be written either, nothing is told
 * by the guard: the pings (`ping.health`) are there for that.
 */
export function tellUnwritable(
  context: Context,
  profile: string,
  notify: NotifySettings,
): void {
  try {
    const found = findUnwritable(context, profile);
    const now = context.clock.now();
    if (
      found === null || notify.channels.length === 0 ||
      !markForDay(context, `${profile}-unwritable`, now)
    ) return;
    enqueue(context, notify, [unwritableNotice(profile, found, now)]);
  } catch {
    // It is on the same disk.
  }
}

/** The same of a check that could not even begin, and so read no settings. */
export async function tellFailed(
  context: Context,
  profile: string,
): Promise<void> {
  try {
    const { notify } = await loadSideSettings(context);
    tellUnwritable(context, profile, notify);
  } catch {
    // It must not end the checks of other profiles.
  }
}
