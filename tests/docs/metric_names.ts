/** What `openclaw-guard metrics` prints, by name. */

/** As in METRICS.md; taken from the program as soon as it has the command. */
export const METRIC_NAMES: ReadonlySet<string> = new Set([
  "openclaw_guard_build_info",
  "openclaw_guard_gateway_up",
  "openclaw_guard_verdict",
  "openclaw_guard_incident_open",
  "openclaw_guard_incident_start_timestamp_seconds",
  "openclaw_guard_last_check_timestamp_seconds",
  "openclaw_guard_last_healthy_timestamp_seconds",
  "openclaw_guard_probe_duration_seconds",
  "openclaw_guard_checks_total",
  "openclaw_guard_incidents_total",
  "openclaw_guard_actions_total",
  "openclaw_guard_downtime_seconds_total",
  "openclaw_guard_notifications_total",
  "openclaw_guard_notifications_queued",
]);
