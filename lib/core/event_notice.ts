/** Notices of what happens once: commands of people, rollbacks, the guard's own trouble. */

import { say } from "../base/say.ts";
import type { Instant } from "../base/instant.ts";
import { type Memory, noticeDue, withNotice } from "./memory.ts";
import { type Notice, profileId, type Severity } from "./notice.ts";
import { askDoctor } from "./verdict_text.ts";

/** What is told of an event. */
interface TellingEvent {
  /** A word that names it. */
  readonly event: string;
  /** Tells it from others of its kind; its time where there is nothing better. */
  readonly key: string | number;
  readonly severity: Severity;
  readonly headline: string;
  readonly matter: string;
  readonly doing?: string | null;
  readonly advice?: string | null;
}

/** A notice that belongs to no incident. */
export function eventNotice(
  profile: string,
  { event, key, severity, headline, matter, ...rest }: TellingEvent,
  atWallMs: number,
): Notice {
  return {
    id: [profileId(profile), event, key].join("."),
    ...{ phase: "event", severity, toldBefore: null, profile, incident: null },
    ...{ verdict: null, reason: null, atWallMs },
    ...{ startedWallMs: null, endedWallMs: null, headline, matter },
    ...{ doing: rest.doing ?? null, advice: rest.advice ?? null },
  };
}

/** A day as it stands in a name: what is told once a day. */
function dayKey({ wallMs }: Pick<Instant, "wallMs">): string {
  return new Date(wallMs).toISOString().slice(0, 10);
}

/** The guard can be blind for a while: after a suspend, on a crowded machine. */
const BLIND_AFTER_MS = 10 * 60_000;
/** Rows that say nothing of the gateway, and may stay for ever. */
const BLIND: ReadonlySet<string> = new Set([
  "no-user-bus",
  "slow-host",
  "own-trouble",
]);

/** The guard itself is in trouble: told once a day. */
export function ownTrouble(
  profile: string,
  memory: Memory,
  now: Instant,
): { readonly notices: readonly Notice[]; readonly memory: Memory } {
  const { why, sinceBootMs } = memory;
  const rule = memory.lastDecision?.rule ?? "";
  const event = rule === "own-files"
    ? "settings"
    : BLIND.has(rule) && now.bootMs - sinceBootMs >= BLIND_AFTER_MS
    ? "blind"
    : null;
  const name = `told-${event}`;
  if (event === null || !noticeDue(memory, name, now)) {
    return { notices: [], memory };
  }
  const notice = eventNotice(profile, {
    ...{ event, key: dayKey(now), severity: "critical", matter: why },
    headline: event === "settings"
      ? say`the guard cannot use its settings`
      : say`the guard cannot see the gateway`,
    doing: say`The gateway is not guarded as long as this lasts`,
    advice: askDoctor(profile),
  }, now.wallMs);
  return { notices: [notice], memory: withNotice(memory, name, now) };
}

/** The state cannot be written. */
export function unwritableNotice(
  profile: string,
  { path, why, command, mends }: {
    readonly path: string;
    readonly why: string;
    readonly command: string;
    readonly mends: boolean;
  },
  now: Instant,
): Notice {
  return eventNotice(profile, {
    ...{ event: "unwritable", key: dayKey(now), severity: "critical" },
    headline: say`the guard cannot write its state`,
    matter: say`${path}: ${why}`,
    doing: say`The gateway is not guarded as long as this lasts`,
    advice: mends ? say`"${command}" mends it` : say`"${command}" shows more`,
  }, now.wallMs);
}
