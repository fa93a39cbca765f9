/** Makes one message of notices, in the reader's language. */

import { formatDuration } from "../base/duration.ts";
import { formatLocalTime } from "../base/local_time.ts";
import { maskSecrets } from "../base/mask.ts";
import { DEFAULT_PROFILE } from "../base/profile.ts";
import { escapeUnsafe } from "../base/safe_line.ts";
import { type Notice, SEVERITIES } from "../core/notice.ts";
import { t, translate } from "../text/speech.ts";
import type { Message, MessagePart } from "./message.ts";
import type { Item } from "./plan.ts";

/** Who speaks. */
export type Sender = Pick<Message, "host" | "user">;

/** Less than two checks apart is not late, ms. */
const LATE_MS = 60_000;

/**
 * Makes a message of what is told together.
 *
 * @param items At least one, oldest first.
 * @param nowMs Wall clock ms: times of today are told without the date.
 */
export function compose(
  items: readonly Item[],
  sender: Sender,
  nowMs: number,
): Message {
  const [head, ...others] = items.toSorted(byWeight);
  if (head === undefined) throw new TypeError("items: none");
  const host = escapeUnsafe(sender.host);
  const profiles = new Set(items.map(({ notice }) => notice.profile));
  const where = profiles.size > 1 ? host : `${host}${profileOf(head.notice)}`;
  const what = others.length === 0
    ? headlineOf(head, nowMs)
    : t`${headlineOf(head, nowMs)}, and ${others.length} more`;
  return {
    id: idOf(items, sender),
    // Not that of an end beside something that lasts.
    severity: head.notice.severity,
    phase: head.notice.phase,
    host,
    user: escapeUnsafe(sender.user),
    title: t`${signOf(head.notice)} OpenClaw ${where}: ${what}`,
    lines: others.length === 0
      ? linesOf(head, nowMs)
      : items.map((item) => shortly(item, profiles.size > 1, nowMs)),
    parts: items.map(partOf),
  };
}

/** What still lasts first, then the gravest, then the newest. */
function byWeight({ notice: one }: Item, { notice: other }: Item): number {
  return Number(one.phase === "over") - Number(other.phase === "over") ||
    SEVERITIES.indexOf(other.severity) - SEVERITIES.indexOf(one.severity) ||
    other.atWallMs - one.atWallMs;
}

/**
 * Another set of notices is another message; the same one tried again is not. A
 * service that lets a second one be must not take another machine's, or another
 * user's, for that: they may use one token.
 */
function idOf(items: readonly Item[], { host, user }: Sender): string {
  const count = items.flatMap(({ entries }) => entries).length;
  const last = items.at(-1)?.notice.id ?? "";
  const names = [host, user].map((name) =>
    encodeURIComponent(name.toWellFormed()).replaceAll(/[^\w.-]|_/g, "-")
  );
  return [...names, last, ...count === 1 ? [] : [count]].join(".");
}

/** Not by colour alone: the words say it, too. */
function signOf({ phase, severity }: Notice): string {
  if (phase === "over") return "✅";
  if (phase === "test") return "🔔";
  return { critical: "🔴", warning: "🟠", info: "🔵" }[severity];
}

function profileOf({ profile }: Notice): string {
  return profile === DEFAULT_PROFILE ? "" : `/${escapeUnsafe(profile)}`;
}

/** "hung (http)"; "hung (http) 12:01-12:09, well again" when the first was not told. */
function headlineOf({ notice, began }: Item, nowMs: number): string {
  const span = spanOf(notice, nowMs);
  return began === null || span === null
    ? plain(notice.headline)
    : t`${plain(began.headline)} (${span}); ${plain(notice.headline)}`;
}

function linesOf({ notice, began, delayMs }: Item, nowMs: number): string[] {
  const span = spanOf(notice, nowMs);
  const matter = plain((began ?? notice).matter);
  const since = notice.startedWallMs;
  return [
    span !== null
      ? t`${span}: ${matter}`
      : since !== null
      ? t`Since ${clock(since, nowMs)}: ${matter}`
      : matter,
    ...began === null ? [] : [plain(notice.matter)],
    ...[notice.doing, notice.advice].filter((it) => it !== null).map(plain),
    ...delayMs < LATE_MS ? [] : [t`Delayed by ${formatDuration(delayMs, 1)}`],
  ].filter((line) => line !== "");
}

/** A line among others, and what a person can do about what lasts. */
function shortly(item: Item, named: boolean, nowMs: number): string {
  const { notice } = item;
  const name = named ? `${escapeUnsafe(notice.profile)}: ` : "";
  const at = clock(notice.startedWallMs ?? notice.atWallMs, nowMs);
  const time = item.began === null ? `${at} ` : "";
  const line = `${signOf(notice)} ${time}${name}${headlineOf(item, nowMs)}`;
  const advice = notice.phase === "over" ? null : notice.advice;
  return advice === null ? line : t`${line}. ${plain(advice)}`;
}

/** "12:01-12:09"; null: it has no end, or no beginning. */
function spanOf(
  { startedWallMs, endedWallMs }: Notice,
  nowMs: number,
): string | null {
  if (startedWallMs === null || endedWallMs === null) return null;
  const [from, to] = [startedWallMs, endedWallMs].map((at) => clock(at, nowMs));
  return from === to ? `${from}` : `${from}–${to}`;
}

/** "12:01"; of another day than now "2026-11-27 12:01". */
function clock(wallMs: number, nowMs: number): string {
  const minutes = formatLocalTime(wallMs).slice(0, -3);
  const today = formatLocalTime(nowMs).slice(0, 10);
  return minutes.startsWith(today) ? minutes.slice(11) : minutes;
}

/** The facts, one by one: nothing that has not been looked through gets in. */
function partOf({ notice }: Item): MessagePart {
  const { id, phase, severity, toldBefore } = notice;
  const { profile, incident, verdict, reason } = notice;
  const { startedWallMs, endedWallMs, atWallMs, matter } = notice;
  return {
    ...{ id, phase, severity, toldBefore, profile, incident, verdict, reason },
    ...{ startedWallMs, endedWallMs, atWallMs, text: plain(matter) },
  };
}

/** A sentence of ours in the reader's language, fit to be sent away. */
function plain(english: string): string {
  return escapeUnsafe(maskSecrets(translate(maskSecrets(english))));
}
