/** What goes out to which channel now: pure. */

import type { Instant } from "../base/instant.ts";
import type { DaySpan } from "../base/value_kinds.ts";
import type { Notice, NoticePhase } from "../core/notice.ts";
import type { Channel } from "./channel.ts";
import { ageMs, type ChannelState, UNTRIED } from "./delivery_state.ts";
import type { ChannelSettings } from "./notify_settings.ts";
import { type Entry, ENTRY_LIFE_MS } from "./outbox.ts";
import type { Tried } from "./try_message.ts";

/** Something to be told, and the entries that are done with once it is. */
export interface Item {
  readonly notice: Notice;
  /** How it began, when that was not told yet and it is over by now. */
  readonly began: Notice | null;
  /** How long it has waited, ms. */
  readonly delayMs: number;
  readonly entries: readonly Entry[];
}

/** What one channel is to be sent, and what is known of it. */
export interface ChannelPlan {
  readonly channel: ChannelSettings;
  /** undefined: there is no such type. */
  readonly type: Channel | undefined;
  /** How it fares; undefined: it was never tried. */
  readonly state: ChannelState | undefined;
  /** Of its settings as they are now. */
  readonly fingerprint: string;
  /** A message each; those of one are told together. */
  readonly messages: readonly (readonly Item[])[];
}

/** What there is to plan with. */
interface PlanInput {
  readonly entries: readonly Entry[];
  readonly channels: readonly ChannelSettings[];
  readonly types: readonly Channel[];
  readonly quietHours: DaySpan | null;
  readonly states: Readonly<Record<string, ChannelState>>;
  /** Of each channel's settings as they are now. */
  readonly fingerprints: Readonly<Record<string, string>>;
  readonly now: Instant;
  /** Local time of the day, minutes after midnight. */
  readonly minute: number;
}

/** Waits between tries, ms: doubled after each. */
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 30 * 60_000;
/** What a person has to mend is tried this often, ms. */
const FATAL_WAIT_MS = 60 * 60_000;

/** Plans one delivery: what is to be sent now, and what is too old to be told. */
export function planSends(input: PlanInput) {
  const { entries, channels, types, states, fingerprints, now } = input;
  const isOld = ({ made }: Entry) => ageMs(made, now) > ENTRY_LIFE_MS;
  const sends = channels.flatMap((channel): ChannelPlan[] => {
    const { name } = channel;
    const type = types.find((one) => one.type === channel.type);
    const state = states[name];
    const fingerprint = fingerprints[name] ?? "";
    const waiting = entries.filter((entry) =>
      entry.channel === name && !isOld(entry)
    );
    const due = dueOf(waiting, state ?? UNTRIED, fingerprint, now);
    const messages = messagesOf(due, type?.machine === true, input);
    if (messages.length === 0) return [];
    return [{ channel, type, state, fingerprint, messages }];
  });
  return { sends, expired: entries.filter(isOld) };
}

function messagesOf(
  due: readonly Entry[],
  machine: boolean,
  { quietHours, now, minute }: PlanInput,
): Item[][] {
  const groups = machine
    ? due.map((entry) => [entry])
    : [...Map.groupBy(due, keyOf).values()];
  const items = groups.flatMap((group) => itemsOf(group, now));
  if (machine) return items.map((item) => [item]);
  const quiet = isQuiet(quietHours, minute);
  const told = items.filter(({ notice }) => !quiet || passes(notice));
  return told.length === 0 ? [] : [told];
}

/** What may be tried: all, nothing, or only what has come since the last try. */
function dueOf(
  waiting: readonly Entry[],
  state: ChannelState,
  fingerprint: string,
  now: Instant,
): readonly Entry[] {
  const { failures, tried, waitMs, imposed, fatal } = state;
  if (failures === 0 || tried === null) return waiting;
  if (fingerprint !== state.fingerprint) return waiting;
  const sinceMs = ageMs(tried, now);
  if (sinceMs >= waitMs || isAhead(tried, now)) return waiting;
  const fresh = waiting.filter(({ made }) => ageMs(made, now) < sinceMs);
  if (imposed || fresh.length === 0) return [];
  // News is worth a try. What a service refuses for good may be the fault of
  // one message, which must not keep others from being told; but nothing is
  // told before what it follows from.
  const keys = new Set(fresh.map(keyOf));
  return fatal ? waiting.filter((entry) => keys.has(keyOf(entry))) : waiting;
}

/** Of an earlier boot, and later than now: the clock was set back, by who knows how much. */
function isAhead(then: Instant, now: Instant): boolean {
  return then.bootId !== now.bootId && then.wallMs > now.wallMs;
}

/** What is told as one: an incident, or a single notice. */
export function keyOf({ notice: { profile, incident, id } }: Entry): string {
  return JSON.stringify([profile, incident ?? id]);
}

/** What of a group is told, the first that is there; of several the last. */
const WORDS: readonly (readonly NoticePhase[])[] = [
  ["over"],
  // It has all that the beginning has, whatever the wall clock says of the two.
  ["escalated"],
  ["opened", "event", "test"],
  ["flapping"],
  ["reminder"],
];

function itemsOf(entries: readonly Entry[], now: Instant): Item[] {
  const [last, before] = WORDS.flatMap((phases) =>
    entries.findLast(({ notice }) => phases.includes(notice.phase)) ?? []
  );
  if (last === undefined) return [];
  const { notice } = last;
  const began = notice.phase !== "over" || before?.notice.phase === "reminder"
    ? null
    : before?.notice ?? null;
  return [{ notice, began, delayMs: ageMs(last.made, now), entries }];
}

/** Whether a time of the day is in quiet hours. */
export function isQuiet(hours: DaySpan | null, minute: number): boolean {
  if (hours === null) return false;
  const { fromMinute, toMinute } = hours;
  return fromMinute <= toMinute
    ? minute >= fromMinute && minute < toMinute
    : minute >= fromMinute || minute < toMinute;
}

/** Who was woken by something is told of its end, too. */
function passes({ phase, severity, toldBefore }: Notice): boolean {
  return severity === "critical" || phase === "test" ||
    phase === "over" && toldBefore === "critical";
}

/**
 * How a channel fares after a try.
 *
 * @param type undefined: there is no such type.
 * @param random From 0 to below 1.
 */
export function afterTry(
  before: ChannelState | undefined,
  { outcome, answered }: Tried,
  type: Channel | undefined,
  fingerprint: string,
  now: Instant,
  random: number,
): ChannelState {
  if (outcome.kind === "ok") {
    return { ...UNTRIED, lastOkWallMs: now.wallMs, tried: now, fingerprint };
  }
  const { lastOkWallMs, failures, failingSinceWallMs } = before ?? UNTRIED;
  const fatal = outcome.kind === "fatal";
  const asked = outcome.kind === "retry" ? outcome.afterMs : null;
  // A service that was not reached cannot have counted the message.
  const shortest = answered && !fatal ? type?.shortestRetryMs ?? 0 : 0;
  const doubled = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS);
  const waitMs = fatal ? FATAL_WAIT_MS : (1 - random / 5) * doubled;
  return {
    lastOkWallMs,
    failures: failures + 1,
    tried: now,
    waitMs: Math.max(waitMs, asked ?? 0, shortest),
    imposed: asked !== null || shortest > 0,
    fatal,
    why: outcome.why,
    failingSinceWallMs: failingSinceWallMs ?? now.wallMs,
    fingerprint,
  };
}
