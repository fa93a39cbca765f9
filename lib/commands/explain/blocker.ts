/** What keeps the next check from coming, or from looking. */

import { profileOption } from "../../base/profile.ts";
import { CHECK_OVERDUE_MS } from "../../core/last_check.ts";
import { readMaintenance } from "../../store/maintenance.ts";
import type { Context } from "../../sys/context.ts";
import { t } from "../../text/speech.ts";
import { formatDuration, timeOrNull, whenText } from "../../cli/format.ts";
import { guardLiveness } from "../../guard/liveness.ts";

/** In JSON, too. */
export interface Blocker {
  readonly kind:
    | "emergency-stop"
    | "maintenance"
    | "not-installed"
    | "unwritable"
    | "blocked"
    | "nothing-starts-it";
  /** RFC 3339 of its end; null: when a person acts. */
  readonly until: string | null;
  /** RFC 3339 of the last check; null: there was none, or it does not matter. */
  readonly lastCheck: string | null;
}

/** As it is now; the one a person has to end first. Null: there is none. */
export function findBlocker(
  context: Context,
  profile: string,
): Blocker | null {
  const nowMs = context.clock.now().wallMs;
  const pause = readMaintenance(context, profile, nowMs);
  const guard = guardLiveness(context, profile);
  if (pause?.source === "emergency-stop" && guard.unwritable === null) {
    return { kind: "emergency-stop", until: null, lastCheck: null };
  }
  if (guard.checking === false) {
    const kind = guard.unwritable !== null
      ? "unwritable"
      : guard.blockedBy !== null
      ? "blocked"
      : guard.installed === false
      ? "not-installed"
      : "nothing-starts-it";
    const lastCheck = timeOrNull(guard.lastKnown?.wallMs ?? null);
    return { kind, until: null, lastCheck };
  }
  if (pause === null) return null;
  const until = timeOrNull(pause.untilMs);
  return { kind: "maintenance", until, lastCheck: null };
}

/** What follows from it. */
export function blockerText(
  { kind, until, lastCheck }: Blocker,
  profile: string,
  nowMs: number,
): string {
  const option = profileOption(profile);
  switch (kind) {
    case "emergency-stop":
      return t`nothing: the guard is off since an emergency stop, until "openclaw-guard resume${option}"`;
    case "maintenance":
      return until === null
        ? t`nothing, until maintenance is switched off`
        : t`nothing during maintenance; the guard looks again from ${
          whenText(Date.parse(until), nowMs)
        }`;
  }
  const why = kind === "not-installed"
    ? t`the guard is not installed; "openclaw-guard install${option}" has it started every 30 seconds`
    : kind === "unwritable"
    ? t`the guard's state cannot be written; "openclaw-guard doctor${option}" tells why`
    : kind === "blocked"
    ? t`a check that hangs keeps the others away; "openclaw-guard doctor${option}" tells which`
    : t`nothing starts the guard; "openclaw-guard doctor${option}" tells why`;
  const withoutMs = lastCheck === null ? 0 : nowMs - Date.parse(lastCheck);
  return withoutMs <= CHECK_OVERDUE_MS
    ? why
    : t`no check for ${formatDuration(withoutMs)}: ${why}`;
}
