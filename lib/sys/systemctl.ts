/** systemctl, made to work from cron's empty environment. */

import type { Scope } from "../base/gateway_unit.ts";
import type { RunOptions, RunResult } from "./command.ts";
import type { Context } from "./context.ts";

/**
 * The variables with which a program finds the user's service manager. cron
 * sets neither (S17 of the design); values that are set are kept, but by root:
 * every manager obeys root, and after `su` they lead to another user's.
 */
export function userBusEnvironment(context: Context): Record<string, string> {
  const value = (name: string) =>
    context.uid === 0 ? undefined : context.env(name);
  const given = value("XDG_RUNTIME_DIR");
  // A relative folder is invalid and to be ignored (XDG Base Directory).
  const runtimeDir = given?.startsWith("/")
    ? given
    : `/run/user/${context.uid}`;
  return {
    XDG_RUNTIME_DIR: runtimeDir,
    DBUS_SESSION_BUS_ADDRESS: value("DBUS_SESSION_BUS_ADDRESS") ??
      `unix:path=${runtimeDir}/bus`,
    LC_ALL: "C",
    SYSTEMD_COLORS: "0",
    SYSTEMD_PAGER: "",
  };
}

/**
 * The command that forgets variables of this shell which lead to another service
 * manager than the user's own, as they stay set after `su`; null where there are
 * none.
 */
export function forgetForeignBus(context: Context): string | null {
  if (context.uid === 0) return null; // not believed anyway
  const folder = `/run/user/${context.uid}`;
  const own = {
    XDG_RUNTIME_DIR: new RegExp(`^${folder}/?$`),
    DBUS_SESSION_BUS_ADDRESS: new RegExp(`^unix:path=${folder}/bus`),
  };
  const names = Object.entries(own).flatMap(([name, expected]) => {
    const value = context.env(name);
    return value === undefined || expected.test(value) ? [] : [name];
  });
  return names.length === 0 ? null : `unset ${names.join(" ")}`;
}

/** Arguments of systemctl before the verb: which manager, and nobody is asked. */
export function managerOptions(scope: Scope): string[] {
  return [`--${scope}`, "--no-ask-password"];
}

/** Runs systemctl with one of the two managers; never asks, never pages. */
export function systemctl(
  context: Context,
  scope: Scope,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  return context.run("systemctl", [...managerOptions(scope), ...args], {
    ...options,
    env: { ...userBusEnvironment(context), ...options.env },
  });
}
