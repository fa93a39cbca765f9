/**
 * What the guard tells Prometheus: the text format, version 0.0.4, as
 * node_exporter's textfile collector reads it (tried with 1.5.0).
 *
 * Names, labels and HELP are a part of the format: of two files with another
 * HELP the exporter drops one without a word. So they are English always, and
 * never reworded. Every series has the user, or two guards of a machine would
 * swallow each other's. All values of a label are there from the beginning:
 * increase() does not see a series begin.
 */

import { REASONS, VERDICTS } from "./types.ts";
import type { Counters } from "./rollup.ts";
import type { Memory } from "./memory.ts";

/** What is told of one profile. */
interface ProfileMetrics {
  readonly profile: string;
  readonly memory: Memory;
  readonly counters: Counters;
}

/** All that is told. */
export interface Metrics {
  /** Whose guard it is. */
  readonly user: string;
  readonly version: string;
  readonly profiles: readonly ProfileMetrics[];
  /** By "channel outcome". */
  readonly notifications: Readonly<Record<string, number>>;
  /** Messages that wait; null: not known. */
  readonly queued: number | null;
}

type Labels = Readonly<Record<string, string>>;
/** A value of null is not told. */
type Series = readonly [labels: Labels, value: number | null];

const CAUSES = [...REASONS, "none"];
const ACTIONS = [
  "restart",
  "force-clean",
  "start",
  "clean-orphan",
  "roll-back-config",
];

/** One metric: each profile's series, or the whole guard's. */
interface Metric {
  readonly name: string;
  readonly type: "gauge" | "counter";
  readonly help: string;
  readonly of?: (profile: ProfileMetrics) => readonly Series[];
  readonly ofAll?: (metrics: Metrics) => readonly Series[];
}

const METRICS: readonly Metric[] = [
  {
    name: "build_info",
    type: "gauge",
    help: "Always 1; the version is a label.",
    ofAll: ({ version }) => [[{ version }, 1]],
  },
  {
    name: "gateway_up",
    type: "gauge",
    help: "1 if the gateway worked at the last conclusive check, else 0.",
    of: ({ memory }) => {
      const up = memory.roll?.seen.up ?? null;
      return [[{}, up === null ? null : Number(up)]];
    },
  },
  {
    name: "verdict",
    type: "gauge",
    help: "1 for the verdict of the last check, 0 for all others.",
    of: ({ memory }) =>
      VERDICTS.map((verdict) => [
        { verdict },
        Number(memory.verdict === verdict),
      ]),
  },
  {
    name: "incident_open",
    type: "gauge",
    help: "1 while an incident is open.",
    of: ({ memory }) => [[{}, Number(memory.incident !== null)]],
  },
  {
    name: "incident_start_timestamp_seconds",
    type: "gauge",
    help: "When the open or last incident began.",
    of: ({ memory }) => [[{}, seconds(memory.roll?.seen.incidentWallMs)]],
  },
  {
    name: "last_check_timestamp_seconds",
    type: "gauge",
    help: "When the last check ended.",
    of: ({ memory }) => [[{}, seconds(memory.lastTick?.wallMs)]],
  },
  {
    name: "last_healthy_timestamp_seconds",
    type: "gauge",
    help: "When the gateway last answered well.",
    of: ({ memory }) => [[{}, seconds(memory.roll?.seen.healthyWallMs)]],
  },
  {
    name: "probe_duration_seconds",
    type: "gauge",
    help: "How long the last health probe took.",
    of: ({ memory }) => [[{}, seconds(memory.roll?.seen.probeMs)]],
  },
  {
    name: "checks_total",
    type: "counter",
    help: "Checks by verdict.",
    of: ({ counters }) =>
      VERDICTS.map((verdict) => [{ verdict }, counters.checks[verdict] ?? 0]),
  },
  {
    name: "incidents_total",
    type: "counter",
    help: "Incidents begun, by reason.",
    of: ({ counters }) =>
      CAUSES.map((reason) => [{ reason }, counters.incidents[reason] ?? 0]),
  },
  {
    name: "actions_total",
    type: "counter",
    help: "What the guard did, by action and reason.",
    of: ({ counters }) =>
      ACTIONS.flatMap((action) =>
        CAUSES.map((reason): Series => [
          { action, reason },
          counters.actions[`${action} ${reason}`] ?? 0,
        ])
      ),
  },
  {
    name: "downtime_seconds_total",
    type: "counter",
    help: "Seconds of outage seen.",
    of: ({ counters }) => [[{}, seconds(counters.downtimeMs)]],
  },
  {
    name: "notifications_total",
    type: "counter",
    help: "Messages by channel and outcome.",
    ofAll: ({ notifications }) =>
      Object.entries(notifications).map(([key, count]) => {
        const end = key.lastIndexOf(" ");
        return [
          { channel: key.slice(0, end), outcome: key.slice(end + 1) },
          count,
        ];
      }),
  },
  {
    name: "notifications_queued",
    type: "gauge",
    help: "Messages waiting to be sent.",
    ofAll: ({ queued }) => [[{}, queued]],
  },
];

function prefixed(name: string): string {
  return `openclaw_guard_${name}`;
}

function seconds(ms: number | null | undefined): number | null {
  return ms === null || ms === undefined ? null : ms / 1000;
}

/** The text, which ends with a newline: without it the exporter refuses it whole. */
export function metricsText(metrics: Metrics): string {
  const { user } = metrics;
  const lines = METRICS.flatMap(({ name, type, help, of, ofAll }) => {
    const series = [
      ...(ofAll?.(metrics) ?? []).map(([labels, value]) =>
        seriesLine(name, { user, ...labels }, value)
      ),
      ...metrics.profiles.flatMap((one) =>
        (of?.(one) ?? []).map(([labels, value]) =>
          seriesLine(name, { user, profile: one.profile, ...labels }, value)
        )
      ),
    ].filter((line) => line !== null);
    return series.length === 0 ? [] : [
      `# HELP ${prefixed(name)} ${help}`,
      `# TYPE ${prefixed(name)} ${type}`,
      ...series,
    ];
  });
  return lines.join("\n") + "\n";
}

function seriesLine(
  name: string,
  labels: Labels,
  value: number | null,
): string | null {
  if (value === null) return null;
  const pairs = Object.entries(labels).map(([label, text]) =>
    `${label}="${escaped(text)}"`
  );
  return `${prefixed(name)}{${pairs.join(",")}} ${value}`;
}

/** As the format asks; other control characters have no business in a name. */
function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')
    .replaceAll("\n", "\\n")
    // deno-lint-ignore no-control-regex
    .replaceAll(/[\x00-\x1f\x7f]/g, " ");
}
