/** What systemd does with the gateway's unit: starts, restarts and stops of it. */

import { commandFor, type GatewayUnit } from "../../base/gateway_unit.ts";
import { GuardError } from "../../base/errors.ts";
import { shellWord } from "../../base/shell_word.ts";
import { parseTimespan } from "../../probe/unit.ts";
import type { Context } from "../../sys/context.ts";
import { systemctl } from "../../sys/systemctl.ts";
import { say } from "../../base/say.ts";
import { formatDuration } from "../../base/duration.ts";
import { systemdGaveUp } from "../../core/judge_stopped.ts";
import type { UnitFacts } from "../../core/types.ts";
import { checkNamed, type Finding } from "./finding.ts";
import type { Target } from "./target.ts";

const UNIT_KILL_MODE = checkNamed("unit-kill-mode");
const UNIT_RELOAD = checkNamed("unit-reload");
const UNIT_RESTART = checkNamed("unit-restart");
const UNIT_RESTART_DELAY = checkNamed("unit-restart-delay");
const UNIT_START_LIMIT = checkNamed("unit-start-limit");
const UNIT_STOP_TIMEOUT = checkNamed("unit-stop-timeout");

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
  "NeedDaemonReload",
];

/** @throws {GuardError} when systemd does not tell. */
export async function readUnitPolicy(
  context: Context,
  { scope, name }: GatewayUnit,
): Promise<UnitPolicy> {
  const { code, stdout, stderr } = await systemctl(context, scope, [
    "show",
    name,
    `--property=${PROPERTIES.join(",")}`,
  ]);
  if (code !== 0) {
    throw new GuardError(
      say`systemctl show ${name}: ${stderr.trim() || say`exit code ${code}`}`,
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
    wanted: ["WantedBy", "RequiredBy", "UpheldBy"].some(value),
    restartDelayMs,
    longestDelayMs: grows ? span("RestartMaxDelayUSec") : restartDelayMs,
    startLimitBurst: burst,
    // One of the two at 0 is enough (systemd.unit(5)).
    startLimitIntervalMs: burst === 0 ? 0 : span("StartLimitIntervalUSec"),
    needsReload: value("NeedDaemonReload") === "yes",
  };
}

/** systemd brings a crashed gateway back within this time, or it is worth a word, ms. */
const SHORT_DELAY_MS = 10_000;
/** The guard makes up to four starts of its own within a few minutes. */
const FEW_STARTS = 5;

/** A drop-in as one command: the guard itself never edits a unit. */
function dropIn(
  { scope, name, systemctl }: GatewayUnit,
  setting: string,
): string {
  const own = shellWord(`${name}.d`);
  const text = `printf '[Service]\\n${setting}\\n'`;
  if (scope === "system") {
    const folder = `/etc/systemd/system/${own}`;
    return `sudo mkdir -p ${folder} && ${text} | sudo tee -a ${folder}/restart.conf && ${systemctl} daemon-reload`;
  }
  const folder = `~/.config/systemd/user/${own}`;
  return `mkdir -p ${folder} && ${text} >>${folder}/restart.conf && ${systemctl} daemon-reload`;
}

/** What that means. */
export function judgePolicy(
  unit: UnitFacts,
  policy: UnitPolicy,
  target: Pick<Target, "option" | "emergencyStop">,
): Finding[] {
  const { name, killMode } = unit;
  return [
    judgeRestart(unit),
    judgeDelay(unit, policy),
    judgeStartLimit(unit, policy, target),
    judgeStopTimeout(unit),
    ...killMode !== "none" && killMode !== "process"
      ? []
      : [UNIT_KILL_MODE.warning(
        say`KillMode=${killMode}: what a stopped gateway leaves running may keep its port and its files`,
        dropIn(unit, "KillMode=mixed"),
      )],
    ...!policy.needsReload ? [] : [UNIT_RELOAD.warning(
      say`the file of ${name} was changed, and systemd still uses the old one`,
      `${unit.systemctl} daemon-reload`,
    )],
  ];
}

function judgeRestart(unit: UnitFacts): Finding {
  const { restart } = unit;
  return restart === "always"
    ? UNIT_RESTART.ok(say`systemd brings a crashed gateway back`)
    : UNIT_RESTART.problem(
      restart === "on-failure"
        ? say`Restart=on-failure: a gateway that ends with 0 or by SIGTERM, as one that restarts itself may, is not brought back, neither by systemd nor by the guard, which cannot tell it from a stop by somebody`
        : say`Restart=${restart}: systemd does not bring every crashed gateway back, and the guard leaves crashes to systemd`,
      dropIn(unit, "Restart=always"),
    );
}

function judgeDelay(
  unit: GatewayUnit,
  { restartDelayMs, longestDelayMs }: UnitPolicy,
): Finding {
  const delay = formatDuration(restartDelayMs);
  if (restartDelayMs > SHORT_DELAY_MS) {
    return UNIT_RESTART_DELAY.warning(
      say`RestartSec is ${delay}: so long a crashed gateway stays away`,
      dropIn(unit, "RestartSec=5"),
    );
  }
  if (longestDelayMs > SHORT_DELAY_MS) {
    return UNIT_RESTART_DELAY.note(
      say`${delay} after a crash (RestartSec), after further ones up to ${
        formatDuration(longestDelayMs)
      } (RestartMaxDelaySec)`,
    );
  }
  return UNIT_RESTART_DELAY.ok(say`${delay} after a crash (RestartSec)`);
}

function judgeStartLimit(
  unit: UnitFacts,
  { startLimitBurst, startLimitIntervalMs, restartDelayMs }: UnitPolicy,
  { option, emergencyStop }: Pick<Target, "option" | "emergencyStop">,
): Finding {
  const { name } = unit;
  const limit = startLimitIntervalMs === 0
    ? say`no limit of starts`
    : say`${startLimitBurst} starts within ${
      formatDuration(startLimitIntervalMs)
    }, then systemd gives up (the guard starts it again)`;
  if (systemdGaveUp(unit)) {
    return UNIT_START_LIMIT.problem(
      say`systemd has given up on ${name}: ${limit}`,
      emergencyStop
        ? `openclaw-guard resume${option}`
        : `${commandFor(unit, "reset-failed")} && ${commandFor(unit, "start")}`,
    );
  }
  if (startLimitIntervalMs > 0 && startLimitBurst < FEW_STARTS) {
    return UNIT_START_LIMIT.note(
      say`${limit}; restarts by the guard and by you count too`,
    );
  }
  const endless = startLimitIntervalMs === 0 ||
    startLimitBurst * restartDelayMs >= startLimitIntervalMs;
  return endless
    ? UNIT_START_LIMIT.note(
      say`${limit}: with RestartSec=${
        formatDuration(restartDelayMs)
      } a crash loop never reaches a limit and goes on for ever`,
    )
    : UNIT_START_LIMIT.ok(limit);
}

function judgeStopTimeout({ timeoutStopMs }: UnitFacts): Finding {
  const limit = formatDuration(timeoutStopMs);
  return timeoutStopMs < 15_000
    ? UNIT_STOP_TIMEOUT.note(
      say`TimeoutStopSec is ${limit}: a gateway that finishes its work before it stops is killed after that`,
    )
    : UNIT_STOP_TIMEOUT.ok(
      say`a stop may take ${limit} (TimeoutStopSec); the guard cuts a hung one short`,
    );
}
