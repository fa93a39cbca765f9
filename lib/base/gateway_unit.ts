/** The unit by which systemd runs a gateway. */

import { unitName } from "./profile.ts";
import { shellWord } from "./shell_word.ts";

/** Whose service manager runs it: the user's own, or the system's. */
export const SCOPES = ["user", "system"] as const;
/** See {@linkcode SCOPES}. */
export type Scope = typeof SCOPES[number];

/** A unit, and how people speak of it. */
export interface GatewayUnit {
  readonly scope: Scope;
  /** `….service`. */
  readonly name: string;
  /** Whose gateway it runs. */
  readonly profile: string;
  /** What people type before a verb: `systemctl --user`, `sudo systemctl`. */
  readonly systemctl: string;
}

/** A unit of one of the two managers, as a user sees it. */
export function gatewayUnitOf(
  uid: number,
  scope: Scope,
  name: string,
  profile: string,
): GatewayUnit {
  const systemctl = scope === "user"
    ? "systemctl --user"
    : uid === 0
    ? "systemctl"
    : "sudo systemctl";
  return { scope, name, profile, systemctl };
}

/** The one that OpenClaw itself installs for a profile. */
export function ownGatewayUnit(uid: number, profile: string): GatewayUnit {
  return gatewayUnitOf(uid, "user", unitName(profile), profile);
}

/**
 * Whether OpenClaw makes and mends it (`openclaw gateway install`). For any
 * other unit that would only make a second one beside it.
 */
export function isOpenClawsOwn({ scope, name, profile }: GatewayUnit): boolean {
  return scope === "user" && name === unitName(profile);
}

/** What people type to have something done with it; the verb may have options. */
export function commandFor(
  { systemctl, name }: Pick<GatewayUnit, "systemctl" | "name">,
  verb: string,
): string {
  // A name may have systemd's own escapes: "my\x2dgateway.service".
  return `${systemctl} ${verb} ${shellWord(name)}`;
}

/** What people type to read its journal. */
export function journalFor({ systemctl, name }: GatewayUnit): string {
  return `${systemctl.replace("systemctl", "journalctl")} -u ${
    shellWord(name)
  }`;
}

/** A unit that does not exist, by which is asked whether one may stop the other. */
export function askingUnit(name: string): string {
  return `openclaw-guard-asks-for-${name}`;
}

/** Whether a name could be that of a service (systemd.unit(5)). */
export function isServiceName(name: string): boolean {
  return /^[A-Za-z0-9:_.@\\-]{1,247}\.service$/.test(name) &&
    !name.startsWith("-");
}
