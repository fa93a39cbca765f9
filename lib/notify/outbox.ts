/**
 * What has to be told and is not delivered yet: a file for each notice and
 * channel. It is written by whoever has something to tell, before that is
 * written down as told; `deliver.ts` sends it, and removes it afterwards.
 */

import * as z from "zod/mini";
import { GuardError } from "../base/errors.ts";
import type { Instant } from "../base/instant.ts";
import { maskSecrets } from "../base/mask.ts";
import { parseJsonAs } from "../base/parse_json.ts";
import { reasonOf } from "../base/reason.ts";
import { learnMessages, messagesIn, say } from "../base/say.ts";
import { DAY_MS } from "../base/duration.ts";
import type { Notice } from "../core/notice.ts";
import type { Verdict } from "../core/types.ts";
import {
  ensurePrivateDir,
  removeStaleTemporaries,
  syncFolder,
  writeFileAtomic,
} from "../store/atomic.ts";
import { notifyPaths } from "../store/paths.ts";
import { noticeSchema } from "../store/told_schema.ts";
import type { Context } from "../sys/context.ts";
import { entriesOf, exists, removeFile, setAside } from "../sys/files.ts";
import { readPlainText } from "../sys/plain_file.ts";
import type { Surroundings } from "../sys/surroundings.ts";
import { instant } from "./delivery_state.ts";
import type { ChannelSettings, NotifySettings } from "./notify_settings.ts";
import { logDelivery, noteLost } from "./notify_log.ts";
import { isWanted } from "./wanted.ts";

/** Something to be told to one channel. */
export interface Entry {
  /** Of its file. */
  readonly name: string;
  readonly channel: string;
  /** When it was put there. */
  readonly made: Instant;
  readonly notice: Notice;
}

/** So long is tried to deliver something, ms. */
export const ENTRY_LIFE_MS = DAY_MS;
/** So many wait for a channel; then the oldest goes. */
const MAX_ENTRIES = 100;
/** What the guard itself writes never gets so long. */
const MAX_BYTES = 64 * 1024;

const schema = z.object({
  schema: z.literal(1),
  channel: z.string(),
  made: instant,
  notice: z.extend(noticeSchema, {
    // A version that is gone may have had other ones.
    verdict: z.nullable(z.string()),
  }),
  said: z.optional(z.unknown()),
});

/**
 * Puts notices into the outbox, for each channel those it wants. The same
 * notice again changes nothing.
 *
 * @throws {Error} when one cannot be written: then none of them is told, and all
 * have to be made again. One that was sent meanwhile would be sent with every try.
 */
export function enqueue(
  context: Context,
  { channels }: NotifySettings,
  notices: readonly Notice[],
): void {
  const { dir, outbox } = notifyPaths(context);
  const written: Pick<Entry, "name">[] = [];
  try {
    for (const notice of notices) {
      for (const channel of channels) {
        const isTold = isWanted(channel, notice) ||
          isCorrection(context, channel, notice);
        const name = fileName(notice.id, channel);
        const path = `${outbox}/${name}`;
        if (!isTold || exists(path)) continue;
        ensurePrivateDir(dir);
        ensurePrivateDir(outbox);
        writeFileAtomic(path, textOf(context, channel, notice));
        written.push({ name });
        makeRoom(context, channel);
      }
    }
  } catch (error) {
    removeEntries(context, written);
    throw error;
  }
  if (written.length > 0) syncFolder(outbox);
}

/** Whether everything is delivered; what cannot be looked at is not empty. */
export function outboxIsEmpty(surroundings: Surroundings): boolean {
  return outboxCount(surroundings) === 0;
}

/** How many messages wait; null: that cannot be told. */
export function outboxCount(surroundings: Surroundings): number | null {
  try {
    return names(surroundings).length;
  } catch {
    return null;
  }
}

/**
 * All that is not delivered, oldest first. A file that cannot be read, or is
 * none of the guard's, is put aside; the log of deliveries tells of a message.
 *
 * @throws {Error} of the failing system call.
 */
export function readOutbox(context: Context): Entry[] {
  const { outbox } = notifyPaths(context);
  return names(context).flatMap((name) => {
    const path = `${outbox}/${name}`;
    let read: z.infer<typeof schema> | null;
    let why = say`it is none of the guard's`;
    try {
      const text = readPlainText(path, MAX_BYTES);
      if (text === null) return []; // sent by another check
      read = parseJsonAs(schema, text);
    } catch (error) {
      if (!isOfOneFile(error)) throw error;
      read = null;
      why = reasonOf(error);
    }
    if (read === null) {
      const aside = setAside(path, context.clock.now().wallMs);
      if (name.includes("~")) {
        logDelivery(context, {
          ...{ channel: channelIn(name), type: "", outcome: "dropped" },
          why: say`a message cannot be read and is kept as ${aside}: ${why}`,
          ...{ tries: 0, delayMs: 0, notices: [] },
        });
      }
      return [];
    }
    const { said, channel, made, notice } = read;
    learnMessages(said);
    const verdict = notice.verdict as Verdict | null;
    return [{ name, channel, made, notice: { ...notice, verdict } }];
  }).toSorted(({ notice: one }, { notice: other }) =>
    one.atWallMs - other.atWallMs ||
    // A guard that died left both to one check.
    Number(one.phase === "over") - Number(other.phase === "over")
  );
}

/** With another one, such as too many open files, all of them could not be read. */
function isOfOneFile(error: unknown): boolean {
  return error instanceof GuardError || error instanceof Error &&
      (error.name === "PermissionDenied" ||
        "code" in error && error.code === "EIO");
}

/** Removes what is delivered, or of no use any more. */
export function removeEntries(
  surroundings: Surroundings,
  entries: readonly Pick<Entry, "name">[],
): void {
  const { outbox } = notifyPaths(surroundings);
  for (const { name } of entries) removeFile(`${outbox}/${name}`);
}

/** Removes what a guard that was killed has left half written. */
export function tidyOutbox(context: Context): void {
  const { outbox } = notifyPaths(context);
  if (exists(outbox)) {
    removeStaleTemporaries(outbox, context.clock.now().wallMs);
  }
}

function names(surroundings: Surroundings): string[] {
  return entriesOf(notifyPaths(surroundings).outbox)
    .map(({ name }) => name).filter((name) => name.endsWith(".json"))
    .sort(); // each try makes the same message of them, whatever the file system
}

function fileName(id: string, { name }: ChannelSettings): string {
  return `${id}~${name}.json`;
}

function channelIn(name: string): string {
  return name.slice(name.lastIndexOf("~") + 1, -".json".length);
}

function textOf(
  context: Context,
  { name }: ChannelSettings,
  notice: Notice,
): string {
  const { headline, matter, doing, advice } = notice;
  const sentences = {
    headline: maskSecrets(headline),
    matter: maskSecrets(matter),
    doing: doing && maskSecrets(doing),
    advice: advice && maskSecrets(advice),
  };
  const text = JSON.stringify({
    schema: 1,
    channel: name,
    made: context.clock.now(),
    notice: { ...notice, ...sentences },
    ...messagesIn(sentences),
  });
  return `${text}\n`;
}

/**
 * A channel that does not want to hear of ends: it hears of this one when it
 * has not been told of the trouble either, which would be wrong by now. A
 * reminder that waits is not needed any more.
 */
function isCorrection(
  context: Context,
  { name, resolve }: ChannelSettings,
  { phase, incident }: Notice,
): boolean {
  if (phase !== "over" || resolve || incident === null) return false;
  const waiting = readOutbox(context).filter(({ channel, notice }) =>
    channel === name && notice.incident === incident
  );
  const isReminder = ({ notice }: Entry) => notice.phase === "reminder";
  removeEntries(context, waiting.filter(isReminder));
  return !waiting.every(isReminder);
}

/** Reminders go first, then what is oldest. */
function makeRoom(context: Context, channel: ChannelSettings): void {
  const suffix = fileName("", channel);
  if (
    names(context).filter((name) => name.endsWith(suffix)).length <= MAX_ENTRIES
  ) return;
  const waiting = readOutbox(context).filter((entry) =>
    entry.channel === channel.name
  );
  const order = [
    ...waiting.filter(({ notice }) => notice.phase === "reminder"),
    ...waiting.filter(({ notice }) => notice.phase !== "reminder"),
  ];
  const dropped = order.slice(0, waiting.length - MAX_ENTRIES);
  removeEntries(context, dropped);
  for (const entry of dropped) {
    noteLost(context, entry, {
      ...{ type: channel.type, outcome: "dropped", tries: 0 },
      why: say`too many others wait for this channel`,
    });
  }
}

/**
 * How much waits for each channel; nothing is read or put aside.
 *
 * @throws {Error} of the failing system call.
 */
export function waitingByChannel(
  surroundings: Surroundings,
): ReadonlyMap<string, number> {
  const groups = Map.groupBy(names(surroundings), channelIn);
  return new Map([...groups].map(([channel, all]) => [channel, all.length]));
}
