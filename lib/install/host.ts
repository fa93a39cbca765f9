/** What the guard needs from the machine to be started every 30 seconds. */

import type { GatewayUnit } from "../base/gateway_unit.ts";
import { processIds } from "../probe/process.ts";
import type { Context } from "../sys/context.ts";
import { ifInstalled } from "../sys/command.ts";
import type { Scheduler } from "./scheduler.ts";
import { timerScope } from "./timer/files.ts";

/** A process's arguments; [] when it is gone, hidden, or has none. */
export function argumentsOf(context: Context, pid: number): string[] {
  const text = readOrEmpty(`${context.roots.proc}/${pid}/cmdline`);
  return text === "" ? [] : text.replace(/\0$/, "").split("\0");
}

function readOrEmpty(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return ""; // processes end while we look
  }
}

/**
 * Whether a cron daemon runs, or systemd-cron, which needs none; null when that
 * cannot be told, because other users' processes are hidden (`hidepid`, proc(5)).
 */
export async function cronRuns(context: Context): Promise<boolean | null> {
  const daemon = cronDaemonRuns(context);
  return daemon === true || !(await systemdCronRuns(context)) ? daemon : true;
}

/** systemd-cron makes timers of all crontabs, which this target of it starts. */
async function systemdCronRuns(context: Context): Promise<boolean> {
  const args = ["is-active", "--quiet", "cron.target"];
  const result = await ifInstalled(() =>
    context.run("systemctl", args, { timeoutMs: 5000 })
  );
  return result?.code === 0 && !result.timedOut;
}

function cronDaemonRuns(context: Context): boolean | null {
  if (readOrEmpty(`${context.roots.proc}/1/comm`) === "") return null;
  for (const pid of processIds(context)) {
    const name = readOrEmpty(`${context.roots.proc}/${pid}/comm`).trim();
    if (name === "cron" || name === "crond") return true;
    if (name !== "busybox") continue;
    if (argumentsOf(context, pid)[1] === "crond") return true;
  }
  return false;
}

/**
 * Whether the user's services run without a login; null when logind cannot be
 * asked, or says "not logged in or lingering": it says so, too, of a user who
 * lingers and whose service manager was stopped (measured, systemd 252).
 */
export async function lingers(context: Context): Promise<boolean | null> {
  const args = ["show-user", String(context.uid), "--property=Linger"];
  const options = { timeoutMs: 5000, env: { LC_ALL: "C" } };
  const result = await ifInstalled(() =>
    context.run("loginctl", args, options)
  );
  const value = /^Linger=(yes|no)$/m.exec(result?.stdout ?? "")?.[1];
  return result?.code === 0 && value !== undefined ? value === "yes" : null;
}

/**
 * Whether the gateway or the guard is a service of the user's own manager, which
 * ends with the login where the user does not linger. cron needs none of it.
 */
export function needsLinger(
  context: Context,
  { scope }: Pick<GatewayUnit, "scope">,
  scheduler: Scheduler | null,
): boolean {
  return scope === "user" ||
    scheduler === "systemd" && timerScope(context) === "user";
}

/**
 * The command that lets the user's services run without a login. It names the
 * user, or it fails wherever logind knows of no session, as after `su` ("No such
 * device or address"). Only polkit lets a user do it (`set-self-linger`); where
 * it is not installed, or masked, logind says "Access denied" to all but root.
 */
export async function lingerCommand(context: Context): Promise<string> {
  if (context.uid === 0) return "loginctl enable-linger root";
  const command = `loginctl enable-linger ${context.uid}`;
  const { stdout } = await context.run("systemctl", [
    "show",
    "polkit.service",
    "--property=LoadState",
  ], { timeoutMs: 5000 }).catch(() => ({ stdout: "" }));
  return /^LoadState=loaded$/m.test(stdout) ? command : `sudo ${command}`;
}
