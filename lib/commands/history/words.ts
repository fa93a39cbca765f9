/** What a history says, in the reader's language; the same in the terminal and on the page. */

import { formatDuration } from "../../base/duration.ts";
import { formatLocalTime } from "../../base/local_time.ts";
import { say } from "../../base/say.ts";
import { listed } from "../../cli/format.ts";
import type { Day, Level } from "../../core/day_grid.ts";
import type { Deed, DeedKind } from "../../core/deed.ts";
import type { PastIncident } from "../../core/past_incidents.ts";
import type { PlannedStop } from "../../core/planned_stops.ts";
import type { Starter } from "../../core/rollup.ts";
import { answersIn, atMostMs, averageMs, type Sum } from "../../core/uptime.ts";
import { t, translate } from "../../text/speech.ts";
import { codeWord } from "../../core/verdict_text.ts";
import { verdictText } from "../status/verdict.ts";
import type { ProfileHistory, Window } from "./view.ts";

/** "healthy - it works", or that nobody checks. */
export function headline(history: ProfileHistory): string {
  const { verdict, reason, checking } = history;
  if (verdict === null) return t`no check yet`;
  return checking === false
    ? t`NOBODY IS CHECKING; last found: ${codeWord(verdict, reason)}`
    : verdictText(verdict, reason);
}

/** The same in one or two words. */
export function shortHeadline(history: ProfileHistory): string {
  const { verdict, reason, checking } = history;
  return verdict === null || checking === false
    ? t`not watched`
    : codeWord(verdict, reason);
}

/**
 * Since when it is so, and when it was last looked at.
 *
 * @param timeText How a moment is told; a page that stays must not say "ago".
 */
export function sinceLines(
  { sinceMs, lastCheckMs, checking }: ProfileHistory,
  timeText: (wallMs: number) => string,
): string[] {
  return [
    ...sinceMs === null || checking === false
      ? []
      : [t`since ${timeText(sinceMs)}`],
    ...lastCheckMs === null ? [] : [t`last check ${timeText(lastCheckMs)}`],
  ];
}

/** That days are missing, and why. */
export function problemLines({ rollups }: ProfileHistory): string[] {
  const { problem } = rollups;
  return problem === undefined
    ? []
    : [t`what was remembered of the days cannot be read: ${problem}`];
}

/** "24 h", "90 days". */
export function windowText({ days }: Window): string {
  return days === null ? t`24 h` : t`${days} days`;
}

/** "2 outages, 1 min 38 s". */
export function outagesText({ outages, outageMs, watchedMs }: Sum): string {
  if (outages === 0 && outageMs === 0) {
    return watchedMs > 0 ? t`no outage` : t`not watched`;
  }
  const length = formatDuration(outageMs);
  // It began before this stretch of time.
  if (outages === 0) return t`out of service for ${length}`;
  return outages === 1
    ? t`1 outage, ${length}`
    : t`${outages} outages, ${length}`;
}

const LEVELS: Readonly<Record<Level, string>> = {
  "not-watched": say`not watched`,
  "unknown": say`not known`,
  "planned": say`planned stop`,
  "well": say`no outage`,
  "short": say`outage of up to 1 min`,
  "medium": say`outage of up to 15 min`,
  "long": say`longer outage`,
};

/** A level in the legend. */
export function levelText(level: Level): string {
  return translate(LEVELS[level]);
}

/** What a day was like: "2 outages, 1 min 38 s; watched only for 4 h 10 min". */
export function dayText({ level, sum, partly }: Day): string {
  const text = level === "short" || level === "medium" || level === "long"
    ? outagesText(sum)
    : levelText(level);
  return partly && level !== "not-watched"
    ? t`${text}; watched only for ${formatDuration(sum.watchedMs)}`
    : text;
}

/** All bars in words, for whom they are not seen. */
export function daysText(days: readonly Day[]): string {
  const count = (...levels: Level[]) =>
    days.filter(({ level }) => levels.includes(level)).length;
  return listed([
    t`days without an outage: ${count("well")}`,
    t`with one: ${count("short", "medium", "long")}`,
    t`planned stops: ${count("planned")}`,
    t`not watched or not known: ${count("not-watched", "unknown")}`,
  ]);
}

/** Where no incident is shown: whether that is good news. */
export function noIncidentText(days: readonly Day[]): string {
  return days.some(({ level }) => level !== "not-watched")
    ? t`No incident is known of this time.`
    : t`Nothing is known of this time: no check was made.`;
}

/** "12 ms on average, 95 % within 25 ms, 76 ms at worst"; null without answers. */
export function answersText({ probe }: Sum): string | null {
  const average = averageMs(probe);
  if (average === null) return null;
  const most = atMostMs(probe, 0.95) ?? probe.maxMs;
  return listed([
    t`${formatDuration(average)} on average`,
    t`95 % within ${formatDuration(most)}`,
    t`${formatDuration(probe.maxMs)} at worst`,
    t`answers: ${answersIn(probe)}`,
  ]);
}

const DEED_TEXTS: Readonly<Record<DeedKind, string>> = {
  "restart": say`restarted by the guard`,
  "force-clean": say`cleaned by force by the guard`,
  "start": say`started by the guard`,
  "clean-orphan": say`orphan ended by the guard`,
  "kill": say`killed by the guard, as it did not end`,
  "rollback": say`config rolled back by the guard`,
  "hold-down": say`held back by the guard`,
  "budget": say`left alone, as the guard's budget was used up`,
  "new-process": say`started anew by others (a person, an update, OpenClaw)`,
  "wished-start": say`started by a person's command`,
  "config-restored": say`config restored by a person`,
  "maintenance-on": say`guard paused by a person`,
  "emergency-stop": say`emergency stop by a person`,
};

/** More steps, as of days of crashes, nobody reads, and they would make a page of their own. */
const MOST_STEPS = 12;

/**
 * Who did what, in turn: "restarted by the guard (3 times), cleaned by force by
 * the guard". Of many steps each kind is only counted.
 */
export function deedsText({ deeds, ending }: PastIncident): string {
  const texts = deeds.map(deedText);
  let steps: [text: string, count: number][] = [];
  for (const text of texts) {
    const last = steps.at(-1);
    if (last?.[0] === text) last[1]++;
    else steps.push([text, 1]);
  }
  if (steps.length > MOST_STEPS) {
    steps = [...Map.groupBy(texts, (text) => text)]
      .map(([text, all]) => [text, all.length]);
  }
  if (steps.length === 0) {
    return ending === "well" ? t`it ended by itself` : t`nothing was done`;
  }
  return steps
    .map(([text, count]) => count === 1 ? text : t`${text} (${count} times)`)
    .join(t`, `);
}

function deedText({ kind, by, failed }: Deed): string {
  const text = kind === "new-process" && by === "systemd"
    ? t`started anew by systemd`
    : translate(DEED_TEXTS[kind]);
  return failed ? t`${text} (failed)` : text;
}

/** How it ended, and when. */
export function endingText(
  { ending, startedMs, endedMs }: PastIncident,
): string {
  if (ending === "open" || endedMs === null) return t`not over yet`;
  const [day = "", time = ""] = formatLocalTime(endedMs).split(" ");
  const when = formatLocalTime(startedMs).startsWith(day)
    ? time
    : `${day} ${time}`;
  return ending === "well"
    ? t`well again ${when}`
    : t`a person took over ${when}`;
}

/** "49 s", "for 3 min so far". */
export function lengthText({ outageMs, ending }: PastIncident): string {
  const length = formatDuration(outageMs);
  return ending === "open" ? t`for ${length} so far` : translate(length);
}

const STOPS: Readonly<Record<PlannedStop["kind"], string>> = {
  "maintenance": say`maintenance mode`,
  "stopped": say`stopped by a person`,
  "emergency-stop": say`emergency stop`,
};

/** "maintenance mode, 30 min, by anna: disk swap". */
export function plannedText(
  { kind, startedMs, endedMs, by, reason }: PlannedStop,
  nowMs: number,
): string {
  const length = formatDuration((endedMs ?? nowMs) - startedMs);
  const text = listed([
    translate(STOPS[kind]),
    endedMs === null ? t`for ${length} so far` : translate(length),
    by !== null && t`by ${by}`,
  ]);
  return reason === null ? text : t`${text}: ${translate(reason)}`;
}

const STARTER_TEXTS: Readonly<Record<Starter, string>> = {
  "guard": say`by the guard`,
  "systemd": say`by systemd`,
  "person": say`by a person`,
  "openclaw": say`by OpenClaw itself`,
};

export function starterText(starter: Starter): string {
  return translate(STARTER_TEXTS[starter]);
}
