/** Profiles: one user may run several gateways. */

import { say } from "./say.ts";
import { UsageError } from "./errors.ts";

/** The profile used when none is named. */
export const DEFAULT_PROFILE = "default";

/**
 * Checks a profile name from the command line or a file.
 *
 * @throws {UsageError} when it could not be part of a unit and file name.
 */
export function checkProfileName(name: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(name)) {
    throw new UsageError(
      say`cannot use profile ${
        JSON.stringify(name)
      }: a name is 1 to 64 letters, digits, "-" and "_"`,
      say`Give the same name as in "openclaw --profile NAME"`,
    );
  }
  return name;
}

/** Name of the systemd unit OpenClaw installs for a profile. */
export function unitName(profile: string): string {
  return profile === DEFAULT_PROFILE
    ? "openclaw-gateway.service"
    : `openclaw-gateway-${profile}.service`;
}

/** OpenClaw's default state folder for a profile, before OPENCLAW_STATE_DIR. */
export function defaultStateDir(home: string, profile: string): string {
  return profile === DEFAULT_PROFILE
    ? `${home}/.openclaw`
    : `${home}/.openclaw-${profile}`;
}

/** ` --profile NAME` for commands shown to people; "" for the default one. */
export function profileOption(profile: string): string {
  return profile === DEFAULT_PROFILE ? "" : ` --profile ${profile}`;
}
