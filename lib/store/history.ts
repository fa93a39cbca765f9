/** What happened, for machines: one JSON object per line in `history.jsonl`. */

import { parseJsonAs } from "../base/parse_json.ts";
import * as z from "zod/mini";
import { maskedJson } from "../base/mask.ts";
import { learnMessages, messagesIn } from "../base/say.ts";
import type { Context } from "../sys/context.ts";
import { readPlainText } from "../sys/plain_file.ts";
import { appendLine } from "./append_line.ts";
import { decisionSchema } from "./decision_schema.ts";
import { profilePaths } from "./paths.ts";

/** What {@linkcode readHistory} found. */
interface History {
  /** Oldest first. */
  readonly events: readonly HistoryEvent[];
  /** Lines that are no events, e.g. half of one after a power cut. */
  readonly skipped: number;
}

/** Bytes from which the file is shortened, and how many of the newest then stay. */
const LIMITS = { maxBytes: 2 * 1024 * 1024, keptBytes: 1024 * 1024 };
/** Bytes of the largest history that is read: never written by the guard. */
const MAX_READ_BYTES = 16 * 1024 * 1024;

const schema = z.object({
  /** RFC 3339. */
  at: z.string(),
  /** A stable word. */
  event: z.string(),
  verdict: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  /** For people. */
  sentence: z.string(),
  facts: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null()]),
  ),
  /** The decision it comes from; nothing for what people and actions did. */
  decision: z.optional(decisionSchema),
  said: z.optional(z.unknown()),
});

/** Something that happened. */
export type HistoryEvent = Readonly<Omit<z.infer<typeof schema>, "said">>;

/** An event that happens now. */
type NewHistoryEvent =
  & Pick<HistoryEvent, "event" | "sentence" | "facts">
  & Partial<Pick<HistoryEvent, "verdict" | "reason" | "decision">>;

/**
 * Adds an event. The history is a convenience: when it cannot be written (full
 * disk) nothing else may suffer.
 *
 * @returns Whether it was written.
 */
export function appendHistory(
  context: Context,
  profile: string,
  event: NewHistoryEvent,
): boolean {
  const { dir, history } = profilePaths(context, profile);
  const complete: HistoryEvent = {
    at: new Date(context.clock.now().wallMs).toISOString(),
    event: event.event,
    verdict: event.verdict ?? null,
    reason: event.reason ?? null,
    sentence: event.sentence,
    facts: event.facts,
    decision: event.decision,
  };
  try {
    const masked = JSON.parse(maskedJson(complete));
    const line = JSON.stringify({ ...masked, ...messagesIn(masked) });
    appendLine(dir, history, line, LIMITS);
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads the history; lines that are no events are skipped and counted.
 *
 * @throws {GuardError} when it is no file of a size a history can have.
 * @throws {Error} of the failing system call other than "not found".
 */
export function readHistory(context: Context, profile: string): History {
  const { history } = profilePaths(context, profile);
  const text = readPlainText(history, MAX_READ_BYTES) ?? "";
  const events: HistoryEvent[] = [];
  let skipped = 0;
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const read = parseJsonAs(schema, line);
    if (read === null) {
      skipped++;
      continue;
    }
    const { said, ...event } = read;
    learnMessages(said);
    events.push(event);
  }
  return { events, skipped };
}

/** Its events, oldest first; what cannot be read has not happened: it is a convenience. */
export function historyEvents(
  context: Context,
  profile: string,
): readonly HistoryEvent[] {
  try {
    return readHistory(context, profile).events;
  } catch {
    return [];
  }
}

/** Milliseconds since an emergency stop was ended; null: not in these events. */
export function resumeAgeMs(
  events: readonly HistoryEvent[],
  nowWallMs: number,
): number | null {
  const resume = events.findLast(({ event }) => event === "resume");
  return resume === undefined ? null : nowWallMs - Date.parse(resume.at);
}
