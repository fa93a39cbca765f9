/** `notify log`: what was sent when, and what could not be. */

import { wholeNumber } from "../../cli/options.ts";
import { formatDuration } from "../../base/duration.ts";
import { formatLocalTime } from "../../base/local_time.ts";
import { say } from "../../base/say.ts";
import { type Delivery, readDeliveries } from "../../notify/notify_log.ts";
import type { Context } from "../../sys/context.ts";
import { t, translate } from "../../text/speech.ts";

const DEFAULT_LINES = 20;
/** Later than this is worth saying, ms. */
const LATE_MS = 60_000;

/**
 * `notify log`.
 *
 * @throws {UsageError} for a number that is none.
 */
export function log(
  { terminal, ...context }: Context,
  lines: string | undefined,
  json: boolean,
): number {
  const count = readCount(lines);
  const all = readDeliveries(context);
  const deliveries = count === 0 ? [] : all.slice(-count);
  if (json) {
    terminal.out(JSON.stringify({ schema: 1, deliveries }));
    return 0;
  }
  if (all.length === 0) terminal.out(t`Nothing was sent yet.`);
  deliveries.map(lineOf).forEach(terminal.out);
  return 0;
}

function readCount(text: string | undefined): number {
  return text === undefined ? DEFAULT_LINES : wholeNumber(
    text,
    [0, 99_999],
    say`cannot show ${JSON.stringify(text)} lines`,
    say`For example "openclaw-guard notify log -n 100"`,
  );
}

function lineOf(delivery: Delivery): string {
  const { at, channel, notices } = delivery;
  const what = notices.map(({ headline }) => translate(headline)).join(t`, `);
  const start = `${formatLocalTime(Date.parse(at))}  ${channel}`;
  return what === ""
    ? `${start}  ${becameOf(delivery)}`
    : `${start}  ${becameOf(delivery)}  ${what}`;
}

function becameOf({ outcome, why, delayMs, tries }: Delivery): string {
  const reason = translate(why ?? "");
  switch (outcome) {
    case "ok":
      return delayMs < LATE_MS
        ? t`delivered`
        : t`delivered ${formatDuration(delayMs, 1)} late`;
    case "retry":
      return t`not yet (try ${tries}): ${reason}`;
    case "fatal":
      return t`refused: ${reason}`;
    case "expired":
    case "dropped":
      return t`given up: ${reason}`;
  }
}
