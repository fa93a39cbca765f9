/** What `history --json` has. */

import { timeOrNull as time } from "../../cli/format.ts";
import { type Sum, uptimePercent } from "../../core/uptime.ts";
import { type HistoryView, shownOf } from "./view.ts";

/** `history --json`, schema 1. Times are RFC 3339. */
export function historyJson(view: HistoryView): string {
  const { host, version, nowMs, days, profiles } = view;
  return JSON.stringify({
    schema: 1,
    host,
    version,
    at: time(nowMs),
    days,
    profiles: profiles.map((history) => {
      const shown = shownOf(history, view);
      return {
        profile: history.profile,
        verdict: history.verdict,
        reason: history.reason,
        since: time(history.sinceMs),
        lastCheck: time(history.lastCheckMs),
        checking: history.checking,
        zone: history.rollups.zone,
        problem: history.rollups.problem ?? null,
        windows: shown.windows.map(({ days, sum }) => ({
          hours: days === null ? 24 : null,
          days,
          ...sumJson(sum),
        })),
        days: shown.days.map(({ date, level, sum }) => ({
          date,
          level,
          ...sumJson(sum),
        })),
        incidents: shown.incidents.map((
          { startedMs, endedMs, ...incident },
        ) => ({
          ...incident,
          startedAt: time(startedMs),
          endedAt: time(endedMs),
          deeds: incident.deeds.map(({ atMs, ...deed }) => ({
            at: time(atMs),
            ...deed,
          })),
        })),
        planned: shown.planned.map(({ startedMs, endedMs, ...stop }) => ({
          ...stop,
          startedAt: time(startedMs),
          endedAt: time(endedMs),
        })),
      };
    }),
  });
}

function sumJson(all: Sum): Record<string, unknown> {
  const { probe, ...sum } = all;
  return { uptimePercent: uptimePercent(all), ...sum, answers: probe };
}
