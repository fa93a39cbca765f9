/** `systemctl --user`, made to work from cron's empty environment. */

import type { RunOptions, RunResult } from "./command.ts";
import type { Context } from "./context.ts";

/**
 * The variables with which a program finds the user's service manager. cron
 * sets neither (S17 of the design); values that are set are kept.
 */
export function userBusEnvironment(context: Context): Record<string, string> {
  const given = context.env("XDG_RUNTIME_DIR");
  // A relative folder is invalid and to be ignored (XDG Base Directory).
  const runtimeDir = given?.startsWith("/")
    ? given
    : `/run/user/${context.uid}`;
  return {
    XDG_RUNTIME_DIR: runtimeDir,
    DBUS_SESSION_BUS_ADDRESS: context.env("DBUS_SESSION_BUS_ADDRESS") ??
      `unix:path=${runtimeDir}/bus`,
    LC_ALL: "C",
    SYSTEMD_COLORS: "0",
    SYSTEMD_PAGER: "",
  };
}

/** Runs `systemctl --user …`; never asks, never pages. */
export function systemctl(
  context: Context,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  return context.run("systemctl", ["--user", "--no-ask-password", ...args], {
    ...options,
    env: { ...userBusEnvironment(context), ...options.env },
  });
}
