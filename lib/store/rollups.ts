/**
 * The memory of days of a profile, `rollups.json`: written at the turn of an
 * hour and when something happens. What checks have seen since then is still in
 * the state and in the file of quiet checks; readers get it all.
 *
 * The file says which marks it has, by number. So a guard that dies between the
 * file and the state counts none twice.
 */

import * as z from "zod/mini";
import { parseJsonAs } from "../base/parse_json.ts";
import { messageOf } from "../base/errors.ts";
import { DEFAULT_PROFILE } from "../base/profile.ts";
import { say } from "../base/say.ts";
import { withQuiet } from "../core/mark.ts";
import type { Memory } from "../core/memory.ts";
import type { Roll } from "../core/roll.ts";
import {
  emptySpan,
  noRollups,
  type RolledUp,
  rollUp,
  shownRollups,
} from "../core/roll_up.ts";
import { type Rollups, type Span, STARTERS } from "../core/rollup.ts";
import type { Context } from "../sys/context.ts";
import { setAside } from "../sys/files.ts";
import { readPlainText } from "../sys/plain_file.ts";
import { writeFileAtomic } from "./atomic.ts";
import { readNotificationCounts } from "./notification_counts.ts";
import { profilePaths } from "./paths.ts";
import { readQuietTicks } from "./quiet_ticks.ts";
import { peekState } from "./state.ts";

/** The largest file that is read, bytes; a full one has less than 300 kB. */
const MAX_BYTES = 1024 * 1024;

const amount = z.number().check(z.gte(0));
const counts = z.record(z.string(), amount);
/** A span: see rowOf(). */
const row = z.array(amount).check(z.minLength(16));
const schema = z.object({
  schema: z.literal(1),
  series: amount,
  next: amount,
  zone: z.string(),
  outageMs: z.nullable(amount),
  counters: z.object({
    sinceMs: amount,
    checks: counts,
    incidents: counts,
    actions: counts,
    downtimeMs: amount,
  }),
  minutes: z.array(row),
  hours: z.array(row),
  days: z.array(row),
});

/** What is in the file. */
interface Stored {
  readonly rollups: RolledUp;
  /** The marks it has: those of this series below this number. */
  readonly series: number | null;
  readonly next: number;
}

/** Where it lies. */
export function rollupsPath(context: Context, profile: string): string {
  return `${profilePaths(context, profile).dir}/rollups.json`;
}

/**
 * All that is remembered of a profile. Changes nothing and never throws: a file
 * that cannot be used counts as none, and `problem` says why; the next check
 * that writes it puts it aside.
 */
export function readRollups(context: Context, profile: string): Rollups {
  return readDays(context, profile).rollups;
}

/** {@linkcode readRollups}, and the memory of the last check, a quiet one included. */
export function readDays(
  context: Context,
  profile: string,
): { readonly memory: Memory; readonly rollups: Rollups } {
  const now = context.clock.now();
  // First: what is put into the file meanwhile has a number that the file has.
  const { state } = profilePaths(context, profile);
  const { memory } = peekState(state, now);
  const quiet = readQuietTicks(state, memory.roll?.quiet ?? {}).ticks;
  const roll = memory.roll === undefined
    ? undefined
    : withQuiet(memory.roll, quiet);
  const read = readStored(context, profile);
  const stored = "problem" in read ? nothingStored(now.wallMs) : read;
  const rollups = roll === undefined
    ? stored.rollups
    : rollUp(...marksFor(stored, roll), now.wallMs);
  const shown = shownRollups(rollups, now.wallMs);
  const notifications = profile === DEFAULT_PROFILE
    ? readNotificationCounts(context)
    : {};
  return {
    memory: { ...memory, roll },
    rollups: {
      ...shown,
      counters: { ...shown.counters, notifications },
      ..."problem" in read ? { problem: read.problem } : {},
    },
  };
}

/**
 * Puts the marks of a roll into the file.
 *
 * @returns The roll without them, to be saved, and what is to be told about a
 * file that could not be used and was put aside, or null.
 * @throws {Error} of the failing system call; the old file then stays.
 */
export function foldIntoRollups(
  context: Context,
  profile: string,
  roll: Roll,
): { readonly roll: Roll; readonly problem: string | null } {
  const path = rollupsPath(context, profile);
  const { wallMs } = context.clock.now();
  const read = readStored(context, profile);
  const problem = "problem" in read
    ? say`the memory of days was unreadable (${read.problem}) and is now ${
      setAside(path, wallMs)
    }`
    : null;
  const stored = "problem" in read ? nothingStored(wallMs) : read;
  const { zone, counters, outageMs, minutes, hours, days } = rollUp(
    ...marksFor(stored, roll),
    wallMs,
  );
  const next = roll.first + roll.marks.length;
  const { notifications: _elsewhere, ...own } = counters;
  writeFileAtomic(
    path,
    JSON.stringify({
      ...{ schema: 1, series: roll.series, next, zone, outageMs },
      counters: own,
      minutes: minutes.map(rowOf),
      hours: hours.map(rowOf),
      days: days.map(rowOf),
    }) + "\n",
  );
  return { roll: { ...roll, first: next, marks: [] }, problem };
}

/** The marks that the file does not have. */
function marksFor(
  { rollups, series, next }: Stored,
  roll: Roll,
): [RolledUp, Roll["marks"], string] {
  const known = series === roll.series ? Math.max(0, next - roll.first) : 0;
  return [rollups, roll.marks.slice(known), localZone()];
}

/** The name of the zone in which local times are told. */
function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function nothingStored(nowMs: number): Stored {
  return { rollups: noRollups(localZone(), nowMs), series: null, next: 0 };
}

function readStored(
  context: Context,
  profile: string,
): Stored | { readonly problem: string } {
  try {
    const text = readPlainText(rollupsPath(context, profile), MAX_BYTES);
    if (text === null) return nothingStored(context.clock.now().wallMs);
    const file = parseJsonAs(schema, text);
    if (file === null) return { problem: say`it is no memory of days` };
    const { series, next, zone, outageMs, counters } = file;
    return {
      series,
      next,
      rollups: {
        ...{ zone, outageMs, counters: { ...counters, notifications: {} } },
        minutes: file.minutes.map(spanOf),
        hours: file.hours.map(spanOf),
        days: file.days.map(spanOf),
      },
    };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}

/** A span in little room: 16 numbers, then each bucket of probes that has any. */
function rowOf(span: Span): number[] {
  const { probe } = span;
  return [
    ...[span.fromMs, span.lengthMs],
    ...[span.healthyMs, span.outageMs, span.plannedMs, span.unknownMs],
    ...[span.outages, span.worstOutageMs],
    ...STARTERS.map((by) => span.starts[by]),
    ...[span.forceCleans, span.rollbacks],
    probe.maxMs,
    probe.sumMs,
    ...probe.counts.flatMap((count, bucket) =>
      count > 0 ? [bucket, count] : []
    ),
  ];
}

function spanOf(numbers: readonly number[]): Span {
  const [fromMs, lengthMs, healthyMs, outageMs, plannedMs, unknownMs] =
    numbers as [number, number, number, number, number, number];
  const at = (index: number) => numbers[index] ?? 0;
  const probeCounts = [...emptySpan(fromMs, lengthMs).probe.counts];
  for (let index = 16; index + 1 < numbers.length; index += 2) {
    if (at(index) < probeCounts.length) {
      probeCounts[at(index)] = at(index + 1);
    }
  }
  return {
    ...{ fromMs, lengthMs, healthyMs, outageMs, plannedMs, unknownMs },
    watchedMs: healthyMs + outageMs + plannedMs + unknownMs,
    outages: at(6),
    worstOutageMs: at(7),
    starts: {
      guard: at(8),
      systemd: at(9),
      person: at(10),
      openclaw: at(11),
    },
    forceCleans: at(12),
    rollbacks: at(13),
    probe: { counts: probeCounts, sumMs: at(15), maxMs: at(14) },
  };
}
