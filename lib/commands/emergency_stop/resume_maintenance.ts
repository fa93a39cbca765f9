/** What keeps the guard from acting even after `resume`. */

import { asLabel } from "../../base/safe_line.ts";
import { profileOption } from "../../base/profile.ts";
import { readMaintenance } from "../../store/maintenance.ts";
import type { Context } from "../../sys/context.ts";
import { t } from "../../text/speech.ts";
import { dayAndTime } from "../../cli/when_text.ts";
import { removeFlagCommand } from "../../store/tmp_flag.ts";

/** Tells of maintenance that is on; it is the person's own, so it stays. */
export function tellMaintenance(context: Context, profile: string): void {
  const nowMs = context.clock.now().wallMs;
  const fact = readMaintenance(context, profile, nowMs);
  if (fact?.source !== "guard" && fact?.source !== "tmp") return;
  const option = profileOption(profile);
  const end = fact.source === "tmp"
    ? t`"${removeFlagCommand(fact)}" ends it`
    : t`"openclaw-guard maintenance off${option}" ends it now`;
  context.terminal.out(
    fact.untilMs === null
      ? t`${asLabel(profile)}: maintenance is still on; ${end}`
      : t`${asLabel(profile)}: maintenance is still on until ${
        dayAndTime(fact.untilMs, nowMs)
      }; ${end}`,
  );
}
