/** Histories for tests, of any size; always the same. */

import { say } from "../../../lib/base/say.ts";
import { DAY_MS } from "../../../lib/base/duration.ts";
import type { Language } from "../../../lib/base/language.ts";
import type {
  HistoryView,
  ProfileHistory,
} from "../../../lib/commands/history/view.ts";
import type { PastEvent } from "../../../lib/core/deed.ts";
import { pastOf } from "../../../lib/core/past_incidents.ts";
import {
  PROBE_BUCKETS_MS,
  type Rollups,
  type Span,
} from "../../../lib/core/rollup.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Minutes of the last 24 hours in which nobody checked, and the one of the outage. */
const GAP = { from: 601, to: 668 };
const OUTAGE_AT = 1020;

/** When all of them are looked at: some time in the afternoon. */
export const NOW = new Date(2026, 10, 28, 16, 12, 12).getTime();

/** What would break a page that does not escape. */
export const HOSTILE =
  `"><script>alert(1)</script><img src=x onerror='a()'>&amp;\u202e\u0007\u2028]]>--></style></title>${
    "w".repeat(150)
  }`;

/** A span; what is not said is 0. */
export function span(
  fromMs: number,
  lengthMs: number,
  parts: Partial<Omit<Span, "probe">> & { probesMs?: readonly number[] } = {},
): Span {
  const { probesMs = [], ...rest } = parts;
  const counts = [...PROBE_BUCKETS_MS, Infinity].map((limit, at, limits) =>
    probesMs.filter((ms) => ms <= limit && ms > (limits[at - 1] ?? -1)).length
  );
  return {
    fromMs,
    lengthMs,
    watchedMs: lengthMs,
    healthyMs: lengthMs,
    outageMs: 0,
    plannedMs: 0,
    unknownMs: 0,
    outages: 0,
    worstOutageMs: 0,
    starts: { guard: 0, systemd: 0, person: 0, openclaw: 0 },
    forceCleans: 0,
    rollbacks: 0,
    probe: {
      counts,
      sumMs: probesMs.reduce((sum, ms) => sum + ms, 0),
      maxMs: Math.max(0, ...probesMs),
    },
    ...rest,
  };
}

/** Rollups that know nothing. */
export const EMPTY: Rollups = {
  zone: "Asia/Shanghai",
  minutes: [],
  hours: [],
  days: [],
  counters: {
    sinceMs: NOW,
    checks: {},
    incidents: {},
    actions: {},
    downtimeMs: 0,
    notifications: {},
  },
};

function midnight(back: number): number {
  const now = new Date(NOW);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - back)
    .getTime();
}

/** How a day of so long ago was. */
function dayOf(back: number, seed: number): Span {
  const fromMs = midnight(back);
  const lengthMs = midnight(back - 1) - fromMs;
  const seen = Math.min(lengthMs, NOW - fromMs);
  const key = (back * 7 + seed) % 41;
  const outageMs = back === 0
    ? 49_000
    : key === 3
    ? 49_000
    : key === 9
    ? 8 * MINUTE
    : key === 20
    ? 95 * MINUTE
    : 0;
  const plannedMs = key === 15 ? 14 * HOUR : 0;
  const watchedMs = key === 30
    ? 3 * HOUR
    : back === 0
    ? seen - (GAP.to - GAP.from) * MINUTE
    : seen;
  return span(fromMs, lengthMs, {
    watchedMs,
    healthyMs: watchedMs - outageMs - plannedMs,
    outageMs,
    plannedMs,
    outages: outageMs > 0 ? 1 : 0,
    worstOutageMs: outageMs,
    starts: {
      guard: outageMs > 0 ? 1 : 0,
      systemd: key === 9 ? 2 : 0,
      person: key === 15 ? 1 : 0,
      openclaw: key === 11 ? 1 : 0,
    },
    forceCleans: key === 20 ? 1 : 0,
  });
}

function minutes(seed: number): Span[] {
  const first = Math.floor((NOW - DAY_MS) / MINUTE) * MINUTE + MINUTE;
  return Array.from({ length: 1439 }, (_, at) => {
    const slow = (at + seed) % 400 === 37;
    const wave = 14 + 6 * Math.sin((at + 40 * seed) / 90) +
      (at * 7919 % 13) / 3;
    const gap = at >= GAP.from && at < GAP.to;
    return span(first + at * MINUTE, MINUTE, {
      ...gap ? { watchedMs: 0, healthyMs: 0 } : {},
      probesMs: gap || at === OUTAGE_AT ? [] : [slow ? 180 : wave, wave + 2],
      ...at === OUTAGE_AT
        ? {
          outageMs: 49_000,
          healthyMs: 11_000,
          outages: 1,
          worstOutageMs: 49_000,
          starts: { guard: 1, systemd: 0, person: 0, openclaw: 0 },
        }
        : {},
    });
  }).filter(({ watchedMs }) => watchedMs > 0);
}

const ADDRESS = "http://127.0.0.1:18789";
/** What the check said, by verdict. */
const SENTENCES: Readonly<Record<string, string>> = {
  down: say`nobody listens on ${ADDRESS}`,
  failing: say`GET /health gave ${500}`,
};

/** Events of an incident that began so long ago. */
export function incidentEvents(
  agoMs: number,
  options: {
    verdict?: string;
    reason?: string | null;
    attempts?: number;
    sentence?: string;
    open?: boolean;
    lastsMs?: number;
  } = {},
): PastEvent[] {
  const { verdict = "hung", reason = "http", attempts = 1, open } = options;
  const sentence = options.sentence ?? SENTENCES[verdict] ??
    say`connected, but no answer within ${"5 s"} (${ADDRESS})`;
  const at = (ms: number) => new Date(NOW - agoMs + ms).toISOString();
  const common = { verdict, reason, sentence };
  const tries = Array.from({ length: attempts }, (_, index) => {
    const action = index > 2 ? "force-clean" : "restart";
    const began = at(index * 30_000);
    return [
      {
        ...{ ...common, at: began, facts: { attempt: index + 1 } },
        event: action,
      },
      {
        ...{ at: at(index * 30_000 + 9000), verdict: null, reason: null },
        event: "done",
        sentence: "done",
        facts: {
          action,
          attempt: index + 1,
          evidence: `${began.replaceAll(/[-:]|\.\d+/g, "")}-${action}-${
            index + 1
          }`,
        },
      },
    ];
  }).flat();
  const end = options.lastsMs ?? attempts * 30_000 + 19_000;
  return [
    { ...common, at: at(0), event: verdict, facts: {} },
    ...tries,
    ...open === true ? [] : [{
      at: at(end),
      event: "recovered",
      verdict: "healthy",
      reason: null,
      sentence: "well again",
      facts: { verdict, reason, attempts, downMs: end, outageMs: end },
    }],
  ];
}

function events(days: number, seed: number, sentence?: string): PastEvent[] {
  const all: PastEvent[] = [];
  for (let back = days; back >= 0; back--) {
    const key = (back * 7 + seed) % 41;
    const agoMs = NOW - midnight(back) - (back === 0 ? 9 : 3 + key % 5) * HOUR -
      back % 60 * 61_000 - 13 * MINUTE;
    if (back === 0 || key === 3) {
      all.push(
        ...incidentEvents(agoMs, {
          lastsMs: 49_000,
          ...sentence === undefined ? {} : { sentence },
        }),
      );
    }
    if (key === 9) {
      all.push(
        ...incidentEvents(agoMs, {
          verdict: "down",
          reason: "port",
          attempts: 2,
          lastsMs: 8 * MINUTE,
        }),
      );
    }
    if (key === 20) {
      all.push(...incidentEvents(agoMs, {
        verdict: "failing",
        reason: "stuck",
        attempts: 5,
        lastsMs: 95 * MINUTE,
      }));
    }
    if (key === 15) {
      const at = (ms: number) => new Date(NOW - agoMs + ms).toISOString();
      const plain = { verdict: null, reason: null, sentence: "" };
      all.push(
        {
          ...plain,
          at: at(0),
          event: "maintenance-on",
          facts: { by: sentence ?? "anna", reason: sentence ?? "a new disk" },
        },
        {
          ...{ ...plain, at: at(1000), facts: {} },
          ...{ event: "maintenance", verdict: "maintenance" },
        },
        {
          ...{ ...plain, at: at(14 * HOUR), facts: {} },
          ...{ event: "healthy", verdict: "healthy" },
        },
      );
    }
  }
  return all;
}

/** One gateway with so many days behind it. */
export function sampleProfile(
  profile: string,
  days: number,
  seed = 0,
  parts: Partial<ProfileHistory> & { hostile?: boolean } = {},
): ProfileHistory {
  const { hostile = false, ...rest } = parts;
  const past = pastOf(
    days === 0 ? [] : events(days, seed, hostile ? HOSTILE : undefined),
    NOW,
  );
  return {
    profile,
    verdict: days === 0 ? null : "healthy",
    reason: null,
    sinceMs: past.incidents.at(-1)?.endedMs ?? null,
    lastCheckMs: days === 0 ? null : NOW - 12_000,
    checking: days === 0 ? false : true,
    rollups: days === 0 ? EMPTY : {
      ...EMPTY,
      minutes: minutes(seed),
      days: Array.from({ length: days }, (_, at) => dayOf(days - 1 - at, seed)),
    },
    past,
    ...rest,
  };
}

/** What is shown of so many gateways. */
export function sampleView(
  options: {
    days?: number;
    profiles?: number;
    hostile?: boolean;
    language?: Language;
  } = {},
): HistoryView {
  const { days = 90, profiles = 1, hostile = false, language = "en" } = options;
  const moods: Partial<ProfileHistory>[] = [
    {},
    { verdict: "hung", reason: "http" },
    { checking: false },
    { verdict: "maintenance" },
    { verdict: "busy", reason: "http" },
    {},
  ];
  return {
    host: hostile ? HOSTILE : "kitchen-server",
    version: "0.1.0",
    language,
    nowMs: NOW,
    days: Math.max(days, 90),
    kept: true,
    profiles: Array.from({ length: profiles }, (_, at) =>
      sampleProfile(
        hostile ? `${HOSTILE}${at}` : at === 0 ? "default" : `team-${at}`,
        days,
        at,
        { hostile, ...at === 0 ? {} : moods[at % moods.length] },
      )),
  };
}
