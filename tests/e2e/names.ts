/** Paths and names inside a lab. */

/** Folder of the lab's shell scripts. */
export const SCRIPTS = `${import.meta.dirname}/lab`;
/** Where the compiled program is inside the lab. */
export const GUARD = "/lab/bin/openclaw-guard";
/** The lab's user, whose gateway it is. */
export const USER_ID = 4242;
/** The user's home folder inside the lab. */
export const HOME = "/home/openclaw";
/** The guard's state folder inside the lab. */
export const STATE_DIR = `${HOME}/.local/state/openclaw-guard`;
/** The guard's own settings file inside the lab. */
export const SETTINGS_FILE = `${HOME}/.config/openclaw-guard/config.json`;
/** The article's maintenance switch. */
export const MAINTENANCE_FLAG = "/tmp/openclaw-maintenance";
/** The port of the default profile. */
export const DEFAULT_PORT = 18789;

/** The oldest OpenClaw that is supported; lab/setup.sh has it. */
export const OLDEST = "2026.3.31";

/** Name of the unit of a profile. */
export function unitName(profile?: string): string {
  return profile
    ? `openclaw-gateway-${profile}.service`
    : "openclaw-gateway.service";
}

/** OpenClaw's state folder of a profile, inside the lab. */
export function openclawDir(profile?: string): string {
  return profile ? `${HOME}/.openclaw-${profile}` : `${HOME}/.openclaw`;
}

/** The unit file of a profile, inside the lab. */
export function unitFile(profile?: string): string {
  return `${HOME}/.config/systemd/user/${unitName(profile)}`;
}

/** What the fake gateway prints when it starts, inside the lab. */
export const SAYS_FILE = `${HOME}/fake-gateway.says`;

/** The fake gateway's control file, inside the lab. */
export function faultFile(profile?: string): string {
  return `${HOME}/fake-gateway${profile ? `-${profile}` : ""}.mode`;
}
