/**
 * Every setting, a row each: all that is known about it is here, and whatever
 * else speaks of settings (their check, the JSON Schema, `config`) is made from
 * these rows. Their Chinese is in lib/text/zh.
 */

import { DAY_MS } from "../base/duration.ts";
import { LANGUAGES } from "../base/language.ts";
import { say } from "../base/say.ts";
import {
  duration,
  durations,
  hostName,
  integer,
  type Kind,
  oneOf,
  share,
  size,
  yesOrNo,
} from "../base/value_kinds.ts";

/** One setting. */
export interface Row {
  /** Where the file has it, such as "probe.port"; "rollback" stands alone. */
  readonly key: string;
  /** What is allowed. */
  readonly kind: Kind<unknown>;
  /** As the file would have it. Without one: found out anew each time. */
  readonly default?: unknown;
  /** What it could be, for one without a default. */
  readonly example?: unknown;
  /** The key of a setting that must not be smaller. */
  readonly atMost?: string;
  /** No profile may have its own. */
  readonly forAll?: true;
  /** What it is for. */
  readonly about: string;
}

/**
 * By the name they have in the guard, where times are milliseconds unless the
 * name says otherwise; in the order in which they are shown.
 *
 * The limits refuse what cannot have been meant: a probe that outlasts the
 * tick, a grace of a day, more unclean kills than OpenClaw's own breaker stands
 * (3 in 5 minutes switch all its channels off).
 */
export const SETTINGS = {
  language: {
    key: "language",
    kind: oneOf(["auto", ...LANGUAGES], say`"auto" or "en" or "zh-CN"`),
    example: "zh-CN",
    forAll: true,
    about:
      say`What the guard speaks: "en", "zh-CN" or "auto", as LC_ALL and LANG say.`,
  },
  rollback: {
    key: "rollback",
    kind: oneOf(["ask", "auto"], say`"ask" or "auto"`),
    default: "ask",
    about:
      say`When the gateway refuses its config: "ask" names the keys at fault and the command that repairs it; "auto" also goes back to a proven config, once for each.`,
  },
  host: {
    key: "probe.host",
    kind: hostName(),
    example: "127.0.0.1",
    about:
      say`Where the gateway is asked, instead of where it says it listens.`,
  },
  port: {
    key: "probe.port",
    kind: integer(1, 65535),
    example: 18789,
    about: say`The same for its port.`,
  },
  tls: {
    key: "probe.tls",
    kind: yesOrNo(),
    example: false,
    about: say`The same for HTTPS.`,
  },
  connectTimeoutMs: {
    key: "probe.connectTimeout",
    kind: duration("100ms", "10s"),
    default: "2s",
    atMost: "probe.httpTimeout",
    about: say`Limit for the TCP connection of a probe.`,
  },
  httpTimeoutMs: {
    key: "probe.httpTimeout",
    kind: duration("500ms", "25s"),
    default: "5s",
    atMost: "probe.healthTimeout",
    about: say`Limit for any HTTP answer.`,
  },
  healthTimeoutMs: {
    key: "probe.healthTimeout",
    kind: duration("500ms", "25s"),
    default: "10s",
    about: say`Limit for the whole answer of /health.`,
  },
  maxBodyBytes: {
    key: "probe.maxBody",
    kind: size("1KiB", "1MiB"),
    default: "64KiB",
    about: say`So much of an answer is read.`,
  },
  loopbackSlowMs: {
    key: "probe.loopbackSlow",
    kind: duration("50ms", "10s"),
    default: "1s",
    about:
      say`The guard's own connection to itself is slower than this: the machine is the problem, nothing is judged.`,
  },
  debounceMs: {
    key: "recovery.debounce",
    kind: duration("0s", "25s"),
    default: "20s",
    about: say`Failures closer together count as one.`,
  },
  lateTickMs: {
    key: "recovery.lateTick",
    kind: duration("45s", "1h"),
    default: "90s",
    about:
      say`A longer gap between two checks means suspend or overload: nothing is counted.`,
  },
  waitsMs: {
    key: "recovery.waits",
    kind: durations(3, 3, "1s", "2m"),
    default: ["5s", "10s", "20s"],
    about: say`Wait before attempt 1, 2, 3.`,
  },
  // The guards of many hosts, all started by the same second, do not restart them
  // all at once.
  jitter: {
    key: "recovery.jitter",
    kind: share(0, 0.5),
    default: 0.2,
    about: say`Part of a wait by which it is made shorter at random.`,
  },
  busyCpuShare: {
    key: "recovery.busyCpuShare",
    kind: share(0.01, 1),
    default: 0.2,
    about:
      say`Share of one core from which the main thread of a silent gateway counts as computing; where that cannot be told, from which the gateway counts as busy.`,
  },
  busyTicks: {
    key: "recovery.busyTicks",
    kind: integer(1, 40),
    default: 4,
    about:
      say`Checks a busy gateway may stay silent where its main thread tells nothing.`,
  },
  loopingPatienceMs: {
    key: "patience.looping",
    kind: duration("0s", "30m"),
    default: "90s",
    about:
      say`How long a silent gateway is left alone, from the beginning of its silence, while its main thread computes and neither reads nor writes.`,
  },
  turningPatienceMs: {
    key: "patience.turning",
    kind: duration("0s", "1h"),
    default: "5m",
    about: say`The same while it computes, but still reads or writes.`,
  },
  childPatienceMs: {
    key: "patience.child",
    kind: duration("0s", "1h"),
    default: "3m",
    about:
      say`The same while it sleeps and a program it has started then still runs.`,
  },
  childGonePatienceMs: {
    key: "patience.childGone",
    kind: duration("0s", "10m"),
    default: "15s",
    about: say`The same from the end of that program.`,
  },
  asleepPatienceMs: {
    key: "patience.asleep",
    kind: duration("0s", "30m"),
    default: "60s",
    about:
      say`The same while it sleeps and nothing of it moves: a lock, a file system.`,
  },
  swappingPatienceMs: {
    key: "patience.swapping",
    kind: duration("0s", "1h"),
    default: "5m",
    about:
      say`While the machine swaps, a silence is not judged for so long; then it is reported. A restart would make it worse.`,
  },
  startupGraceMs: {
    key: "recovery.startupGrace",
    kind: duration("10s", "30m"),
    default: "2m",
    atMost: "recovery.startupGraceBusy",
    about: say`A new gateway may stay silent this long.`,
  },
  startupGraceBusyMs: {
    key: "recovery.startupGraceBusy",
    kind: duration("10s", "2h"),
    default: "10m",
    about: say`Or this long while it is using CPU.`,
  },
  drainGraceMs: {
    key: "recovery.drainGrace",
    kind: duration("0s", "10m"),
    default: "30s",
    about: say`Added to the unit's TimeoutStopSec when waiting for a stop.`,
  },
  terminateTimeoutMs: {
    key: "recovery.terminateTimeout",
    kind: duration("1s", "1m"),
    default: "10s",
    about:
      say`A main process that is still there so long after SIGTERM is killed.`,
  },
  holdDownMs: {
    key: "recovery.holdDown",
    kind: durations(1, 5, "5m", "24h"),
    default: ["30m", "1h"],
    about:
      say`After the last attempt: wait between single tries; the last one repeats.`,
  },
  stableResetMs: {
    key: "recovery.stableReset",
    kind: duration("1m", "24h"),
    default: "10m",
    about: say`Healthy this long: the next failure starts at attempt 1.`,
  },
  closeIncidentTicks: {
    key: "recovery.closeIncidentTicks",
    kind: integer(1, 20),
    default: 2,
    about: say`Healthy checks in a row that close an incident.`,
  },
  settleAfterResumeMs: {
    key: "recovery.settleAfterResume",
    kind: duration("0s", "10m"),
    default: "45s",
    about: say`After the machine slept, nothing is judged for this long.`,
  },
  leftInactive: {
    key: "recovery.leftInactive",
    kind: oneOf(["report", "start"], say`"report" or "start"`),
    default: "report",
    about:
      say`A unit that a restart of OpenClaw's own left inactive is reported or started.`,
  },
  leftInactiveWaitMs: {
    key: "recovery.leftInactiveWait",
    kind: duration("1m", "24h"),
    default: "10m",
    about: say`With "start": how long it must have been left so.`,
  },
  maxRestartsPerHour: {
    key: "limits.restartsPerHour",
    kind: integer(1, 20),
    default: 6,
    atMost: "limits.restartsPerDay",
    about: say`Restarts by the guard in any hour.`,
  },
  maxRestartsPerDay: {
    key: "limits.restartsPerDay",
    kind: integer(1, 100),
    default: 10,
    about: say`Restarts by the guard in any day.`,
  },
  maxUncleanKills: {
    key: "limits.uncleanKills",
    kind: integer(1, 2),
    default: 2,
    about:
      say`Kills within uncleanWindow; 3 in 5 minutes would trip OpenClaw's own breaker.`,
  },
  uncleanWindowMs: {
    key: "limits.uncleanWindow",
    kind: duration("5m", "1h"),
    default: "5m",
    about: say`See uncleanKills.`,
  },
  maintenanceDefaultMs: {
    key: "maintenance.default",
    kind: duration("1m", "7d"),
    default: "1h",
    atMost: "maintenance.max",
    about: say`"maintenance on" without "--for".`,
  },
  maintenanceMaxMs: {
    key: "maintenance.max",
    kind: duration("1m", "7d"),
    default: "24h",
    about: say`Longest "maintenance on --for".`,
  },
  backupGenerations: {
    key: "backup.generations",
    kind: integer(2, 200),
    default: 20,
    about: say`Different configs kept.`,
  },
  backupDaily: {
    key: "backup.daily",
    kind: integer(0, 31),
    default: 7,
    about: say`Days of which the last config is kept as well.`,
  },
  logMaxAgeDays: {
    key: "logs.maxAge",
    kind: duration("1d", "365d", DAY_MS),
    default: "7d",
    about: say`The guard's logs not written to for so long are removed.`,
  },
  logMaxBytes: {
    key: "logs.maxSize",
    kind: size("1MiB", "1GiB"),
    default: "50MiB",
    about: say`Larger logs of the guard are removed.`,
  },
} satisfies Readonly<Record<string, Row>>;

/** What each setting is in the guard. */
export type SettingValues = {
  readonly [Field in keyof typeof SETTINGS]:
    (typeof SETTINGS)[Field]["kind"] extends Kind<infer Value> ? Value : never;
};

type WithDefault = {
  [Field in keyof typeof SETTINGS]: (typeof SETTINGS)[Field] extends
    { readonly default: unknown } ? Field : never;
}[keyof typeof SETTINGS];

/** What the guard may do and how patient it is: every number a person can change. */
export interface Policy extends Pick<SettingValues, WithDefault> {
  /** How often cron starts a check. */
  readonly tickMs: number;
}

/** What holds unless the settings file says otherwise. */
export const DEFAULT_POLICY = {
  tickMs: 30_000,
  ...Object.fromEntries(
    Object.entries<Row>(SETTINGS)
      .filter(([, row]) => row.default !== undefined)
      .map(([field, row]) => [field, row.kind.read(row.default)]),
  ),
} as Policy;
