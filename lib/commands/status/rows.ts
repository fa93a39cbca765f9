/** What `status` says about one gateway, a row for each thing. */

import { profileOption } from "../../base/profile.ts";
import { t, translate } from "../../text/speech.ts";
import {
  formatAge,
  formatDuration,
  formatLocalTime,
  listed,
  whenText,
} from "../../cli/format.ts";
import { isUnguarded } from "../../guard/liveness.ts";
import { adviceText, guardText, nextText } from "./next.ts";
import { incidentText, latelyText, rollbackText } from "./lately.ts";
import type { StatusJson } from "./json.ts";
import type { StatusReport } from "./report.ts";
import { codeWord } from "../../core/verdict_text.ts";
import { slowText } from "../../core/slow.ts";

/** In the person's language. */
type Row = readonly [label: string, text: string];

/** Most important first. */
export function statusRows(report: StatusReport, nowMs: number): Row[] {
  const { json, guard } = report;
  const unguarded = guard.unwritable !== null ||
    (isUnguarded(guard) && report.maintenance?.source !== "emergency-stop");
  const rows: Row[] = [];
  const add = (label: string, text: string | null) => {
    if (text !== null) rows.push([label, text]);
  };
  // What has to be known first is said first.
  if (unguarded) add(t`Guard`, guardText(report, nowMs));
  add(t`Drill`, drillText(json.drill));
  const quiet = json.verdict === "healthy" || json.maintenance.active;
  if (json.brokenConfig !== null) add(t`Config`, configText(json, nowMs));
  if (!quiet) add(t`Why`, translate(json.why));
  add(t`Since`, sinceText(report, nowMs));
  // What cannot be looked at counts as on, but nobody has switched it on.
  if (guard.unwritable === null || report.stateProblem === null) {
    add(t`Maintenance`, maintenanceText(report, nowMs));
  }
  add(t`Gateway`, gatewayText(report));
  add(t`Probe`, probeText(report));
  const slow = slowText(report.memory);
  if (slow !== null) add(t`Slow`, translate(slow));
  add(t`Where`, whereText(report));
  add(t`Incident`, incidentText(report, nowMs));
  add(t`Lately`, latelyText(json, nowMs));
  add(t`Next`, nextText(report, nowMs));
  if (!unguarded) add(t`Guard`, guardText(report, nowMs));
  add(t`Alerts`, alertsText(json, nowMs));
  if (json.brokenConfig === null) add(t`Config`, configText(json, nowMs));
  for (const problem of json.refusedConfig?.problems ?? []) {
    add(t`At fault`, translate(problem));
  }
  for (const line of json.restarts?.journal ?? []) add(t`Journal`, line);
  add(t`Repair`, json.refusedConfig?.repair ?? json.restarts?.repair ?? null);
  add(t`ROLLED BACK`, rollbackText(json, nowMs));
  add(t`You can`, adviceText(report));
  return rows;
}

export function sinceText(
  { memory, since, stateProblem, guard }: StatusReport,
  nowMs: number,
): string {
  const checkedMs = memory.lastTick?.wallMs ?? nowMs;
  switch (since.unknown) {
    case null:
      return whenText(since.wallMs, nowMs);
    case "never-looked":
      return stateProblem !== null || guard.lastKnown !== null
        ? t`not known`
        : t`not known, the guard has not looked before`;
    case "changed":
      return t`found so now; ${
        codeWord(memory.verdict ?? "", memory.reason)
      } at the last check, ${formatAge(checkedMs, nowMs)}`;
    case "new-process":
      return t`found so now; another process at the last check, ${
        formatAge(checkedMs, nowMs)
      }`;
  }
}

function maintenanceText(
  { json, maintenance }: StatusReport,
  nowMs: number,
): string | null {
  if (maintenance === null) return null;
  const { until, reason, by } = json.maintenance;
  const { source } = maintenance;
  return listed([
    source === "emergency-stop"
      ? t`emergency stop`
      : until === null
      ? t`on until switched off`
      : t`on until ${whenText(Date.parse(until), nowMs)}`,
    source !== "tmp"
      ? by !== null && t`by ${by}`
      : by === null
      ? t`by the file /tmp/openclaw-maintenance`
      : t`by ${by}'s file /tmp/openclaw-maintenance`,
    reason !== null && reason !== source && t`reason: ${translate(reason)}`,
  ]);
}

function gatewayText({ observation }: StatusReport): string | null {
  const { unit, ageMs } = observation;
  if (unit === null) return null;
  return listed([
    `${unit.activeState} (${unit.subState})`,
    unit.mainPid === 0 ? t`no process` : t`pid ${unit.mainPid}`,
    ageMs !== null && t`up ${formatDuration(ageMs)}`,
    unit.nRestarts > 0 && t`restarts by systemd: ${unit.nRestarts}`,
    unit.name,
    unit.loadState === "masked" && t`masked: nobody can start it again`,
  ]);
}

function probeText(
  { observation: { probe, eventLoop }, endpoint }: StatusReport,
): string | null {
  if (probe === null || endpoint === null) return null;
  const { url } = endpoint;
  const took = formatDuration(Math.round(probe.latencyMs));
  const { utilization = null, delayMaxMs = null } = eventLoop ?? {};
  switch (probe.outcome) {
    case "unasked":
      return null; // "Why" says what kept the guard from asking
    case "healthy":
      return listed([
        t`answers well in ${took} (${url})`,
        utilization !== null &&
        t`event loop used ${Math.round(utilization * 100)} %`,
        delayMaxMs !== null &&
        t`late by at most ${formatDuration(Math.round(delayMaxMs))}`,
      ]);
    case "refused":
      return t`nobody listens on ${url}`;
    case "unreachable":
      return t`no connection to ${url} within ${took}`;
    case "silent":
      return t`connected, but no answer within ${took} (${url})`;
    case "failing":
      return t`answers in ${took} that it is not well (${url})`;
    case "unsupported":
      return t`answers in ${took}, but not with the health JSON (${url})`;
  }
}

/** It is not where it should be. */
function whereText({ observation, endpoint }: StatusReport): string | null {
  const { difference } = endpoint ?? {};
  return difference === undefined || observation.probe === null
    ? null
    : translate(difference);
}

/** The row; null for none. */
export function drillText(drill: StatusJson["drill"]): string | null {
  if (drill === null) return null;
  return drill.pid === null
    ? t`drill ${drill.name} is over, but not all is put back: the next check does that, or the first after maintenance`
    : t`drill ${drill.name} is under way (pid ${drill.pid}): the gateway is broken on purpose`;
}

/** The row; null: whoever was to be told was told. */
export function alertsText(
  { notify }: Pick<StatusJson, "notify">,
  nowMs: number,
): string | null {
  const { waiting, failing, problems } = notify;
  const [problem = null] = problems;
  const [first, ...others] = failing;
  const text = listed([
    problem !== null && translate(problem),
    first !== undefined &&
    (first.since === null
      ? t`${first.name} fails: ${translate(first.why)}`
      : t`${first.name} has failed since ${
        whenText(Date.parse(first.since), nowMs)
      }: ${translate(first.why)}`),
    others.length > 0 &&
    t`failing, too: ${others.map(({ name }) => name).join(", ")}`,
    waiting === 1
      ? t`1 message waits`
      : waiting > 1 && t`${waiting} messages wait`,
  ], t`; `);
  return text === "" ? null : text;
}

function configText(json: StatusJson, nowMs: number): string {
  const { brokenConfig, profile } = json;
  if (brokenConfig === null) return copiesText(json, nowMs);
  if (brokenConfig.unreadable) {
    return t`${brokenConfig.path} cannot be read: ${
      translate(brokenConfig.problem)
    }; no copy of it can be kept, and a start of the gateway may fail`;
  }
  const option = profileOption(profile);
  return t`${brokenConfig.path} is broken: ${
    translate(brokenConfig.problem)
  }; the next start of the gateway would be refused; "openclaw-guard restore-config --list${option}" shows what can be put back`;
}

function copiesText({ backups }: StatusJson, nowMs: number): string {
  if (backups.count === 0) return t`no copies yet`;
  const copies = backups.count === 1 ? t`1 copy` : t`${backups.count} copies`;
  if (backups.newestProven === null) return t`${copies}, none proven yet`;
  const provenMs = Date.parse(backups.newestProven);
  return t`${copies}, the newest proven one of ${formatLocalTime(provenMs)} (${
    formatAge(provenMs, nowMs)
  })`;
}
