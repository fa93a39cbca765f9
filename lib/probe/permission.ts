/**
 * Whether the guard may start, stop and restart its gateway. A unit of the
 * user's own manager is the user's. One of the system's is root's, even when it
 * runs as the user: `openclaw-guard grant` has root allow exactly what is needed,
 * by a polkit rule, or in sudoers where polkit knows no rules.
 */

import {
  askingUnit,
  type GatewayUnit,
  type Scope,
} from "../base/gateway_unit.ts";
import { ifInstalled, type RunResult } from "../sys/command.ts";
import type { Context } from "../sys/context.ts";
import { exists } from "../sys/files.ts";
import { managerOptions, systemctl } from "../sys/systemctl.ts";

/** What gives it: nothing is needed, or what root has granted. */
export type Permission = "own" | "polkit" | "sudo";

/** As root's `grant` writes it into sudoers: sudo compares the whole line. */
export const SYSTEMCTL = "/usr/bin/systemctl";

/**
 * Whether polkit is here and knows rules, as it does since 0.106. The folder
 * below /usr/share says nothing: systemd's own package brings it, without any
 * polkit (seen on Debian 12).
 */
export function hasPolkitRules({ roots }: Context): boolean {
  return exists(`${roots.etc}/polkit-1/rules.d`);
}

/** What systemd says to whom it does not obey (with LC_ALL=C). */
export function isRefused({ code, stderr }: RunResult): boolean {
  return code !== 0 &&
    /Interactive authentication required|Access denied|Permission denied|polkit/
      .test(stderr);
}

/**
 * Whether {@linkcode askingUnit} would have been stopped, were there such a
 * unit: only who may is told that it is not loaded (exit code 5; systemctl(1)).
 */
export function wouldObey({ code, timedOut }: RunResult): boolean {
  return code === 5 && !timedOut;
}

/**
 * Runs a verb of systemctl that changes something, by whatever right there is.
 * Nobody is asked for a password.
 *
 * @throws {CommandNotFoundError} when there is no systemctl.
 */
export async function manage(
  context: Context,
  scope: Scope,
  args: readonly string[],
): Promise<RunResult> {
  const result = await systemctl(context, scope, args);
  const asked = scope === "system" && context.uid !== 0 &&
    !result.timedOut && result.code !== 0 && !hasPolkitRules(context);
  return asked ? await bySudo(context, args) ?? result : result;
}

/** Null: sudo is not here, or does not let this user. */
async function bySudo(
  context: Context,
  args: readonly string[],
): Promise<RunResult | null> {
  const [program = "", ...words] = sudoCommand(args);
  const result = await ifInstalled(() =>
    context.run(program, words, { env: { LC_ALL: "C" } })
  );
  return result === null || /^sudo: /m.test(result.stderr) ? null : result;
}

/** A verb of systemctl by sudo, which asks for no password. */
export function sudoCommand(args: readonly string[]): string[] {
  const manager = managerOptions("system");
  return ["sudo", "-n", "--", SYSTEMCTL, ...manager, ...args];
}

/** What does nothing, and shows whether a unit could be stopped. */
export function asking(name: string): string[] {
  return ["stop", "--no-block", askingUnit(name)];
}

/**
 * Finds out, without touching the gateway, by a unit that does not exist and
 * that `grant` names beside the real one. A user may not ask `pkcheck` about a
 * certain unit, only root may; and `sudo -n -l COMMAND` says yes, too, where
 * sudo would want a password for it (measured, sudo 1.9.13).
 *
 * @returns Null: the guard may only watch.
 */
export async function permissionFor(
  context: Context,
  { scope, name }: GatewayUnit,
): Promise<Permission | null> {
  if (scope === "user" || context.uid === 0) return "own";
  const args = asking(name);
  if (wouldObey(await systemctl(context, scope, args))) return "polkit";
  if (hasPolkitRules(context)) return null; // then "grant" writes a rule
  const result = await bySudo(context, args);
  return result !== null && wouldObey(result) ? "sudo" : null;
}
