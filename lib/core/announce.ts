/**
 * What is told of a check: a pure function, called when all is done. Each
 * outage is told once in each of its phases, and what was told is remembered.
 */

import {
  counted,
  escalated,
  lately,
  type Part,
  tellFlapping,
} from "./announce_flapping.ts";
import { endNotices, tellWord } from "./announce_notice.ts";
import { dueWord, follow, isOver } from "./announce_outage.ts";
import type { Announcing, Understood, Word } from "./announcing.ts";
import { ownTrouble } from "./event_notice.ts";
import type { Memory } from "./memory.ts";
import type { Notice } from "./notice.ts";
import { type Outage, tidyTold, type Told } from "./told.ts";
import { meaningOf } from "./trouble.ts";

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
  const { profile, now } = input;
  const own = ownTrouble(profile, input.after, now);
  const after = own.memory;
  const { verdict, lastDecision } = after;
  const meaning = meaningOf(
    verdict,
    verdict === "healthy" ? null : lastDecision?.rule ?? null,
  );
  // Of another boot nothing has gone before; what was told comes with `after`.
  const before = input.before.bootId === now.bootId
    ? input.before
    : { ...input.before, verdict: null, incident: null };
  const check = { ...input, before, meaning };
  const one = tellOutage(check);
  const all = tellFlapping(check, one.told);
  const notices = [
    ...after.told?.unsent ?? [],
    ...own.notices,
    ...one.notices,
    ...all.notices,
  ].slice(-MAX_UNSENT);
  return { notices, memory: withTold(after, { ...all.told, unsent: notices }) };
}

/**
 * A person's command has stopped it, and no check comes that could see it: what
 * was told before ends.
 *
 * @returns The notices, and what is then remembered as told.
 */
export function announceStop(
  { profile, memory, now, unit, why }:
    & Pick<Announcing, "profile" | "now" | "unit">
    & { readonly memory: Memory; readonly why: string },
): { readonly notices: readonly Notice[]; readonly told: Told | undefined } {
  const { notices, memory: { told } } = announce({
    ...{ profile, now, unit, before: memory, events: [], drill: false },
    after: {
      ...{ ...memory, verdict: "stopped", reason: null, why },
      lastDecision: {
        ...{ atWallMs: now.wallMs, rule: "inactive", observed: {} },
        ...{ actions: [], nextWallMs: null },
      },
    },
    policy: { rollback: "ask", leftInactive: "report" },
    telling: { remindersMs: [], drills: true, hearers: () => [] },
  });
  return { notices, told: told && tidyTold({ ...told, unsent: undefined }) };
}

/** The memory with other things told. */
export function withTold(memory: Memory, told: Told): Memory {
  const { told: _told, ...rest } = memory;
  const tidy = tidyTold(told);
  return tidy === undefined ? rest : { ...rest, told: tidy };
}

/** The outage of this moment, if there is one. */
function tellOutage(input: Understood): Part {
  const { after, now, telling } = input;
  const { flapping, recent: all, closedBootMs } = after.told ?? {};
  const recent = lately(all, now);
  const base = {
    ...{ flapping, recent },
    closedBootMs: after.incident === null ? undefined : closedBootMs,
  };
  const outage = follow(input);
  if (outage === undefined) return { told: base, notices: [] };
  // What people know of it by the flapping is not told again.
  const own = flapping === undefined || outage.told !== null;
  const known = own ? outage.escalated : flapping.escalated;
  const word = outage.drill && !telling.drills
    ? null
    : dueWord(input, outage, known);
  const isNew = isNewOne(after.told, outage, word);
  const found = isNew ? [...recent, now.bootMs] : recent;
  const many = isNew ? counted(input, flapping, found) : flapping;
  const over = isOver(input);
  const rest = {
    ...{ ...base, flapping: many, recent: found },
    ...over ? { closedBootMs: after.incident?.openedBootMs } : {},
  };
  if (many !== undefined && (isNew || outage.muted)) {
    const { flapping, notices } = escalated(input, many, word);
    const muted = over ? undefined : { ...outage, muted: true };
    return { notices, told: { ...rest, flapping, outage: muted } };
  }
  const { outage: told, notice } = word === null
    ? { outage, notice: null }
    : tellWord(input, outage, word);
  const notices = notice === null ? [] : [notice];
  return over
    ? { told: rest, notices: [...notices, ...endNotices(input, told)] }
    : { told: { ...rest, outage: told }, notices };
}

/** While they come and go each one counts, however short it is. */
function isNewOne(
  told: Told | undefined,
  outage: Outage,
  word: Word | null,
): boolean {
  const counts = word !== null ||
    told?.flapping !== undefined && outage.foundBootMs !== null;
  return counts && outage.told === null && !outage.muted && !outage.drill;
}
