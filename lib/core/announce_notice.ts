/** Makes the notices of an outage, and remembers that they were made. */

import {
  type Announcing,
  personsNeeded,
  type Word,
} from "./announce_outage.ts";
import {
  overText,
  reminderText,
  type Scene,
  type Sentences,
  stoppedText,
  troubleText,
} from "./announce_text.ts";
import { say } from "../base/say.ts";
import type { Notice } from "./notice.ts";
import { graver } from "./notice_id.ts";
import type { Outage } from "./told.ts";
import type { Meaning } from "./trouble.ts";

/** What the sentences are about. */
export function sceneOf({ after: memory, now, unit }: Announcing): Scene {
  return { memory, now, unit };
}

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
  { id, sinceWallMs, drill }: Pick<Outage, "id" | "sinceWallMs"> & {
    readonly drill?: boolean;
  },
  { phase, severity, toldBefore, key, endedWallMs, text }: Making,
): Notice {
  return {
    id: [id, phase, ...key === undefined ? [] : [key]].join("."),
    ...{ phase, severity, toldBefore, profile, incident: id },
    ...{ verdict, reason, atWallMs: now.wallMs },
    ...{ startedWallMs: sinceWallMs, endedWallMs: endedWallMs ?? null },
    ...text,
    headline: drill ? say`${text.headline} (drill)` : text.headline,
  };
}

/** Tells what is due. */
export function tellWord(
  input: Announcing,
  meaning: Meaning,
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
  const needed = [...persons, ...personsNeeded(input, meaning, true)];
  const scene = sceneOf(input);
  return {
    notice: notice(input, outage, {
      ...{ phase, severity, key: keys[phase], toldBefore: outage.told },
      text: phase === "reminder"
        ? reminderText(scene, outage, needed)
        : troubleText(scene, needed),
    }),
    outage: {
      ...{ ...outage, reminders },
      told: graver(outage.told, severity),
      escalated: [...outage.escalated, ...persons],
      lastWordBootMs: input.now.bootMs,
    },
  };
}

/** Tells its end to those who know of it: none if nobody does. */
export function endNotices(
  input: Announcing,
  { state }: Meaning,
  outage: Outage,
): readonly Notice[] {
  const { told: severity } = outage;
  if (severity === null) return [];
  const scene = sceneOf(input);
  return [
    notice(input, outage, {
      ...{ phase: "over", severity, toldBefore: severity },
      endedWallMs: outage.well?.wallMs ?? input.now.wallMs,
      text: state === "stopped" ? stoppedText(scene) : overText(scene, outage),
    }),
  ];
}
