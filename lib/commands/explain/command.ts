/** `explain`: why the guard did what it did, or did nothing. */

import { UsageError } from "../../base/errors.ts";
import { readHistory } from "../../store/history.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { t, translate } from "../../text/speech.ts";
import { type Command, parseOptions, wholeNumber } from "../../cli/options.ts";
import {
  explainEvent,
  explainLastCheck,
  explainTime,
  type Explanation,
  type TimeSpan,
} from "./report.ts";
import { earlierLines, explanationLines } from "./text.ts";
import { formatLocalTime } from "../../cli/format.ts";
import { explainDescription } from "./description.ts";

const DEFAULT_LINES = "20";

/** See the help. */
export const explainCommand: Command = {
  run(args, context) {
    const options = parseOptions(explainDescription, args);
    const profile = options.profile();
    const [word] = options.words;
    const at = options.value("at");
    const lines = options.value("lines");
    const list = options.flag("list");
    const wishes = [word !== undefined, at !== undefined, list];
    if (wishes.filter(Boolean).length > 1) {
      throw new UsageError(
        say`cannot explain more than one thing at once: N, --at and --list exclude each other`,
      );
    }
    if (lines !== undefined && !list) {
      throw new UsageError(say`cannot use --lines without --list`);
    }
    const json = options.flag("json");
    if (list) {
      listEvents(context, profile, countOf(lines ?? DEFAULT_LINES), json);
    } else if (at !== undefined) {
      const asked = readTime(at, context.clock.now().wallMs);
      const explanations = explainTime(context, profile, asked);
      if (!json) {
        earlierLines(explanations, asked.toMs).forEach(context.terminal.prose);
      }
      show(context, explanations, json);
    } else {
      const explanation = word === undefined
        ? explainLastCheck(context, profile)
        : explainEvent(context, profile, countOf(word));
      show(context, [explanation], json);
    }
    return Promise.resolve(0);
  },
};

/** Of several, programs get the newest. */
function show(
  context: Context,
  explanations: readonly Explanation[],
  json: boolean,
): void {
  const { out, prose } = context.terminal;
  if (json) {
    out(JSON.stringify(explanations.at(-1)));
    return;
  }
  const nowMs = context.clock.now().wallMs;
  for (const [index, explanation] of explanations.entries()) {
    if (index > 0) ["", "─".repeat(40), ""].forEach(out);
    explanationLines(explanation, nowMs).forEach(prose);
  }
}

function listEvents(
  context: Context,
  profile: string,
  count: number,
  json: boolean,
): void {
  const { out } = context.terminal;
  const { events } = readHistory(context, profile);
  const numbered = events.map((event, index) => ({
    number: events.length - index,
    event,
  })).slice(-count);
  if (json) {
    const rows = numbered.map(({ number, event: it }) => {
      const { at, event, verdict, reason, sentence } = it;
      const rule = it.decision?.rule ?? null;
      return { number, at, event, verdict, reason, rule, sentence };
    });
    out(JSON.stringify({ schema: 1, profile, events: rows }));
    return;
  }
  if (numbered.length === 0) {
    out(t`No events of profile ${profile} yet: nothing has happened.`);
    return;
  }
  const width = String(numbered[0]?.number ?? 0).length;
  for (const { number, event: { at, event, sentence } } of numbered) {
    const time = formatLocalTime(Date.parse(at));
    const what = t`${event}: ${translate(sentence)}`;
    out(`${String(number).padStart(width)}  ${time}  ${what}`);
  }
}

const MAX_COUNT = 1_000_000;

function countOf(text: string): number {
  return wholeNumber(
    text,
    [1, MAX_COUNT],
    say`cannot count ${JSON.stringify(text)} events`,
    say`"openclaw-guard explain --list" shows the events with their numbers`,
  );
}

const TIME =
  /^(?:(\d{4}-\d{2}-\d{2})[T ])?(\d{2}:\d{2})(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** Without seconds the whole minute is meant, without a fraction the second. */
function readTime(text: string, nowMs: number): TimeSpan {
  const [, date, minute, second, fraction, zone = ""] = TIME.exec(text) ?? [];
  const today = formatLocalTime(nowMs).slice(0, 10);
  const time = `${minute}${second ?? ":00"}`;
  const fromMs = minute === undefined
    ? NaN
    : Date.parse(`${date ?? today}T${time}${zone}`);
  const length = second === undefined ? 60_000 : fraction ? 1 : 1000;
  if (!Number.isNaN(fromMs)) return { fromMs, toMs: fromMs + length - 1 };
  throw new UsageError(
    say`cannot read ${JSON.stringify(text)} as a time`,
    say`Write "14:05", "2026-11-23 14:05:30" or "2026-11-23T14:05:30Z"`,
  );
}
