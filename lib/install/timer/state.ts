/** What systemd says about the guard's own timer. */

import { CommandNotFoundError } from "../../base/errors.ts";
import type { Scope } from "../../base/gateway_unit.ts";
import { parseEnvironment, parseTimestamp } from "../../probe/unit.ts";
import type { RunResult } from "../../sys/command.ts";
import type { Context } from "../../sys/context.ts";
import { isTimerLinked, timerScope } from "./files.ts";
import { ask } from "./manager.ts";
import { SERVICE, TIMER } from "./units.ts";

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
  let result: RunResult;
  try {
    result = await ask(context, [
      "show",
      TIMER,
      SERVICE,
      `--property=${PROPERTIES.join(",")}`,
    ]);
  } catch (error) {
    if (error instanceof CommandNotFoundError) return null;
    throw error;
  }
  if (result.code !== 0 || result.timedOut) return null;
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
  const blocks = text.split(/\n\n+/).map((block) =>
    new Map(
      block.split("\n").map((line) => {
        const equals = line.indexOf("=");
        return [line.slice(0, equals), line.slice(equals + 1)] as const;
      }),
    )
  );
  const blockOf = (unit: string) =>
    blocks.find((block) => block.get("Id") === unit) ??
      new Map<string, string>();
  const timer = blockOf(TIMER);
  const service = blockOf(SERVICE);
  return {
    loadState: timer.get("LoadState") ?? "unknown",
    activeState: timer.get("ActiveState") ?? "unknown",
    enabled: timer.get("UnitFileState") === "enabled",
    lastTriggerMs: parseTimestamp(timer.get("LastTriggerUSec") ?? ""),
    result: service.get("Result") ?? "unknown",
    exitStatus: Number(service.get("ExecMainStatus") ?? 0) || 0,
    outdated: [timer, service].some((block) =>
      block.get("NeedDaemonReload") === "yes"
    ),
    environment: parseEnvironment(service.get("Environment") ?? ""),
  };
}
