/** The lines of `status` for people. */

import { DEFAULT_PROFILE } from "../core/profile.ts";
import type { MaintenanceFact, Verdict } from "../core/types.ts";
import type { Context } from "../sys/context.ts";
import { exitCodeOf } from "./exit_code.ts";
import { formatAge, formatLocalTime } from "./format.ts";
import type { StatusJson, StatusReport } from "./status_report.ts";

/** A tick older than this means that cron does not run the guard, ms. */
const TICK_OVERDUE_MS = 90_000;

const COLOURS: Readonly<Record<number, string>> = {
  0: "\x1b[32m",
  1: "\x1b[33m",
  2: "\x1b[31m",
  3: "\x1b[35m",
};

/** What `status` prints. */
export function statusLines(report: StatusReport, context: Context): string[] {
  const { json, memory } = report;
  const nowMs = context.clock.now().wallMs;
  const at = (time: string) => {
    const ms = Date.parse(time);
    return `${formatLocalTime(ms)} (${formatAge(ms, nowMs)})`;
  };
  const lines: [label: string, text: string][] = [
    ["why", json.why],
    ["since", at(json.since)],
  ];
  if (json.unit !== null) lines.push(["unit", unitText(json.unit)]);
  if (json.probe !== null) lines.push(["probe", probeText(json.probe)]);
  lines.push(["last check", lastCheckText(json, nowMs, at)]);
  lines.push(["attempts", attemptsText(json, at)]);
  const incident = memory?.incident ?? null;
  if (incident !== null) {
    lines.push([
      "incident",
      `${incident.verdict}, open since ${
        at(new Date(incident.openedWallMs).toISOString())
      }`,
    ]);
  }
  lines.push([
    "maintenance",
    maintenanceText(json, report.maintenance?.source ?? null, at),
  ]);
  lines.push(["config", configText(json, at)]);
  lines.push(...refusedLines(json));
  if (json.rollback !== null) {
    lines.push(["ROLLED BACK", rollbackText(json, at)]);
  }
  return [
    `OpenClaw Gateway (${json.profile}): ${
      coloured(json.verdict, context.terminal.colour)
    }${json.reason === null ? "" : ` (${json.reason})`}`,
    ...lines.map(([label, text]) => `  ${label.padEnd(12)} ${text}`),
  ];
}

function coloured(verdict: Verdict, colour: boolean): string {
  return colour ? `${COLOURS[exitCodeOf(verdict)]}${verdict}\x1b[0m` : verdict;
}

function unitText(unit: NonNullable<StatusJson["unit"]>): string {
  const process = unit.mainPid === 0 ? "no process" : `pid ${unit.mainPid}`;
  return `${unit.name} ${unit.activeState} (${unit.subState}), ${process}, restarted ${unit.nRestarts} times by systemd`;
}

function probeText(probe: NonNullable<StatusJson["probe"]>): string {
  const word = (ok: boolean | null) =>
    ok === null ? "not known" : ok ? "ok" : "failed";
  return `port ${word(probe.port)}, http ${word(probe.http)}, health ${
    word(probe.health)
  } (${probe.latencyMs} ms)`;
}

function lastCheckText(
  json: StatusJson,
  nowMs: number,
  at: (time: string) => string,
): string {
  if (json.lastTick === null) {
    return 'none yet; "openclaw-guard install" lets cron start them';
  }
  const overdue = nowMs - Date.parse(json.lastTick) > TICK_OVERDUE_MS;
  return at(json.lastTick) +
    (overdue ? ': overdue, is cron running? See "crontab -l"' : "");
}

function attemptsText(
  { ladder }: StatusJson,
  at: (time: string) => string,
): string {
  const made = ladder.attempt === 0
    ? "none lately"
    : `${ladder.attempt} since the gateway was last stable`;
  return ladder.nextAt === null ? made : `${made}, next ${at(ladder.nextAt)}`;
}

function maintenanceText(
  { maintenance }: StatusJson,
  source: MaintenanceFact["source"] | null,
  at: (time: string) => string,
): string {
  if (!maintenance.active) return "off";
  if (source === "emergency-stop") {
    return `emergency stop${
      maintenance.by === null ? "" : ` by ${maintenance.by}`
    }; "openclaw-guard resume" ends it`;
  }
  return [
    maintenance.until === null
      ? "on until switched off"
      : `on until ${at(maintenance.until)}`,
    ...maintenance.by === null ? [] : [`by ${maintenance.by}`],
    ...maintenance.reason === null ? [] : [maintenance.reason],
  ].join(", ");
}

function refusedLines(
  { refusedConfig }: StatusJson,
): [label: string, text: string][] {
  if (refusedConfig === null) return [];
  return [
    ...refusedConfig.problems.map((problem): [string, string] => [
      "at fault",
      problem,
    ]),
    ["repair", refusedConfig.repair],
  ];
}

function rollbackText(
  { rollback, profile }: StatusJson,
  at: (time: string) => string,
): string {
  if (rollback === null) return "";
  const option = profile === DEFAULT_PROFILE ? "" : ` --profile ${profile}`;
  return `the guard replaced the refused config by the proven ${rollback.restored}, ${
    at(rollback.at)
  }; "openclaw-guard restore-config --undo${option}" brings ${
    rollback.replaced ?? "the old state"
  } back`;
}

function configText(
  { backups }: StatusJson,
  at: (time: string) => string,
): string {
  if (backups.count === 0) return "no copies yet";
  const copies = backups.count === 1 ? "1 copy" : `${backups.count} copies`;
  return backups.newestProven === null
    ? `${copies}, none proven yet`
    : `${copies}, newest proven ${at(backups.newestProven)}`;
}
