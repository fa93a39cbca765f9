/** What the settings file may hold, within which limits, and how it changes the policy. */

import { DAY_MS } from "../base/duration.ts";
import * as z from "zod/mini";
import { DEFAULT_POLICY, type Policy } from "../core/policy.ts";
import { DEFAULT_PROFILE } from "../base/profile.ts";
import { LANGUAGES } from "../base/language.ts";
import { describeIssue, type SettingsKeys } from "./problems.ts";
import {
  duration,
  durations,
  hostName,
  integer,
  oneOf,
  share,
  size,
  text,
  yesOrNo,
} from "./types.ts";
import { say } from "../base/say.ts";

/*
 * The limits refuse what cannot have been meant: a probe that outlasts the
 * tick, a grace of a day, more unclean kills than OpenClaw's own breaker stands
 * (3 in 5 minutes switch all its channels off).
 */
const PROBE = {
  host: z.optional(hostName()),
  port: z.optional(integer(1, 65535)),
  tls: z.optional(yesOrNo()),
  connectTimeout: z.optional(duration("100ms", "10s")),
  httpTimeout: z.optional(duration("500ms", "25s")),
  healthTimeout: z.optional(duration("500ms", "25s")),
  maxBody: z.optional(size("1KiB", "1MiB")),
  loopbackSlow: z.optional(duration("50ms", "10s")),
};
const RECOVERY = {
  debounce: z.optional(duration("0s", "25s")),
  lateTick: z.optional(duration("45s", "1h")),
  waits: z.optional(durations(3, 3, "1s", "2m")),
  jitter: z.optional(share(0, 0.5)),
  busyCpuShare: z.optional(share(0.01, 1)),
  busyTicks: z.optional(integer(1, 40)),
  startupGrace: z.optional(duration("10s", "30m")),
  startupGraceBusy: z.optional(duration("10s", "2h")),
  drainGrace: z.optional(duration("0s", "10m")),
  terminateTimeout: z.optional(duration("1s", "1m")),
  holdDown: z.optional(durations(1, 5, "5m", "24h")),
  stableReset: z.optional(duration("1m", "24h")),
  closeIncidentTicks: z.optional(integer(1, 20)),
  settleAfterResume: z.optional(duration("0s", "10m")),
  leftInactive: z.optional(
    oneOf(["report", "start"], say`"report" or "start"`),
  ),
  leftInactiveWait: z.optional(duration("1m", "24h")),
};
const LIMITS = {
  restartsPerHour: z.optional(integer(1, 20)),
  restartsPerDay: z.optional(integer(1, 100)),
  uncleanKills: z.optional(integer(1, 2)),
  uncleanWindow: z.optional(duration("5m", "1h")),
};
const MAINTENANCE = {
  default: z.optional(duration("1m", "7d")),
  max: z.optional(duration("1m", "7d")),
};
const BACKUP = {
  generations: z.optional(integer(2, 200)),
  daily: z.optional(integer(0, 31)),
};
const LOGS = {
  maxAge: z.optional(duration("1d", "365d")),
  maxSize: z.optional(size("1MiB", "1GiB")),
};

/** Where the gateway is, when a person says so instead of its unit and config. */
export interface EndpointSettings {
  readonly host?: string;
  readonly port?: number;
  readonly tls?: boolean;
}

/** The settings that hold for one profile. */
export interface Settings {
  readonly policy: Policy;
  readonly endpoint: EndpointSettings;
}

const SECTIONS = {
  rollback: z.optional(oneOf(["ask", "auto"], say`"ask" or "auto"`)),
  probe: z.optional(z.strictObject(PROBE)),
  recovery: z.optional(z.strictObject(RECOVERY)),
  limits: z.optional(z.strictObject(LIMITS)),
  maintenance: z.optional(z.strictObject(MAINTENANCE)),
  backup: z.optional(z.strictObject(BACKUP)),
  logs: z.optional(z.strictObject(LOGS)),
};
const profileSchema = z.strictObject(SECTIONS);
/** The whole settings file; `config schema` makes a JSON Schema of it. */
export const fileSchema = z.strictObject({
  $schema: z.optional(text()),
  language: z.optional(
    oneOf(["auto", ...LANGUAGES], say`"auto" or "en" or "zh-CN"`),
  ),
  ...SECTIONS,
  profiles: z.optional(z.record(z.string(), profileSchema)),
});
type ProfileSettings = z.infer<typeof profileSchema>;

/** The keys below each section, for "did you mean". */
export const KEYS: SettingsKeys = {
  language: [],
  rollback: [],
  probe: Object.keys(PROBE),
  recovery: Object.keys(RECOVERY),
  limits: Object.keys(LIMITS),
  maintenance: Object.keys(MAINTENANCE),
  backup: Object.keys(BACKUP),
  logs: Object.keys(LOGS),
};

/**
 * The document without the sections of other profiles: what is wrong in one of
 * them must not keep this one's gateway from being rescued.
 */
function withOnly(document: unknown, profile: string): unknown {
  if (typeof document !== "object" || document === null) return document;
  if (!("profiles" in document)) return document;
  const { profiles } = document;
  if (typeof profiles !== "object" || profiles === null) return document;
  if (Array.isArray(profiles)) return document;
  const own = Object.entries(profiles).filter(([name]) => name === profile);
  return { ...document, profiles: Object.fromEntries(own) };
}

/**
 * Checks a settings document and works out what holds for a profile: the
 * defaults, changed by the file, changed by `profiles.<name>` of the file.
 *
 * @returns The settings, or what is wrong with the document, a sentence each.
 */
export function settingsFor(
  document: unknown,
  profile: string,
): Settings | { readonly problems: readonly string[] } {
  const parsed = fileSchema.safeParse(withOnly(document, profile));
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.flatMap((issue) =>
        describeIssue(issue, document, KEYS)
      ),
    };
  }
  const { profiles = {}, ...common } = parsed.data;
  const own = Object.hasOwn(profiles, profile) ? profiles[profile] : undefined;
  const layers = own === undefined ? [common] : [common, own];
  const policy = layers.reduce(changePolicy, DEFAULT_POLICY);
  const problems = contradictions(policy);
  if (problems.length > 0) return { problems };
  // The common port is the default profile's: two gateways cannot share one.
  const places = profile === DEFAULT_PROFILE ? layers : [own ?? {}];
  return {
    policy,
    endpoint: Object.assign(
      {},
      ...places.map(({ probe }) => {
        const { host, port, tls } = probe ?? {};
        return {
          ...(host === undefined ? {} : { host }),
          ...(port === undefined ? {} : { port }),
          ...(tls === undefined ? {} : { tls }),
        };
      }),
    ),
  };
}

function changePolicy(base: Policy, settings: ProfileSettings): Policy {
  const { probe, recovery, limits, maintenance, backup, logs } = settings;
  return {
    ...base,
    connectTimeoutMs: probe?.connectTimeout ?? base.connectTimeoutMs,
    httpTimeoutMs: probe?.httpTimeout ?? base.httpTimeoutMs,
    healthTimeoutMs: probe?.healthTimeout ?? base.healthTimeoutMs,
    maxBodyBytes: probe?.maxBody ?? base.maxBodyBytes,
    loopbackSlowMs: probe?.loopbackSlow ?? base.loopbackSlowMs,
    debounceMs: recovery?.debounce ?? base.debounceMs,
    lateTickMs: recovery?.lateTick ?? base.lateTickMs,
    waitsMs: recovery?.waits ?? base.waitsMs,
    jitter: recovery?.jitter ?? base.jitter,
    busyCpuShare: recovery?.busyCpuShare ?? base.busyCpuShare,
    busyTicks: recovery?.busyTicks ?? base.busyTicks,
    startupGraceMs: recovery?.startupGrace ?? base.startupGraceMs,
    startupGraceBusyMs: recovery?.startupGraceBusy ?? base.startupGraceBusyMs,
    drainGraceMs: recovery?.drainGrace ?? base.drainGraceMs,
    terminateTimeoutMs: recovery?.terminateTimeout ?? base.terminateTimeoutMs,
    holdDownMs: recovery?.holdDown ?? base.holdDownMs,
    stableResetMs: recovery?.stableReset ?? base.stableResetMs,
    closeIncidentTicks: recovery?.closeIncidentTicks ?? base.closeIncidentTicks,
    settleAfterResumeMs: recovery?.settleAfterResume ??
      base.settleAfterResumeMs,
    leftInactive: recovery?.leftInactive ?? base.leftInactive,
    leftInactiveWaitMs: recovery?.leftInactiveWait ?? base.leftInactiveWaitMs,
    maxRestartsPerHour: limits?.restartsPerHour ?? base.maxRestartsPerHour,
    maxRestartsPerDay: limits?.restartsPerDay ?? base.maxRestartsPerDay,
    maxUncleanKills: limits?.uncleanKills ?? base.maxUncleanKills,
    uncleanWindowMs: limits?.uncleanWindow ?? base.uncleanWindowMs,
    maintenanceDefaultMs: maintenance?.default ?? base.maintenanceDefaultMs,
    maintenanceMaxMs: maintenance?.max ?? base.maintenanceMaxMs,
    rollback: settings.rollback ?? base.rollback,
    backupGenerations: backup?.generations ?? base.backupGenerations,
    backupDaily: backup?.daily ?? base.backupDaily,
    logMaxAgeDays: logs?.maxAge === undefined
      ? base.logMaxAgeDays
      : logs.maxAge / DAY_MS,
    logMaxBytes: logs?.maxSize ?? base.logMaxBytes,
  };
}

/** Values that are fine one by one but not together. */
function contradictions(policy: Policy): string[] {
  const ordered: readonly [
    smaller: number,
    larger: number,
    problem: string,
  ][] = [
    [
      policy.connectTimeoutMs,
      policy.httpTimeoutMs,
      say`"probe.connectTimeout" is longer than "probe.httpTimeout"`,
    ],
    [
      policy.httpTimeoutMs,
      policy.healthTimeoutMs,
      say`"probe.httpTimeout" is longer than "probe.healthTimeout"`,
    ],
    [
      policy.startupGraceMs,
      policy.startupGraceBusyMs,
      say`"recovery.startupGrace" is longer than "recovery.startupGraceBusy"`,
    ],
    [
      policy.maxRestartsPerHour,
      policy.maxRestartsPerDay,
      say`"limits.restartsPerHour" is more than "limits.restartsPerDay"`,
    ],
    [
      policy.maintenanceDefaultMs,
      policy.maintenanceMaxMs,
      say`"maintenance.default" is longer than "maintenance.max"`,
    ],
  ];
  return ordered.filter(([smaller, larger]) => smaller > larger)
    .map(([, , problem]) => problem);
}
