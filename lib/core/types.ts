/** The words of the guard: what is observed, what is remembered, what is decided. */

import type { GatewayUnit } from "../base/gateway_unit.ts";
import type { Instead } from "./instead.ts";
import type { Sample } from "./sample.ts";

/**
 * What the guard makes of a check; docs/DESIGN.md has the table. State and JSON
 * keep these names, and no language changes them.
 */
export const VERDICTS = [
  "maintenance",
  "inconclusive",
  "healthy",
  "misconfigured",
  "stopped",
  "abandoned",
  "starting",
  "stopping",
  "systemd-acting",
  "bad-config",
  "duplicate",
  "start-limit",
  "busy",
  "foreign-listener",
  "down",
  "unsupported",
  "failing",
  "hung",
  "degraded",
  "unstable",
  "crash-loop",
] as const;
export type Verdict = typeof VERDICTS[number];

/** Which of the article's three checks failed first. */
export const REASONS = ["port", "http", "stuck"] as const;
export type Reason = typeof REASONS[number];

/** Facts systemd gives about the unit. */
export interface UnitFacts extends GatewayUnit {
  /** loaded, not-found, masked, bad-setting, error. */
  readonly loadState: string;
  /** active, inactive, failed, activating, deactivating, reloading, maintenance. */
  readonly activeState: string;
  /** running, auto-restart, dead, stop-sigterm, … */
  readonly subState: string;
  /** success, exit-code, signal, timeout, start-limit-hit, … */
  readonly result: string;
  /** 0 when there is no main process. */
  readonly mainPid: number;
  readonly nRestarts: number;
  /** "" before the first start. */
  readonly invocationId: string;
  /** Exit code (or signal number) of the last main process. */
  readonly execMainStatus: number;
  /** Wall clock ms (whole seconds) when the unit last became inactive; null for never. */
  readonly inactiveEnterMs: number | null;
  /** Wall clock ms (whole seconds) when the main process was last started; null for never. */
  readonly mainStartedMs: number | null;
  /** TimeoutStopSec in ms; Infinity for "infinity". */
  readonly timeoutStopMs: number;
  /** Restart=: always, no, on-failure, … */
  readonly restart: string;
  /** A job is queued or running for the unit. */
  readonly job: boolean;
  /**
   * A start was due after the last main process had ended, and no process came
   * of it: the start limit. Up to systemd 257 the result is that of the last
   * exit; ask {@linkcode systemdGaveUp}.
   */
  readonly startRefused: boolean;
  /** cgroup path below the cgroup root, "" when there is none. */
  readonly controlGroup: string;
  /** The command line of ExecStart, split at spaces. */
  readonly execStart: readonly string[];
  /** The program of ExecStart, or the script it runs, is not there any more. */
  readonly execMissing: string | null;
  /** User=; "" where it is not set. */
  readonly user: string;
  /** Environment= of the unit (EnvironmentFile= not included). */
  readonly environment: Readonly<Record<string, string>>;
  /** EnvironmentFile= of the unit; may have patterns of glob(7). */
  readonly environmentFiles?: readonly string[];
  /** The unit file, "" when there is none. */
  readonly fragmentPath: string;
  /** Type=: simple, notify, …; missing: not asked. */
  readonly type?: string;
  /** TimeoutStartSec in ms; Infinity for "infinity". */
  readonly timeoutStartMs?: number;
  /** KillMode=: control-group, mixed, process, none. */
  readonly killMode?: string;
  /** The last main process ended before anything was asked to stop it. */
  readonly endedByItself?: boolean;
  /** Files that change parts of it, in the order in which they count. */
  readonly dropIns?: readonly string[];
  /** The one that keeps it from starting; null or missing: none. */
  readonly faultyDropIn?: string | null;
}

/** Names one process for ever: a pid is reused, a pid with its start time is not. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks after boot, field 22 of proc_pid_stat(5). */
  readonly startTicks: number;
}

/** One life of the gateway. No counter outlives it. */
export interface Incarnation extends ProcessIdentity {
  readonly invocationId: string;
}

/** What the probes saw, in the article's three stages. */
export interface ProbeResult {
  /**
   * - healthy: status 200, JSON, `ok: true`
   * - refused: nobody listens; unreachable: no connection within the limit
   * - silent: connected, no HTTP answer within the limit, or the connection was reset
   * - failing: an HTTP answer that says "not well": 5xx, `ok: false`, a body that does not end
   * - unsupported: 200 with something that is not the health JSON, or 404
   * - unasked: it failed before a byte was sent, which says nothing about the gateway
   */
  readonly outcome:
    | "healthy"
    | "refused"
    | "unreachable"
    | "silent"
    | "failing"
    | "unsupported"
    | "unasked";
  /** null when healthy, unsupported or unasked. */
  readonly reason: Reason | null;
  /** Status code of /health, null without an answer. */
  readonly status: number | null;
  /** Milliseconds until the outcome was known. */
  readonly latencyMs: number;
  /** One sentence for the log: what was asked, what came back. */
  readonly detail: string;
  /** Why there was no answer, in the words of the system, for the log only. */
  readonly error?: string;
}

/** Who holds the port. */
export interface ListenerFact extends ProcessIdentity {
  readonly uid: number;
  /** Short command line for people, no secrets. */
  readonly command: string;
  /**
   * - unit: in the unit's cgroup
   * - leftover: there too, but provably of an earlier life of the unit
   * - orphan-gateway: this user's, provably a gateway of this profile that no one looks after
   * - foreign: anything else
   */
  readonly relation: "unit" | "leftover" | "orphan-gateway" | "foreign";
  /** Provably a gateway of this profile, whoever looks after it. */
  readonly isGateway?: boolean;
}

/** A descriptor that holds a listening socket. */
export interface HeldSocket {
  readonly pid: number;
  readonly fd: number;
  readonly inode: number;
}

/** What the wait before an attempt showed. */
export interface Confirmation {
  /** Since it was announced, ms: the wait, and what of it was spent elsewhere. */
  readonly waitedMs: number;
  /** Share of one core the gateway's cgroup used while waiting; null when unknown. */
  readonly cpuShare: number | null;
}

/** A config that a gateway has started from and been healthy with. */
export interface ProvenConfig {
  readonly id: string;
  /** OpenClaw's version at that time, null when unknown. */
  readonly version: string | null;
}

/** What is known about a config the gateway refuses. */
export interface ConfigFact {
  readonly path: string;
  /** Identifies the bytes of the file and what it includes; null: no file. */
  readonly id: string | null;
  /** Wall clock ms at which any of the files was changed last; null: no file. */
  readonly changedMs: number | null;
  /** It was not the config: another OpenClaw process had the state's lock. */
  readonly contended: boolean;
  /** Changed since the gateway refused it: what it said was about another file. */
  readonly untried: boolean;
  /** What is wrong, a sentence each, keys first, secrets masked; may be empty. */
  readonly problems: readonly string[];
  /** OpenClaw's version as it is installed now, null when unknown. */
  readonly version: string | null;
  /** Newest first. */
  readonly proven: readonly ProvenConfig[];
  /** A restore of this config died half-way; null: none did. */
  readonly interrupted: string | null;
  /** Why this user cannot replace the file; null or missing: nothing known. */
  readonly locked?: LockedConfig | null;
  /** The one command that repairs it; null: none here would. */
  readonly repair: string | null;
}

/** A config that the user of the gateway cannot replace. */
export interface LockedConfig {
  /** A sentence. */
  readonly why: string;
  /** What a person does next, an imperative sentence. */
  readonly next: string;
  /** After this command it can be replaced; null: it is managed elsewhere. */
  readonly unlock: string | null;
}

/** A maintenance switch that is on. */
export interface MaintenanceFact {
  /** Which file says so. */
  readonly source: "guard" | "tmp" | "emergency-stop" | "update";
  /** Wall clock milliseconds; null: until switched off. */
  readonly untilMs: number | null;
  readonly reason: string | null;
  readonly by: string | null;
  /** Whose it is; missing: every profile's. */
  readonly profile?: string;
}

/** What the gateway itself measured of its event loop lately. */
export interface EventLoop {
  /** Share of the time in which it had work. */
  readonly utilization: number | null;
  readonly delayMaxMs: number | null;
  readonly delayP99Ms: number | null;
  /** In the gateway's own opinion. */
  readonly degraded: boolean | null;
}

/** Everything `decide` may know about the world in one tick. */
export interface Observation {
  readonly maintenance: MaintenanceFact | null;
  /**
   * Why the guard's own settings or its list of profiles cannot be used; the
   * gateway is then not looked at, because where it is may be written there.
   */
  readonly settingsError: string | null;
  /** null when systemd was not asked (maintenance) or did not answer. */
  readonly unit: UnitFacts | null;
  /** Why systemd could not be asked; null when it was not needed or answered. */
  readonly unitError: string | null;
  /** The living main process; null when there is none or it was not looked at. */
  readonly incarnation: Incarnation | null;
  /** Milliseconds since that process started; null with no process. */
  readonly ageMs: number | null;
  /** State letter of the main process (proc_pid_stat(5)), null when unknown. */
  readonly processState: string | null;
  /** null when not probed (maintenance, no unit). */
  readonly probe: ProbeResult | null;
  /** What /startup says. */
  readonly startup: "starting" | "started" | "draining" | "unknown";
  /** What /ready names as failing or suppressed; null when it is ready or was not asked. */
  readonly notReady: readonly string[] | null;
  /**
   * null when not looked up, nobody found, or when who answers cannot be told:
   * then the answer is believed.
   */
  readonly listener: ListenerFact | null;
  /**
   * Milliseconds since a restart that OpenClaw itself began left the unit
   * inactive; null when nothing says that this happened.
   */
  readonly leftInactiveMs: number | null;
  /** The guard's own connection to itself took this many ms; null when not tried. */
  readonly loopbackMs: number | null;
  /** null unless the gateway refuses its config, or nothing but that is known (exit 78). */
  readonly config: ConfigFact | null;
  readonly confirmation: Confirmation | null;
  /** Looked up only when OpenClaw would be asked to make or mend the unit. */
  readonly instead?: Instead;
  /**
   * Of the process that gives no answer: the main process, or an orphan on its
   * port. Missing: it answers, or nothing could be read.
   */
  readonly sample?: Sample;
  /** What /ready tells; missing: it was not asked, or does not tell. */
  readonly eventLoop?: EventLoop;
  /** Root has not allowed it to start or restart the system's unit. */
  readonly mayOnlyWatch?: boolean;
}

/** The parts of an observation worth keeping, flat; what is not known is left out. */
export type ObservedFacts = Readonly<Record<string, string | number | boolean>>;

/** One decision, at most about 700 bytes as JSON. */
export interface DecisionRecord {
  /** Wall clock ms. */
  readonly atWallMs: number;
  /** A `Rule` of rules.ts; a plain text in a file of another version. */
  readonly rule: string;
  readonly observed: ObservedFacts;
  /** Such as "restart 2"; empty when the guard did nothing. */
  readonly actions: readonly string[];
  /** Wall clock ms of the next attempt when one is being held back. */
  readonly nextWallMs: number | null;
}
