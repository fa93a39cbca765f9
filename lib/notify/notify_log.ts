/** What was delivered, what was not and why: `notify log` shows it. */

import * as z from "zod/mini";
import type { Instant } from "../base/instant.ts";
import { parseJsonAs } from "../base/parse_json.ts";
import { learnMessages, messagesIn } from "../base/say.ts";
import { type Notice, NOTICE_PHASES } from "../core/notice.ts";
import { appendLine } from "../store/append_line.ts";
import { countNotification } from "../store/notification_counts.ts";
import { notifyPaths } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { readPlainText } from "../sys/plain_file.ts";
import type { Surroundings } from "../sys/surroundings.ts";

const schema = z.object({
  /** RFC 3339. */
  at: z.string(),
  /** Of the settings; "liveness" or "health" of a ping. */
  channel: z.string(),
  /** "telegram"; "ping". */
  type: z.string(),
  /** expired: not delivered within a day; dropped: too many others wait. */
  outcome: z.enum(["ok", "retry", "fatal", "expired", "dropped"]),
  /** For people; null: all is well. */
  why: z.nullable(z.string()),
  /** How often it was tried since it worked last, this time included. */
  tries: z.number(),
  /** How long the oldest of them has waited, ms. */
  delayMs: z.number(),
  notices: z.array(z.object({
    id: z.string(),
    phase: z.enum(NOTICE_PHASES),
    profile: z.string(),
    headline: z.string(),
  })),
  said: z.optional(z.unknown()),
});

/** One line of it. */
export type Delivery = Omit<z.infer<typeof schema>, "said">;

/** The same before it is written. */
type NewDelivery = Omit<Delivery, "at" | "notices"> & {
  readonly notices: readonly Notice[];
};

/** A dead channel adds some 50 lines a day, a working one a few. */
const LIMITS = { maxBytes: 256 * 1024, keptBytes: 128 * 1024 };

/** Adds a line; the log is a convenience, so nothing suffers when that fails. */
export function logDelivery(context: Context, made: NewDelivery): void {
  const { dir, log } = notifyPaths(context);
  const { channel, type, outcome } = made;
  // Of pings not each one is logged.
  if (type !== "ping") countSent(context, channel, outcome);
  const delivery: Delivery = {
    at: new Date(context.clock.now().wallMs).toISOString(),
    ...made,
    notices: made.notices.map(({ id, phase, profile, headline }) => ({
      ...{ id, phase, profile, headline },
    })),
  };
  try {
    const line = JSON.stringify({ ...delivery, ...messagesIn(delivery) });
    appendLine(dir, log, line, LIMITS);
  } catch {
    // As above.
  }
}

/** Notes what nobody is told any more. */
export function noteLost(
  context: Context,
  { channel, made, notice }: {
    readonly channel: string;
    readonly made: Pick<Instant, "wallMs">;
    readonly notice: Notice;
  },
  rest: Pick<Delivery, "type" | "outcome" | "why" | "tries">,
): void {
  const delayMs = Math.max(0, context.clock.now().wallMs - made.wallMs);
  logDelivery(context, { channel, ...rest, delayMs, notices: [notice] });
}

/** Counts what came of messages and pings, for the metrics; as the log, a convenience. */
export function countSent(
  surroundings: Surroundings,
  channel: string,
  outcome: Delivery["outcome"],
): void {
  try {
    countNotification(surroundings, channel, outcome);
  } catch {
    // As above.
  }
}

/**
 * All that is kept, oldest first; lines that are none are skipped.
 *
 * @throws {GuardError} when it is no plain file.
 */
export function readDeliveries(surroundings: Surroundings): Delivery[] {
  const text = readPlainText(
    notifyPaths(surroundings).log,
    2 * LIMITS.maxBytes,
  );
  return (text ?? "").split("\n").flatMap((line) => {
    const read = line === "" ? null : parseJsonAs(schema, line);
    if (read === null) return [];
    const { said, ...delivery } = read;
    learnMessages(said);
    return [delivery];
  });
}
