/** Where the guard keeps its files (docs/DESIGN.md says what is in each). */

import { DEFAULT_PROFILE } from "../base/profile.ts";
import type { Surroundings } from "../sys/surroundings.ts";

/** The guard's files for one profile, all absolute. */
export interface ProfilePaths {
  readonly dir: string;
  readonly state: string;
  /** Present when the next checks may be fast ones. */
  readonly fastTerms: string;
  readonly lock: string;
  readonly log: string;
  readonly history: string;
  /** Folder of evidence files. */
  readonly evidence: string;
  /** Folder of config generations. */
  readonly backups: string;
  /** The maintenance switch `maintenance on` sets. */
  readonly maintenance: string;
  /** Present after `emergency-stop` until `resume`. */
  readonly emergency: string;
}

/** An absolute XDG folder; relative values are ignored, as the XDG specification asks. */
export function xdgDir(
  surroundings: Surroundings,
  variable: string,
  fallback: string,
): string {
  const value = surroundings.env(variable);
  return value?.startsWith("/") ? value : `${surroundings.home}/${fallback}`;
}

/** The guard's state folder. */
export function stateRoot(surroundings: Surroundings): string {
  return `${
    xdgDir(surroundings, "XDG_STATE_HOME", ".local/state")
  }/openclaw-guard`;
}

/** The guard's own settings file. */
export function settingsPath(surroundings: Surroundings): string {
  return `${
    xdgDir(surroundings, "XDG_CONFIG_HOME", ".config")
  }/openclaw-guard/config.json`;
}

/** What belongs to notifications and pings; all profiles share it. */
export interface NotifyPaths {
  readonly dir: string;
  /** Folder with a file for each notice and channel that is not delivered yet. */
  readonly outbox: string;
  /** One delivery at a time. */
  readonly lock: string;
  /** How each channel and each ping fares. */
  readonly state: string;
  /** What was delivered, and what was not. */
  readonly log: string;
  /** The last settings of it that could be read; secrets may be in them. */
  readonly settings: string;
}

/** See {@linkcode NotifyPaths}. */
export function notifyPaths(surroundings: Surroundings): NotifyPaths {
  const dir = stateRoot(surroundings);
  return {
    dir,
    outbox: `${dir}/outbox`,
    lock: `${dir}/notify-lock`,
    state: `${dir}/notify-state.json`,
    log: `${dir}/notify-log.jsonl`,
    settings: `${dir}/notify-settings.json`,
  };
}

/** What `install` wrote down: which profiles are watched, by which program. */
export function receiptPath(surroundings: Surroundings): string {
  return `${stateRoot(surroundings)}/install.json`;
}

/** Bytes of the largest install.json that is read. */
export const MAX_RECEIPT_BYTES = 256 * 1024;

/** The guard's files for a profile; the default one lives in the root itself. */
export function profilePaths(
  surroundings: Surroundings,
  profile: string,
): ProfilePaths {
  const root = stateRoot(surroundings);
  const dir = profile === DEFAULT_PROFILE
    ? root
    : `${root}/profiles/${profile}`;
  return {
    dir,
    state: `${dir}/state.json`,
    fastTerms: `${dir}/quiet-terms.json`,
    lock: `${dir}/lock`,
    log: `${dir}/guard.log`,
    history: `${dir}/history.jsonl`,
    evidence: `${dir}/evidence`,
    backups: `${dir}/config`,
    maintenance: `${dir}/maintenance.json`,
    emergency: `${dir}/emergency-stop.json`,
  };
}
