/**
 * The settings on which no rescue depends: whom the guard tells, and what it
 * writes for others. Rows as in lib/core/policy.ts; the channels and the places
 * of secrets are in `channels.ts` and `leaves.ts`.
 */

import { say } from "../base/say.ts";
import {
  absolutePath,
  daySpan,
  duration,
  durations,
  type Kind,
  label,
  oneOf,
  proxyAddress,
  text,
  yesOrNo,
} from "../base/value_kinds.ts";
import { SEVERITIES } from "../core/notice.ts";
import type { Row } from "../core/policy.ts";
import type { Fields } from "../notify/channel.ts";
import { address } from "../notify/kinds.ts";
import { PING_SERVICES } from "../notify/notify_settings.ts";

/** What is told, mildest first. */
export const severity: Kind<typeof SEVERITIES[number]> = oneOf(
  SEVERITIES,
  say`"info", "warning" or "critical"`,
);

/** The secrets of the section `ping`. */
export const PING_FIELDS: Fields = {
  liveness: {
    kind: address("https://hc-ping.com/…"),
    secret: true,
    optional: true,
    about: say`An address that is called while the guard runs`,
  },
  health: {
    kind: address("https://hc-ping.com/…"),
    secret: true,
    optional: true,
    about: say`An address that is called while the gateway works`,
  },
  token: {
    kind: text(),
    secret: true,
    optional: true,
    about: say`The bearer token, for Gatus`,
  },
};

/** By their names in the guard; none of them is a profile's. */
export const SIDE_SETTINGS = {
  hostLabel: {
    key: "host",
    kind: label(64),
    example: "kitchen-server",
    about:
      say`How this machine is named in messages, metrics and "status --json", instead of by its host name.`,
  },
  minSeverity: {
    key: "notify.minSeverity",
    kind: severity,
    default: "info",
    about: say`Nothing milder is sent; each channel may have its own.`,
  },
  remindersMs: {
    key: "notify.reminders",
    kind: durations(0, 5, "10m", "30d"),
    default: ["4h", "24h"],
    about:
      say`While the trouble lasts, it is told again after so long; the last one repeats, [] is never.`,
  },
  quietHours: {
    key: "notify.quietHours",
    kind: daySpan(),
    example: "23:00-07:30",
    about:
      say`What is not critical is held back then, local time, and told afterwards in one message.`,
  },
  events: {
    key: "notify.events",
    kind: yesOrNo(),
    default: true,
    about: say`Emergency stops and rollbacks are told, too.`,
  },
  drills: {
    key: "notify.drills",
    kind: yesOrNo(),
    default: false,
    about: say`The incidents and results of drills are told, too.`,
  },
  notifyProxy: {
    key: "notify.proxy",
    kind: proxyAddress(),
    example: "http://127.0.0.1:7890",
    about:
      say`Messages go through this proxy; each channel may have its own. The gateway is always asked directly.`,
  },
  pingEveryMs: {
    key: "ping.every",
    kind: duration("30s", "1h"),
    default: "60s",
    about: say`How often the addresses are called.`,
  },
  pingService: {
    key: "ping.service",
    kind: oneOf(
      PING_SERVICES,
      PING_SERVICES.map((name) => `"${name}"`).join(", "),
    ),
    default: "auto",
    about: say`Whose addresses they are; "auto" tells it by the address.`,
  },
  pingProxy: {
    key: "ping.proxy",
    kind: proxyAddress(),
    example: "http://127.0.0.1:7890",
    about: say`The addresses are called through this proxy.`,
  },
  metricsFile: {
    key: "metrics.file",
    kind: absolutePath(),
    example: "/var/lib/openclaw-guard/me.prom",
    about:
      say`After a check the figures are written there, for node_exporter's textfile collector.`,
  },
  historyPage: {
    key: "history.page",
    kind: absolutePath(),
    example: "/home/me/openclaw.html",
    about: say`The history is written there as a page for a browser.`,
  },
} satisfies Readonly<Record<string, Row>>;

/** What each of them is in the guard. */
export type SideValues = {
  readonly [Field in keyof typeof SIDE_SETTINGS]:
    (typeof SIDE_SETTINGS)[Field]["kind"] extends Kind<infer Value> ? Value
      : never;
};
