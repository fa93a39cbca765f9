/** The sentences of notices about an outage. */

import type { Announcing } from "./announcing.ts";
import { kindText } from "./attempt.ts";
import { formatDuration } from "../base/duration.ts";
import { timeOrDay } from "../base/local_time.ts";
import { profileOption } from "../base/profile.ts";
import { say } from "../base/say.ts";
import type { Notice } from "./notice.ts";
import { rowOf } from "./rules.ts";
import type { Flapping, Outage } from "./told.ts";
import { codeWord, VERDICT_TEXTS, verdictAdvice } from "./verdict_text.ts";

/** What a person reads. */
export type Sentences = Pick<
  Notice,
  "headline" | "matter" | "doing" | "advice"
>;

/** What the sentences are about. */
type Scene = Pick<Announcing, "after" | "now" | "unit">;

/** What keeps the guard from mending it, where that is not the verdict itself. */
const RESTRAINTS: Readonly<Record<string, string>> = {
  "hold-down": say`what the guard did has not helped`,
  "budget": say`the guard has done all that it may do for now`,
  "permission": say`the guard may only watch`,
};

/**
 * It does not work.
 *
 * @param persons What nobody but a person can mend: `personsNeeded`.
 */
export function troubleText(
  scene: Scene,
  persons: readonly string[],
): Sentences {
  const { after: { verdict, reason, why }, unit } = scene;
  const meaning = RESTRAINTS[persons[0] ?? ""] ??
    (verdict === null ? "" : VERDICT_TEXTS[verdict]);
  return {
    headline: say`${codeWord(String(verdict), reason)} - ${meaning}`,
    matter: why,
    doing: doingText(scene, persons.length > 0),
    advice: verdict === null ? null : verdictAdvice(verdict, unit) ??
      say`"openclaw-guard explain${profileOption(unit.profile)}" tells more`,
  };
}

/** It still does not. */
export function reminderText(
  scene: Scene,
  outage: Outage,
  persons: readonly string[],
): Sentences {
  const { after: { verdict, reason }, now } = scene;
  return {
    ...troubleText(scene, persons),
    headline: say`still ${codeWord(String(verdict), reason)}, for ${
      formatDuration(now.bootMs - outage.sinceBootMs)
    }`,
  };
}

/** What the guard does about it. */
function doingText(
  { after: { lastDecision, ladder }, now }: Scene,
  person: boolean,
): string {
  const made = attemptIn(lastDecision?.actions ?? []);
  // One that was not made after all is not counted.
  if (made !== null && made.attempt <= ladder.attempt) {
    return say`The guard acts: attempt ${made.attempt} (${made.text})`;
  }
  const nextMs = lastDecision?.nextWallMs ?? null;
  if (nextMs !== null) {
    const next = timeOrDay(nextMs, now.wallMs);
    return (ladder.holdDownUntilBootMs ?? 0) > now.bootMs
      ? say`The guard holds back until ${next}, then it makes one more try`
      : say`The guard makes no attempt before ${next}`;
  }
  return person
    ? say`The guard can do nothing until a person acts; every check looks again`
    : say`The guard: ${rowOf(lastDecision?.rule ?? "")?.does ?? ""}`;
}

/** The attempt in what a decision says was done, such as "restart 2"; null: none. */
export function attemptIn(
  actions: readonly string[],
): { readonly attempt: number; readonly text: string } | null {
  for (const action of actions) {
    const [, kind = "", number = ""] = /^([a-z-]+) (\d+)$/.exec(action) ?? [];
    const attempt = Number(number);
    if (kind === "" || kind === "roll-back-config") continue;
    return { attempt, text: kindText(kind, attempt) };
  }
  return null;
}

/** It works again. */
export function overText(
  { after: { verdict, why }, now }: Scene,
  outage: Outage,
): Sentences {
  const { bootMs } = outage.well ?? now;
  const length = formatDuration(bootMs - outage.sinceBootMs);
  const was = codeWord(String(outage.verdict), outage.reason);
  return {
    headline: say`well again after ${length}`,
    matter: verdict === "healthy"
      ? say`${was}, an outage of at most ${length}`
      : say`${was}, an outage of at most ${length}; now: ${why}`,
    doing: doneText(outage),
    advice: null,
  };
}

function doneText(
  { attempts, lastAttempt, startedByOthers }: Outage,
): string {
  const last = String(lastAttempt);
  return attempts === 1
    ? say`The guard made 1 attempt: ${last}`
    : attempts > 1
    ? say`The guard made ${attempts} attempts, the last one: ${last}`
    : startedByOthers
    ? say`The guard did nothing: systemd, a person, an update or the gateway itself had it started anew`
    : say`The guard did nothing: it came back by itself`;
}

/** Somebody stopped it, so nothing is waited for any more. */
export function stoppedText(
  { after: { verdict, why }, unit }: Scene,
): Sentences {
  return {
    headline: say`stopped: the guard leaves it alone`,
    matter: why,
    doing: null,
    advice: verdict === null ? null : verdictAdvice(verdict, unit),
  };
}

/**
 * It comes and goes.
 *
 * @param lately How often within the last hour.
 */
export function flappingText(
  scene: Scene,
  { count }: Flapping,
  lately: number,
): Sentences {
  return {
    headline: say`comes and goes; incidents in the last hour: ${lately}`,
    matter: incidentsText(scene, count),
    doing:
      say`The guard goes on as before; it tells of them together once an hour, until an hour was quiet`,
    advice: say`"openclaw-guard explain --list${
      profileOption(scene.unit.profile)
    }" shows what happened`,
  };
}

/** An hour was quiet, and it works. */
export function quietText(scene: Scene, { count }: Flapping): Sentences {
  return {
    headline: say`well: no incident for an hour`,
    matter: incidentsText(scene, count),
    doing: null,
    advice: null,
  };
}

function incidentsText(
  { after: { verdict, reason, why } }: Scene,
  count: number,
): string {
  const state = codeWord(String(verdict), reason);
  return say`incidents: ${count}; at this moment it is ${state}: ${why}`;
}
