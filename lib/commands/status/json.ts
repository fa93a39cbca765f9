/** What `status --json` has. */

import type { EventLoop, Reason, Verdict } from "../../core/types.ts";
import type { EndedIncident, Lately } from "./history.ts";

/** `status --json`, schema 1. Times are RFC 3339. */
export interface StatusJson {
  readonly schema: 1;
  /** How this machine is named; one of several answers tells by it where it is from. */
  readonly host: string;
  /** Whose guard it is. */
  readonly user: string;
  readonly profile: string;
  readonly verdict: Verdict;
  readonly reason: Reason | null;
  readonly why: string;
  readonly since: string;
  readonly unit: {
    readonly name: string;
    readonly activeState: string;
    readonly subState: string;
    readonly mainPid: number;
    readonly nRestarts: number;
    readonly incarnation: string | null;
  } | null;
  readonly probe: {
    readonly port: boolean | null;
    readonly http: boolean | null;
    readonly health: boolean | null;
    readonly latencyMs: number;
  } | null;
  /** What the gateway measured of its event loop; null: it does not tell. */
  readonly eventLoop: EventLoop | null;
  /** Good answers after seconds, in a row; null: they come in good time. */
  readonly slow: {
    readonly checks: number;
    readonly latencyMs: number;
  } | null;
  readonly ladder: {
    readonly attempt: number;
    readonly nextAt: string | null;
    readonly holdDownUntil: string | null;
  };
  readonly maintenance: {
    readonly active: boolean;
    readonly until: string | null;
    readonly reason: string | null;
    readonly by: string | null;
  };
  /** Null before the first tick. */
  readonly lastTick: string | null;
  readonly backups: {
    readonly count: number;
    readonly newestProven: string | null;
  };
  /** Null unless the gateway refuses its config. */
  readonly refusedConfig: {
    readonly path: string;
    /** Keys at fault first; no secrets. */
    readonly problems: readonly string[];
    /** The one command that repairs it; null: it is managed elsewhere. */
    readonly repair: string | null;
  } | null;
  /** What keeps a start from it, while no gateway has refused it; null: nothing known. */
  readonly brokenConfig: {
    readonly path: string;
    readonly problem: string;
    /** Not even the guard can read it. */
    readonly unreadable: boolean;
  } | null;
  /** Null unless systemd has restarted it so often that it is told. */
  readonly restarts: {
    /** Within the last ten minutes. */
    readonly lately: number;
    /** Since the last ten minutes without any. */
    readonly total: number;
    readonly since: string | null;
    /** The end of the journal, oldest first, no secrets; in a crash loop. */
    readonly journal: readonly string[];
    /** In a crash loop with a config that it was never well with. */
    readonly repair: string | null;
  } | null;
  /** A drill that is under way; `pid` null: it is over, but not all is put back. */
  readonly drill: {
    readonly name: string;
    readonly pid: number | null;
  } | null;
  /** The last time the guard itself replaced the config; null: not lately. */
  readonly rollback: {
    readonly at: string;
    readonly restored: string;
    readonly replaced: string | null;
  } | null;
  /** The last 24 hours; `last` may be older. */
  readonly lately: Lately;
  /** The last one of the last 24 hours that is over. */
  readonly endedIncident: EndedIncident | null;
  /** Whether the guard itself is at work. */
  readonly guard: {
    /** Checks come; null: the state file does not tell. */
    readonly checking: boolean | null;
    /** Null: install.json does not tell. */
    readonly installed: boolean | null;
    /** What the last check found, or the history says last. */
    readonly lastKnown: {
      readonly at: string;
      readonly verdict: string;
      readonly reason: string | null;
    } | null;
    /** Why no check can write its state; null: it can, or none is missing. */
    readonly unwritable: {
      readonly path: string;
      readonly why: string;
    } | null;
  };
  /** Who was to be told, and was not; one guard has the same for all profiles. */
  readonly notify: {
    /** Messages that are not delivered yet. */
    readonly waiting: number;
    readonly failing: readonly {
      /** Of its settings; "ping.liveness" and "ping.health" are addresses to ping. */
      readonly name: string;
      readonly since: string | null;
      readonly why: string;
    }[];
    /** What is wrong with the settings of it. */
    readonly problems: readonly string[];
  };
  readonly version: string;
}
