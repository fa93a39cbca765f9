/** Where the guard keeps its files (docs/DESIGN.md says what is in each). */

import { DEFAULT_PROFILE } from "../base/profile.ts";
import type { Surroundings } from "../sys/surroundings.ts";

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
export function notifyPaths(surroundings: Surroundings) {
  const dir = stateRoot(surroundings);
  return {
    dir,
    /** Folder with a file for each notice and channel that is not delivered yet. */
    outbox: `${dir}/outbox`,
    /** One delivery at a time. */
    lock: `${dir}/notify-lock`,
    /** How each channel and each ping fares. */
    state: `${dir}/notify-state.json`,
    /** What was delivered, and what was not. */
    log: `${dir}/notify-log.jsonl`,
    /** The last settings of it that could be read; secrets may be in them. */
    settings: `${dir}/notify-settings.json`,
  };
}

/** What `install` wrote down: which profiles are watched, by which program. */
export function receiptPath(surroundings: Surroundings): string {
  return `${stateRoot(surroundings)}/install.json`;
}

/** Bytes of the largest install.json that is read. */
export const MAX_RECEIPT_BYTES = 256 * 1024;

/** The guard's files for a profile, all absolute; the default one lives in the root itself. */
export function profilePaths(surroundings: Surroundings, profile: string) {
  const root = stateRoot(surroundings);
  const dir = profile === DEFAULT_PROFILE
    ? root
    : `${root}/profiles/${profile}`;
  return {
    dir,
    state: `${dir}/state.json`,
    /** Present when the next checks may be fast ones. */
    fastTerms: `${dir}/quiet-terms.json`,
    lock: `${dir}/lock`,
    log: `${dir}/guard.log`,
    history: `${dir}/history.jsonl`,
    /** The memory of days. */
    rollups: `${dir}/rollups.json`,
    /** Folder of evidence files. */
    evidence: `${dir}/evidence`,
    /** Folder of config generations. */
    backups: `${dir}/config`,
    /** The maintenance switch `maintenance on` sets. */
    maintenance: `${dir}/maintenance.json`,
    /** Present after `emergency-stop` until `resume`. */
    emergency: `${dir}/emergency-stop.json`,
    /** What a drill has to put back. */
    drill: `${dir}/drill.json`,
  };
}

/** See {@linkcode profilePaths}. */
export type ProfilePaths = Readonly<ReturnType<typeof profilePaths>>;
