/** How `status` looks: what it shows together was so at one time. */

import { unitName } from "../../base/profile.ts";
import type { UnitFacts } from "../../core/types.ts";
import { type Look, lookFully } from "../../probe/observe.ts";
import { readUnit } from "../../probe/unit.ts";
import type { Settings } from "../../settings/load.ts";
import type { Context } from "../../sys/context.ts";

/** A look that took longer may show a unit of before and an answer of after, ms. */
const SLOW_MS = 1000;
/** A gateway that changes all the time is shown as it was last seen. */
const LOOKS = 3;

/**
 * Looks at everything, and anew when the unit became another one during a slow
 * look: a process on its way out answers well until the end.
 */
export async function lookSteadily(
  context: Context,
  profile: string,
  settings: Settings,
): Promise<Look> {
  for (let number = 1;; number++) {
    const began = context.clock.now();
    const look = await lookFully(context, profile, settings, began);
    const tookMs = context.clock.now().bootMs - began.bootMs;
    if (tookMs <= SLOW_MS || number === LOOKS) return look;
    const unit = await readUnit(context, unitName(profile)).catch(() => null);
    if (isSame(look.observation.unit, unit)) return look;
  }
}

function isSame(before: UnitFacts | null, after: UnitFacts | null): boolean {
  return before?.activeState === after?.activeState &&
    before?.subState === after?.subState &&
    before?.mainPid === after?.mainPid &&
    before?.invocationId === after?.invocationId;
}
