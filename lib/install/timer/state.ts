/** Talking to systemd about the guard's own timer. */

import { GuardError } from "../../base/errors.ts";
import type { Scope } from "../../base/gateway_unit.ts";
import { parseEnvironment, parseTimestamp } from "../../probe/unit.ts";
import { ifInstalled, type RunResult } from "../../sys/command.ts";
import type { Context } from "../../sys/context.ts";
import { systemctl } from "../../sys/systemctl.ts";
import { say } from "../../base/say.ts";
import { isTimerLinked, timerScope } from "./files.ts";
import { SERVICE, TIMER } from "./units.ts";

/** systemd answers in milliseconds; on a crowded machine not always, ms. */
const ANSWER_MS = 10_000;

/** Asks the manager of the guard's timer; times come in UTC. */
export function ask(
  context: Context,
  args: readonly string[],
  timeoutMs = ANSWER_MS,
): Promise<RunResult> {
  // Times in UTC: the names of other zones cannot be read back.
  return systemctl(context, timerScope(context), args, {
    timeoutMs,
    env: { TZ: "UTC" },
  });
}

/**
 * Tells it to do something.
 *
 * @throws {GuardError} when it does not.
 */
export async function must(
  context: Context,
  args: readonly string[],
): Promise<void> {
  const result = await ask(context, args);
  if (result.code === 0 && !result.timedOut) return;
  throw new GuardError(
    say`"systemctl --${timerScope(context)} ${args.join(" ")}" failed: ${
      firstLine(result)
    }`,
    say`Run it yourself to see more`,
  );
}

/** Why a command failed, in one line. */
export function firstLine(result: RunResult): string {
  if (result.timedOut) return say`no answer in time`;
  return result.stderr.trim().split("\n")[0] || say`exit code ${result.code}`;
}

/** What systemd says about the timer and about the last check it started. */
export interface TimerState {
  readonly scope: Scope;
  /** "loaded", "not-found", "masked" … of the timer. */
  readonly loadState: string;
  readonly activeState: string;
  /** It will be started after a boot as well. */
  readonly enabled: boolean;
  /** Wall clock ms. */
  readonly lastTriggerMs: number | null;
  /** How the last check it started ended: "success", "exit-code", "timeout" … */
  readonly result: string;
  readonly exitStatus: number;
  /** systemd holds an older text of one of the units. */
  readonly outdated: boolean;
  /** What the service gives to a check besides the manager's own variables. */
  readonly environment: Readonly<Record<string, string>>;
}

/** systemd's own exit codes for a program it could not start (systemd.exec(5)). */
export const FIRST_SYSTEMD_CODE = 200;

const PROPERTIES = [
  "Id",
  "LoadState",
  "ActiveState",
  "UnitFileState",
  "LastTriggerUSec",
  "Result",
  "ExecMainStatus",
  "NeedDaemonReload",
  "Environment",
];

/** Asks systemd; null when it does not answer. */
export async function readTimer(context: Context): Promise<TimerState | null> {
  const properties = `--property=${PROPERTIES.join(",")}`;
  const result = await ifInstalled(() =>
    ask(context, ["show", TIMER, SERVICE, properties])
  );
  if (result?.code !== 0 || result.timedOut) return null;
  const timer = parseTimer(result.stdout);
  // systemd remembers a "disable" until it is reloaded, whatever link the guard
  // makes then (measured, systemd 252).
  return {
    ...timer,
    scope: timerScope(context),
    enabled: timer.enabled || isTimerLinked(context),
  };
}

/** Reads the two blocks of `systemctl show`. */
export function parseTimer(text: string): Omit<TimerState, "scope"> {
  const blocks = text.split(/\n\n+/);
  const blockOf = (unit: string) => {
    const block = blocks.find((one) => one.split("\n").includes(`Id=${unit}`));
    return (name: string) =>
      new RegExp(`^${name}=(.*)$`, "m").exec(block ?? "")?.[1];
  };
  const [timer, service] = [blockOf(TIMER), blockOf(SERVICE)];
  return {
    loadState: timer("LoadState") ?? "unknown",
    activeState: timer("ActiveState") ?? "unknown",
    enabled: timer("UnitFileState") === "enabled",
    lastTriggerMs: parseTimestamp(timer("LastTriggerUSec") ?? ""),
    result: service("Result") ?? "unknown",
    exitStatus: Number(service("ExecMainStatus") ?? 0) || 0,
    outdated: [timer, service].some((value) =>
      value("NeedDaemonReload") === "yes"
    ),
    environment: parseEnvironment(service("Environment") ?? ""),
  };
}
