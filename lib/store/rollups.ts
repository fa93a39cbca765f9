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
import { DAY_MS } from "../base/duration.ts";
import { messageOf } from "../base/errors.ts";
import { DEFAULT_PROFILE } from "../base/profile.ts";
import { say } from "../base/say.ts";
import { withQuiet } from "../core/mark.ts";
import type { Memory } from "../core/memory.ts";
import type { Roll } from "../core/roll.ts";
import {
  counted,
  noRollups,
  type RolledUp,
  rollUp,
  shownRollups,
} from "../core/roll_up.ts";
import type { Counters, Rollups } from "../core/rollup.ts";
import type { Context } from "../sys/context.ts";
import { setAside } from "../sys/files.ts";
import { readPlainText } from "../sys/plain_file.ts";
import { writeFileAtomic } from "./atomic.ts";
import { readNotificationCounts } from "./notification_counts.ts";
import { profilePaths } from "./paths.ts";
import { readQuietTicks } from "./quiet_ticks.ts";
import { ROW_LENGTH, rowOf, spanOf } from "./rollup_rows.ts";
import { peekState } from "./state.ts";

/** The largest file that is read, bytes; a full one has less than 300 kB. */
const MAX_BYTES = 1024 * 1024;

const amount = z.number().check(z.gte(0));
const counts = z.record(z.string(), amount);
const row = z.array(z.number()).check(
  z.refine((numbers) =>
    numbers.length >= ROW_LENGTH &&
    // With a clock that has just begun, a day may begin before 1970.
    numbers.every((number, at) => number >= (at === 0 ? -2 * DAY_MS : 0))
  ),
);
const counterFields = {
  schema: z.literal(1),
  series: amount,
  next: amount,
  counters: z.object({
    sinceMs: amount,
    checks: counts,
    incidents: counts,
    actions: counts,
    downtimeMs: amount,
  }),
};
const countersSchema = z.object(counterFields);
const schema = z.object({
  ...counterFields,
  zone: z.string(),
  outageMs: z.nullable(amount),
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
  /** Why the file counts as none; null when it can be used, or is not there. */
  readonly problem: string | null;
}

/**
 * All that is remembered of a profile. Changes nothing and never throws: a file
 * that cannot be used counts as none, and `problem` says why; the next check
 * that writes it puts it aside.
 */
export function readRollups(context: Context, profile: string): Rollups {
  const { wallMs } = context.clock.now();
  const { roll } = recall(context, profile);
  const stored = readStored(context, profile);
  const { rollups, problem } = stored;
  const shown = shownRollups(
    roll === undefined
      ? rollups
      : rollUp(rollups, marksFor(stored, roll), localZone(), wallMs),
    wallMs,
  );
  const notifications = profile === DEFAULT_PROFILE
    ? readNotificationCounts(context)
    : {};
  return {
    ...shown,
    counters: { ...shown.counters, notifications },
    ...problem === null ? {} : { problem },
  };
}

/**
 * The memory of the last check, a quiet one included, and the counters. Looks at
 * no span: metrics are made twice a minute, and those cost ten times as much.
 */
export function readCounters(
  context: Context,
  profile: string,
): { readonly memory: Memory; readonly counters: Counters } {
  const memory = recall(context, profile);
  const { roll } = memory;
  const file = tryReadCounters(context, profile);
  const counters = file === null
    ? noRollups(localZone(), context.clock.now().wallMs).counters
    : { ...file.counters, notifications: {} };
  const marks = roll === undefined ? [] : marksFor(file, roll);
  return { memory, counters: marks.reduce(counted, counters) };
}

function tryReadCounters(context: Context, profile: string) {
  try {
    const { rollups } = profilePaths(context, profile);
    return parseJsonAs(countersSchema, readPlainText(rollups, MAX_BYTES) ?? "");
  } catch {
    return null; // readRollups tells why
  }
}

/**
 * The memory, with the quiet checks in its roll. To be read before the file:
 * what is put into that meanwhile has a number that it has.
 */
function recall(context: Context, profile: string): Memory {
  const { state } = profilePaths(context, profile);
  const { memory } = peekState(state, context.clock.now());
  if (memory.roll === undefined) return memory;
  const { ticks } = readQuietTicks(state, memory.roll.quiet);
  return { ...memory, roll: withQuiet(memory.roll, ticks) };
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
  const path = profilePaths(context, profile).rollups;
  const { wallMs } = context.clock.now();
  const stored = readStored(context, profile);
  const problem = stored.problem === null
    ? null
    : say`the memory of days was unreadable (${stored.problem}) and is now ${
      setAside(path, wallMs)
    }`;
  const { zone, counters, outageMs, minutes, hours, days } = rollUp(
    stored.rollups,
    marksFor(stored, roll),
    localZone(),
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

/** The marks that the file does not have; null: there is none. */
function marksFor(
  file: Pick<Stored, "series" | "next"> | null,
  { series, first, marks }: Roll,
): Roll["marks"] {
  return file?.series === series
    ? marks.slice(Math.max(0, file.next - first))
    : marks;
}

/** The name of the zone in which local times are told. */
function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function readStored(context: Context, profile: string): Stored {
  const nothing = (problem: string | null): Stored => ({
    rollups: noRollups(localZone(), context.clock.now().wallMs),
    series: null,
    next: 0,
    problem,
  });
  try {
    const path = profilePaths(context, profile).rollups;
    const text = readPlainText(path, MAX_BYTES);
    if (text === null) return nothing(null);
    const file = parseJsonAs(schema, text);
    if (file === null) return nothing(say`it is no memory of days`);
    const { series, next, zone, outageMs, counters } = file;
    return {
      ...{ series, next, problem: null },
      rollups: {
        ...{ zone, outageMs, counters: { ...counters, notifications: {} } },
        minutes: file.minutes.map(spanOf),
        hours: file.hours.map(spanOf),
        days: file.days.map(spanOf),
      },
    };
  } catch (error) {
    return nothing(messageOf(error));
  }
}
