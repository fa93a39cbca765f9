/** Makes the notices of an outage, and remembers that they were made. */

import { personsNeeded } from "./announce_outage.ts";
import type { Announcing, Understood, Word } from "./announcing.ts";
import {
  overText,
  reminderText,
  type Sentences,
  stoppedText,
  troubleText,
} from "./announce_text.ts";
import { say } from "../base/say.ts";
import { graver, type Notice } from "./notice.ts";
import type { Outage } from "./told.ts";

/** What differs from notice to notice. */
interface Making extends Pick<Notice, "phase" | "severity" | "toldBefore"> {
  /** Tells it from others of its phase. */
  readonly key?: string | number | undefined;
  readonly endedWallMs?: number;
  readonly text: Sentences;
}

/** A notice of an outage, or of many. */
export function notice(
  { profile, after: { verdict, reason }, now }: Announcing,
  { id, sinceWallMs, heardBy, drill }:
    & Pick<Outage, "id" | "sinceWallMs" | "heardBy">
    & { readonly drill?: boolean },
  { phase, severity, toldBefore, key, endedWallMs, text }: Making,
): Notice {
  return {
    id: [id, phase, ...key === undefined ? [] : [key]].join("."),
    ...{ phase, severity, toldBefore, heardBy, profile, incident: id },
    ...{ verdict, reason, atWallMs: now.wallMs },
    ...{ startedWallMs: sinceWallMs, endedWallMs: endedWallMs ?? null },
    ...text,
    headline: drill ? say`${text.headline} (drill)` : text.headline,
  };
}

/** The channels that know of it once a notice is told. */
export function heardWith(
  { telling }: Announcing,
  told: Notice,
): Outage["heardBy"] {
  return told.heardBy &&
    [...new Set([...told.heardBy, ...telling.hearers(told)])];
}

/** Tells what is due. */
export function tellWord(
  input: Understood,
  outage: Outage,
  { phase, severity, persons }: Word,
): { readonly outage: Outage; readonly notice: Notice } {
  const reminders = outage.reminders + (phase === "reminder" ? 1 : 0);
  const keys = {
    opened: severity,
    escalated: persons[0],
    reminder: reminders,
  };
  // What is told now comes first; else it is known all the same.
  const needed = [...persons, ...personsNeeded(input, true)];
  const made = notice(input, outage, {
    ...{ phase, severity, key: keys[phase], toldBefore: outage.told },
    text: phase === "reminder"
      ? reminderText(input, outage, needed)
      : troubleText(input, needed),
  });
  return {
    notice: made,
    outage: {
      ...{ ...outage, reminders },
      told: graver(outage.told, severity),
      heardBy: heardWith(input, made),
      escalated: [...outage.escalated, ...persons],
      lastWordBootMs: input.now.bootMs,
    },
  };
}

/** Tells its end to those who know of it: none if nobody does. */
export function endNotices(
  input: Understood,
  outage: Outage,
): readonly Notice[] {
  const { told: severity } = outage;
  if (severity === null) return [];
  return [
    notice(input, outage, {
      ...{ phase: "over", severity, toldBefore: severity },
      endedWallMs: outage.well?.wallMs ?? input.now.wallMs,
      text: input.meaning.state === "stopped"
        ? stoppedText(input)
        : overText(input, outage),
    }),
  ];
}
