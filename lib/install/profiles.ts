/** Which profiles there are, to tell a mistyped one from one that is not installed. */

import { DEFAULT_PROFILE } from "../base/profile.ts";
import { ifInstalled } from "../sys/command.ts";
import type { Context } from "../sys/context.ts";
import { systemctl } from "../sys/systemctl.ts";
import { receiptOrNull } from "./receipt.ts";
import { profilesOnDisk } from "./removal.ts";

/** Profiles that have a gateway's unit file; null when systemd does not answer. */
export function gatewayProfiles(context: Context): Promise<string[] | null> {
  return listProfiles(context, ["list-unit-files"]);
}

/**
 * Profiles whose gateway's unit is active or has failed, be its file there or
 * not; null when systemd does not answer.
 */
export function activeProfiles(context: Context): Promise<string[] | null> {
  return listProfiles(context, ["list-units", "--plain"]);
}

async function listProfiles(
  context: Context,
  verb: readonly string[],
): Promise<string[] | null> {
  const args = [...verb, "--no-legend", "openclaw-gateway*.service"];
  const result = await ifInstalled(() => systemctl(context, "user", args));
  return result?.code === 0 ? parseUnits(result.stdout) : null;
}

/** Reads `systemctl list-unit-files` or `list-units`, with `--no-legend`. */
export function parseUnits(text: string): string[] {
  return [...text.matchAll(/^openclaw-gateway(?:-(\S+))?\.service\s/gm)]
    .map(([, name = DEFAULT_PROFILE]) => name).sort();
}

/** Profiles the guard watches or has files of, and the default one. */
export function guardProfiles(context: Context): string[] {
  // What is wrong with install.json is for the command to say.
  const installed = receiptOrNull(context)?.profiles ?? [];
  return [...new Set([...profilesOnDisk(context), ...installed])].sort();
}
