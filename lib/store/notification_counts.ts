/**
 * How many messages went out, by channel and outcome: `notifications.json`, the
 * whole guard's. A small file of its own, because messages are sent after all
 * locks are let go, and often.
 */

import * as z from "zod/mini";
import { parseJsonAs } from "../base/parse_json.ts";
import { withMore } from "../core/roll_up.ts";
import type { Surroundings } from "../sys/surroundings.ts";
import { readPlainText } from "../sys/plain_file.ts";
import { writeFileAtomic } from "./atomic.ts";
import { stateRoot } from "./paths.ts";

const MAX_BYTES = 64 * 1024;
const schema = z.object({
  schema: z.literal(1),
  counts: z.record(z.string(), z.int().check(z.gte(0))),
});

/** Channels come and go with the settings; of more the oldest are forgotten. */
const MAX_NAMES = 200;

function pathOf(surroundings: Surroundings): string {
  return `${stateRoot(surroundings)}/notifications.json`;
}

/** By "channel outcome", such as "team ok"; none when they cannot be read. */
export function readNotificationCounts(
  surroundings: Surroundings,
): Readonly<Record<string, number>> {
  try {
    const text = readPlainText(pathOf(surroundings), MAX_BYTES) ?? "";
    return parseJsonAs(schema, text)?.counts ?? {};
  } catch {
    return {};
  }
}

/**
 * Counts a message. Only one process at a time may deliver: the last one to
 * write wins.
 *
 * @throws {Error} of the failing system call.
 */
export function countNotification(
  surroundings: Surroundings,
  channel: string,
  outcome: string,
): void {
  const before = readNotificationCounts(surroundings);
  const counts = withMore(before, `${channel} ${outcome}`);
  writeFileAtomic(
    pathOf(surroundings),
    JSON.stringify({
      schema: 1,
      counts: Object.fromEntries(Object.entries(counts).slice(-MAX_NAMES)),
    }) + "\n",
  );
}
