/**
 * What is told of a check: a pure function, called when all is done. Each
 * outage is told once in each of its phases, and what was told is remembered.
 */

import { counted, isHourOver, isQuiet, lately } from "./announce_flapping.ts";
import {
  type Announcing,
  dueWord,
  follow,
  isOver,
  personsNeeded,
  type Word,
} from "./announce_outage.ts";
import {
  flappingText,
  overText,
  quietText,
  reminderText,
  type Sentences,
  stoppedText,
  troubleText,
} from "./announce_text.ts";
import { say } from "../base/say.ts";
import { ownTrouble } from "./event_notice.ts";
import type { Memory } from "./memory.ts";
import type { Notice, NoticePhase, Severity } from "./notice.ts";
import { graver } from "./notice_id.ts";
import { type Flapping, type Outage, tidyTold, type Told } from "./told.ts";
import { type Meaning, meaningOf } from "./trouble.ts";

export type { Announcing, Telling } from "./announce_outage.ts";

/** What could not be put into the outbox is kept; of more the oldest go. */
const MAX_UNSENT = 50;

/**
 * Tells what is new.
 *
 * @returns The notices, and the memory that has them as `unsent`: written down
 * before they go into the outbox, so that a guard that dies in between neither
 * loses one nor forgets that it told it.
 */
export function announce(
  input: Announcing,
): { readonly notices: readonly Notice[]; readonly memory: Memory } {
  const own = ownTrouble(input.profile, input.after, input.now);
  const after = own.memory;
  const { verdict, lastDecision } = after;
  const meaning = meaningOf(
    verdict,
    verdict === "healthy" ? null : lastDecision?.rule ?? null,
  );
  const one = tellOutage(input, meaning);
  const all = tellFlapping(input, meaning, one.told);
  const notices = [
    ...after.told?.unsent ?? [],
    ...own.notices,
    ...one.notices,
    ...all.notices,
  ].slice(-MAX_UNSENT);
  return { notices, memory: withTold(after, { ...all.told, unsent: notices }) };
}

/** The memory with other things told. */
export function withTold(memory: Memory, told: Told): Memory {
  const { told: _told, ...rest } = memory;
  const tidy = tidyTold(told);
  return tidy === undefined ? rest : { ...rest, told: tidy };
}

/** What became of one part. */
interface Part {
  readonly told: Told;
  readonly notices: readonly Notice[];
}

function tellOutage(input: Announcing, meaning: Meaning): Part {
  const { after, now, telling } = input;
  const { flapping, closedBootMs } = after.told ?? {};
  const recent = lately(after.told?.recent, now);
  const base = {
    ...{ flapping, recent },
    closedBootMs: after.incident === null ? undefined : closedBootMs,
  };
  const outage = follow(input, meaning);
  if (outage === undefined) return { told: base, notices: [] };
  const over = isOver(input, meaning);
  const ended = {
    closedBootMs: over ? after.incident?.openedBootMs : base.closedBootMs,
  };
  const unmuted = flapping === undefined ||
    !outage.muted && outage.told !== null;
  const word = outage.drill && !telling.drills ? null : dueWord(
    input,
    meaning,
    outage,
    unmuted ? outage.escalated : flapping.escalated,
  );
  // While they come and go, each counts, however short it is.
  const counts = word !== null ||
    flapping !== undefined && outage.foundBootMs !== null;
  const isNew = counts && outage.told === null && !outage.muted &&
    !outage.drill;
  const found = isNew ? [...recent, now.bootMs] : recent;
  const many = isNew ? counted(input, flapping, found, outage) : flapping;
  if (many !== undefined && (isNew || outage.muted)) {
    const { flapping: known, notices } = flapping === undefined
      ? { flapping: many, notices: [flappingNotice(input, many, found)] }
      : escalate(input, many, word, outage);
    return {
      notices,
      told: {
        ...{ ...base, ...ended, flapping: known, recent: found },
        outage: over ? undefined : { ...outage, muted: true },
      },
    };
  }
  const { told, notices } = word === null
    ? { told: outage, notices: [] }
    : tellWord(input, meaning, outage, word);
  if (!over) {
    return { notices, told: { ...base, recent: found, outage: told } };
  }
  const end = told.told === null
    ? []
    : [endNotice(input, meaning, told, told.told)];
  return {
    notices: [...notices, ...end],
    told: { ...base, ...ended, recent: found },
  };
}

function tellWord(
  input: Announcing,
  meaning: Meaning,
  outage: Outage,
  word: Word,
): { readonly told: Outage; readonly notices: readonly Notice[] } {
  const { phase, severity, persons } = word;
  const reminders = outage.reminders + (phase === "reminder" ? 1 : 0);
  const scene = { memory: input.after, now: input.now, unit: input.unit };
  // What is told now comes first; else it is known all the same.
  const needed = [...persons, ...personsNeeded(input, meaning, true)];
  const key = phase === "opened"
    ? severity
    : phase === "escalated"
    ? persons[0]
    : reminders;
  return {
    notices: [notice(input, outage, {
      ...{ phase, severity, key, toldBefore: outage.told },
      text: phase === "reminder"
        ? reminderText(scene, outage, needed)
        : troubleText(scene, needed),
    })],
    told: {
      ...{ ...outage, reminders },
      told: graver(outage.told, severity),
      escalated: [...outage.escalated, ...persons],
      lastWordBootMs: input.now.bootMs,
    },
  };
}

/** Of those that come and go only what a person has to mend is told. */
function escalate(
  input: Announcing,
  flapping: Flapping,
  word: Word | null,
  outage: Outage,
): { readonly flapping: Flapping; readonly notices: readonly Notice[] } {
  if (word?.phase !== "escalated") return { flapping, notices: [] };
  const scene = { memory: input.after, now: input.now, unit: input.unit };
  const { severity, persons } = word;
  return {
    notices: [notice(input, { ...outage, id: flapping.id }, {
      ...{ phase: "escalated", severity, key: persons[0] },
      ...{ toldBefore: flapping.told },
      text: troubleText(scene, persons),
    })],
    flapping: {
      ...flapping,
      told: severity,
      escalated: [...flapping.escalated, ...persons],
    },
  };
}

function tellFlapping(
  input: Announcing,
  meaning: Meaning,
  told: Told,
): Part {
  const { after, now, unit } = input;
  const { flapping, outage, recent = [] } = told;
  const nothing = { told, notices: [] };
  if (flapping === undefined || meaning.state === "paused") return nothing;
  const scene = { memory: after, now, unit };
  const end = (text: Sentences): Part => ({
    told: { ...told, flapping: undefined, recent: undefined },
    notices: [notice(input, plain(flapping), {
      ...{ phase: "over", severity: flapping.told, toldBefore: flapping.told },
      ...{ text, endedWallMs: now.wallMs },
    })],
  });
  if (meaning.state === "stopped") return end(stoppedText(scene));
  if (!isQuiet(flapping, now)) {
    if (!isHourOver(flapping, now)) return nothing;
    const notices = flapping.notices + 1;
    const known = { ...flapping, notices, toldBootMs: now.bootMs };
    return {
      told: { ...told, flapping: known },
      notices: [flappingNotice(input, known, recent)],
    };
  }
  if (outage === undefined) {
    return meaning.state === "well" ? end(quietText(scene, flapping)) : nothing;
  }
  // The last one lasts: from here on it is told for itself.
  const { id, told: before, escalated } = flapping;
  const last = { ...outage, id, told: before, escalated, muted: false };
  if (meaning.state !== "trouble") return nothing;
  const word = { phase: "reminder", severity: before, persons: [] } as const;
  const { told: known, notices } = tellWord(input, meaning, last, word);
  return {
    notices,
    told: { ...told, outage: known, flapping: undefined, recent: undefined },
  };
}

function flappingNotice(
  input: Announcing,
  flapping: Flapping,
  recent: readonly number[],
): Notice {
  const scene = { memory: input.after, now: input.now, unit: input.unit };
  return notice(input, plain(flapping), {
    ...{ phase: "flapping", severity: "warning", key: flapping.notices },
    toldBefore: flapping.notices === 1 ? null : flapping.told,
    text: flappingText(scene, flapping, recent.length),
  });
}

/** As if it were one outage. */
function plain({ id, sinceWallMs }: Flapping) {
  return { id, sinceWallMs, drill: false };
}

function endNotice(
  input: Announcing,
  meaning: Meaning,
  outage: Outage,
  severity: Severity,
): Notice {
  const scene = { memory: input.after, now: input.now, unit: input.unit };
  return notice(input, outage, {
    ...{ phase: "over", severity, toldBefore: severity },
    endedWallMs: outage.well?.wallMs ?? input.now.wallMs,
    text: meaning.state === "stopped"
      ? stoppedText(scene)
      : overText(scene, outage),
  });
}

function notice(
  { profile, after: { verdict, reason }, now }: Announcing,
  { id, sinceWallMs, drill }: Pick<Outage, "id" | "sinceWallMs" | "drill">,
  { phase, severity, key, toldBefore, endedWallMs = null, text }: {
    readonly phase: NoticePhase;
    readonly severity: Severity;
    readonly key?: string | number | undefined;
    readonly toldBefore: Severity | null;
    readonly endedWallMs?: number | null;
    readonly text: Sentences;
  },
): Notice {
  return {
    id: [id, phase, ...key === undefined ? [] : [key]].join("."),
    ...{ phase, severity, toldBefore, profile, incident: id },
    ...{ verdict, reason, atWallMs: now.wallMs },
    ...{ startedWallMs: sinceWallMs, endedWallMs },
    ...text,
    headline: drill ? say`${text.headline} (drill)` : text.headline,
  };
}
