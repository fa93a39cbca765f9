/** What else systemd tells about the gateway's unit. */

import { GuardError } from "../../base/errors.ts";
import { parseTimespan } from "../../probe/unit.ts";
import type { Context } from "../../sys/context.ts";
import { systemctl } from "../../sys/systemctl.ts";
import { say } from "../../base/say.ts";

/** What a tick does not need to know about the unit. */
export interface UnitPolicy {
  /** enabled, disabled, static, …; "" when unknown. */
  readonly fileState: string;
  /** Something that is started wants it: enabled for a target that is never reached is nothing. */
  readonly wanted: boolean;
  /** Before the first restart. */
  readonly restartDelayMs: number;
  /** Before a later one (RestartSteps, RestartMaxDelaySec). */
  readonly longestDelayMs: number;
  readonly startLimitBurst: number;
  /** 0: no limit. */
  readonly startLimitIntervalMs: number;
  readonly killMode: string;
  /** The unit file was changed, and systemd still uses the old one. */
  readonly needsReload: boolean;
}

const PROPERTIES = [
  "UnitFileState",
  "WantedBy",
  "RequiredBy",
  "UpheldBy",
  "RestartUSec",
  "RestartSteps", // since systemd 254, as the next
  "RestartMaxDelayUSec",
  "StartLimitBurst",
  "StartLimitIntervalUSec",
  "KillMode",
  "NeedDaemonReload",
];

/** @throws {GuardError} when systemd does not tell. */
export async function readUnitPolicy(
  context: Context,
  unit: string,
): Promise<UnitPolicy> {
  const { code, stdout, stderr } = await systemctl(context, [
    "show",
    unit,
    `--property=${PROPERTIES.join(",")}`,
  ]);
  if (code !== 0) {
    throw new GuardError(
      say`systemctl show ${unit}: ${stderr.trim() || say`exit code ${code}`}`,
    );
  }
  return parseUnitPolicy(stdout);
}

/** Reads the output of `systemctl show`. */
export function parseUnitPolicy(text: string): UnitPolicy {
  const value = (name: string) =>
    new RegExp(`^${name}=(.*)$`, "m").exec(text)?.[1] ?? "";
  const span = (name: string) => {
    const written = value(name);
    return written === "" || written === "0" ? 0 : parseTimespan(written);
  };
  const restartDelayMs = span("RestartUSec");
  const maxDelay = value("RestartMaxDelayUSec");
  const grows = Number(value("RestartSteps")) > 0 && maxDelay !== "infinity";
  const burst = Number(value("StartLimitBurst")) || 0;
  return {
    fileState: value("UnitFileState"),
    wanted: ["WantedBy", "RequiredBy", "UpheldBy"].some((name) =>
      value(name) !== ""
    ),
    restartDelayMs,
    longestDelayMs: grows ? span("RestartMaxDelayUSec") : restartDelayMs,
    startLimitBurst: burst,
    // One of the two at 0 is enough (systemd.unit(5)).
    startLimitIntervalMs: burst === 0 ? 0 : span("StartLimitIntervalUSec"),
    killMode: value("KillMode"),
    needsReload: value("NeedDaemonReload") === "yes",
  };
}
