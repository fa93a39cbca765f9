/** Every setting for people: what it is about and how a value is written. */

import { DAY_MS, durationText } from "../base/duration.ts";
import type { Policy } from "../core/policy.ts";
import { say } from "../base/say.ts";

/** One setting. */
export interface SettingReference {
  /** Such as "probe.port"; "rollback" stands alone. */
  readonly key: string;
  readonly about: string;
  /** Its value as the file would have it; undefined: found out anew each time. */
  readonly value: (policy: Policy) => unknown;
}

const duration = (ms: number) => durationText(ms);
const found = () => undefined;

const UNITS = [["GiB", 1024 ** 3], ["MiB", 1024 ** 2], ["KiB", 1024]] as const;

function size(bytes: number): string {
  const [unit, factor] = UNITS.find(([, factor]) => bytes % factor === 0) ??
    UNITS[2];
  return `${Math.round(bytes / factor)}${unit}`;
}

/** In the order in which they are shown. */
export const SETTINGS_REFERENCE: readonly SettingReference[] = [
  {
    key: "language",
    about:
      say`What the guard speaks: "en", "zh-CN" or "auto", as LC_ALL and LANG say.`,
    value: found,
  },
  {
    key: "rollback",
    about:
      say`When the gateway refuses its config: "ask" names the keys at fault and the command that repairs it; "auto" also goes back to a proven config, once for each.`,
    value: (policy) => policy.rollback,
  },
  {
    key: "probe.host",
    about:
      say`Where the gateway is asked, instead of where it says it listens.`,
    value: found,
  },
  {
    key: "probe.port",
    about: say`The same for its port.`,
    value: found,
  },
  {
    key: "probe.tls",
    about: say`The same for HTTPS.`,
    value: found,
  },
  {
    key: "probe.connectTimeout",
    about: say`Limit for the TCP connection of a probe.`,
    value: (policy) => duration(policy.connectTimeoutMs),
  },
  {
    key: "probe.httpTimeout",
    about: say`Limit for any HTTP answer.`,
    value: (policy) => duration(policy.httpTimeoutMs),
  },
  {
    key: "probe.healthTimeout",
    about: say`Limit for the whole answer of /health.`,
    value: (policy) => duration(policy.healthTimeoutMs),
  },
  {
    key: "probe.maxBody",
    about: say`So much of an answer is read.`,
    value: (policy) => size(policy.maxBodyBytes),
  },
  {
    key: "probe.loopbackSlow",
    about:
      say`The guard's own connection to itself is slower than this: the machine is the problem, nothing is judged.`,
    value: (policy) => duration(policy.loopbackSlowMs),
  },
  {
    key: "recovery.debounce",
    about: say`Failures closer together count as one.`,
    value: (policy) => duration(policy.debounceMs),
  },
  {
    key: "recovery.lateTick",
    about:
      say`A longer gap between two checks means suspend or overload: nothing is counted.`,
    value: (policy) => duration(policy.lateTickMs),
  },
  {
    key: "recovery.waits",
    about: say`Wait before attempt 1, 2, 3.`,
    value: (policy) => policy.waitsMs.map(duration),
  },
  {
    key: "recovery.jitter",
    about: say`Part of a wait by which it is made shorter at random.`,
    value: (policy) => policy.jitter,
  },
  {
    key: "recovery.busyCpuShare",
    about:
      say`Share of one core from which a silent gateway counts as busy, not hung.`,
    value: (policy) => policy.busyCpuShare,
  },
  {
    key: "recovery.busyTicks",
    about: say`Checks a busy gateway may stay silent.`,
    value: (policy) => policy.busyTicks,
  },
  {
    key: "recovery.startupGrace",
    about: say`A new gateway may stay silent this long.`,
    value: (policy) => duration(policy.startupGraceMs),
  },
  {
    key: "recovery.startupGraceBusy",
    about: say`Or this long while it is using CPU.`,
    value: (policy) => duration(policy.startupGraceBusyMs),
  },
  {
    key: "recovery.drainGrace",
    about: say`Added to the unit's TimeoutStopSec when waiting for a stop.`,
    value: (policy) => duration(policy.drainGraceMs),
  },
  {
    key: "recovery.terminateTimeout",
    about:
      say`A main process that is still there so long after SIGTERM is killed.`,
    value: (policy) => duration(policy.terminateTimeoutMs),
  },
  {
    key: "recovery.holdDown",
    about:
      say`After the last attempt: wait between single tries; the last one repeats.`,
    value: (policy) => policy.holdDownMs.map(duration),
  },
  {
    key: "recovery.stableReset",
    about: say`Healthy this long: the next failure starts at attempt 1.`,
    value: (policy) => duration(policy.stableResetMs),
  },
  {
    key: "recovery.closeIncidentTicks",
    about: say`Healthy checks in a row that close an incident.`,
    value: (policy) => policy.closeIncidentTicks,
  },
  {
    key: "recovery.settleAfterResume",
    about: say`After the machine slept, nothing is judged for this long.`,
    value: (policy) => duration(policy.settleAfterResumeMs),
  },
  {
    key: "recovery.leftInactive",
    about:
      say`A unit that a restart of OpenClaw's own left inactive is reported or started.`,
    value: (policy) => policy.leftInactive,
  },
  {
    key: "recovery.leftInactiveWait",
    about: say`With "start": how long it must have been left so.`,
    value: (policy) => duration(policy.leftInactiveWaitMs),
  },
  {
    key: "limits.restartsPerHour",
    about: say`Restarts by the guard in any hour.`,
    value: (policy) => policy.maxRestartsPerHour,
  },
  {
    key: "limits.restartsPerDay",
    about: say`Restarts by the guard in any day.`,
    value: (policy) => policy.maxRestartsPerDay,
  },
  {
    key: "limits.uncleanKills",
    about:
      say`Kills within uncleanWindow; 3 in 5 minutes would trip OpenClaw's own breaker.`,
    value: (policy) => policy.maxUncleanKills,
  },
  {
    key: "limits.uncleanWindow",
    about: say`See uncleanKills.`,
    value: (policy) => duration(policy.uncleanWindowMs),
  },
  {
    key: "maintenance.default",
    about: say`"maintenance on" without "--for".`,
    value: (policy) => duration(policy.maintenanceDefaultMs),
  },
  {
    key: "maintenance.max",
    about: say`Longest "maintenance on --for".`,
    value: (policy) => duration(policy.maintenanceMaxMs),
  },
  {
    key: "backup.generations",
    about: say`Different configs kept.`,
    value: (policy) => policy.backupGenerations,
  },
  {
    key: "backup.daily",
    about: say`Days of which the last config is kept as well.`,
    value: (policy) => policy.backupDaily,
  },
  {
    key: "logs.maxAge",
    about: say`The guard's logs not written to for so long are removed.`,
    value: (policy) => duration(policy.logMaxAgeDays * DAY_MS),
  },
  {
    key: "logs.maxSize",
    about: say`Larger logs of the guard are removed.`,
    value: (policy) => size(policy.logMaxBytes),
  },
];
