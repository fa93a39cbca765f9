/** The gateway's unit: is it there, and does systemd do its half of the work? */

import { formatDuration } from "../core/duration.ts";
import type { UnitFacts } from "../core/types.ts";
import { parseTimespan } from "../probe/unit.ts";
import type { Context } from "../sys/context.ts";
import { systemctl } from "../sys/systemctl.ts";
import { say } from "../text/say.ts";
import { type Finding, finding, fine } from "./finding.ts";
import type { Subject } from "./subject.ts";

/** What a tick does not need to know about the unit. */
export interface UnitHabits {
  /** enabled, disabled, static, …; "" when unknown. */
  readonly fileState: string;
  readonly restartDelayMs: number;
  readonly startLimitBurst: number;
  /** 0: no limit. */
  readonly startLimitIntervalMs: number;
  /** The unit file was changed, and systemd still uses the old one. */
  readonly needsReload: boolean;
}

/** systemd brings a crashed gateway back within this time, or it is worth a word, ms. */
const SHORT_DELAY_MS = 10_000;
/** The guard makes up to four starts of its own within a few minutes. */
const FEW_STARTS = 5;

/** Looks at the unit. */
export async function examineUnit(
  context: Context,
  subject: Subject,
): Promise<Finding[]> {
  const { unit } = subject;
  if (unit === null) return []; // "user-bus" says why
  return judgeUnit(unit, await readHabits(context, unit.name), subject);
}

async function readHabits(context: Context, unit: string): Promise<UnitHabits> {
  const { stdout } = await systemctl(context, [
    "show",
    unit,
    "--property=UnitFileState,RestartUSec,StartLimitBurst,StartLimitIntervalUSec,NeedDaemonReload",
  ]);
  return parseHabits(stdout);
}

/** Reads the output of `systemctl show`. */
export function parseHabits(text: string): UnitHabits {
  const value = (name: string) =>
    new RegExp(`^${name}=(.*)$`, "m").exec(text)?.[1] ?? "";
  const span = (name: string) => {
    const written = value(name);
    return written === "" || written === "0" ? 0 : parseTimespan(written);
  };
  return {
    fileState: value("UnitFileState"),
    restartDelayMs: span("RestartUSec"),
    startLimitBurst: Number(value("StartLimitBurst")) || 0,
    startLimitIntervalMs: span("StartLimitIntervalUSec"),
    needsReload: value("NeedDaemonReload") === "yes",
  };
}

/** A drop-in as one command: the guard itself never edits a unit. */
function dropIn(unit: string, setting: string): string {
  const folder = `~/.config/systemd/user/${unit}.d`;
  return `mkdir -p ${folder} && printf '[Service]\\n${setting}\\n' >>${folder}/restart.conf && systemctl --user daemon-reload`;
}

/** What the unit's facts mean. */
export function judgeUnit(
  unit: UnitFacts,
  habits: UnitHabits,
  { openclaw }: Pick<Subject, "openclaw">,
): Finding[] {
  const { name } = unit;
  if (unit.loadState === "masked") {
    return [finding(
      "unit",
      "problem",
      say`${name} is masked: nobody can start it`,
      `systemctl --user unmask ${name}`,
    )];
  }
  if (unit.loadState !== "loaded") {
    const missing = unit.loadState === "not-found";
    return [finding(
      "unit",
      "problem",
      missing
        ? say`there is no user unit ${name}: nothing to start the gateway with`
        : say`systemd cannot load ${name} (${unit.loadState})`,
      `${openclaw} gateway install${missing ? "" : " --force"}`,
    )];
  }
  return [
    unit.execMissing === null
      ? fine(
        "unit",
        say`${name} is loaded, ${unit.activeState} (${unit.subState})`,
      )
      : finding(
        "unit",
        "problem",
        say`${unit.execMissing}, which ${name} starts, does not exist: the next start fails`,
        `${openclaw} gateway install --force`,
      ),
    judgeEnabled(name, habits),
    judgeRestart(unit),
    judgeDelay(name, habits),
    judgeStartLimit(unit, habits),
    judgeStopTimeout(unit),
    ...habits.needsReload
      ? [finding(
        "unit-reload",
        "warning",
        say`the file of ${name} was changed, and systemd still uses the old one`,
        "systemctl --user daemon-reload",
      )]
      : [],
  ];
}

function judgeEnabled(name: string, { fileState }: UnitHabits): Finding {
  return fileState === "disabled"
    ? finding(
      "unit-enabled",
      "warning",
      say`${name} is not enabled: the gateway stays off after a reboot`,
      `systemctl --user enable ${name}`,
    )
    : fine(
      "unit-enabled",
      fileState === ""
        ? say`it starts with the machine (unknown)`
        : say`it starts with the machine (${fileState})`,
    );
}

function judgeRestart({ name, restart }: UnitFacts): Finding {
  return restart === "always"
    ? fine("unit-restart", say`systemd brings a crashed gateway back`)
    : finding(
      "unit-restart",
      "problem",
      say`Restart=${restart}: systemd does not bring every crashed gateway back, and the guard leaves crashes to systemd`,
      dropIn(name, "Restart=always"),
    );
}

function judgeDelay(name: string, { restartDelayMs }: UnitHabits): Finding {
  const delay = formatDuration(restartDelayMs);
  return restartDelayMs <= SHORT_DELAY_MS
    ? fine("unit-restart-delay", say`${delay} after a crash (RestartSec)`)
    : finding(
      "unit-restart-delay",
      "warning",
      say`RestartSec is ${delay}: so long a crashed gateway stays away`,
      dropIn(name, "RestartSec=5"),
    );
}

function judgeStartLimit(
  { name, result, activeState, nRestarts }: UnitFacts,
  { startLimitBurst, startLimitIntervalMs, restartDelayMs }: UnitHabits,
): Finding {
  const limit = startLimitIntervalMs === 0
    ? say`no limit of starts`
    : say`${startLimitBurst} starts within ${
      formatDuration(startLimitIntervalMs)
    }, then systemd gives up (the guard starts it again)`;
  // After automatic restarts systemd keeps the result of the last crash and
  // only says "Start request repeated too quickly" in the journal (measured,
  // systemd 252).
  const givenUp = result === "start-limit-hit" ||
    (activeState === "failed" && startLimitIntervalMs > 0 &&
      nRestarts >= startLimitBurst);
  if (givenUp) {
    return finding(
      "unit-start-limit",
      "problem",
      say`systemd has given up on ${name}: ${limit}`,
      `systemctl --user reset-failed ${name} && systemctl --user start ${name}`,
    );
  }
  if (startLimitIntervalMs > 0 && startLimitBurst < FEW_STARTS) {
    return finding(
      "unit-start-limit",
      "note",
      say`${limit}; restarts by the guard and by you count too`,
      null,
    );
  }
  const endless = startLimitIntervalMs === 0 ||
    startLimitBurst * restartDelayMs >= startLimitIntervalMs;
  return endless
    ? finding(
      "unit-start-limit",
      "note",
      say`${limit}: with RestartSec=${
        formatDuration(restartDelayMs)
      } a crash loop never reaches a limit and goes on for ever`,
      null,
    )
    : fine("unit-start-limit", limit);
}

function judgeStopTimeout({ timeoutStopMs }: UnitFacts): Finding {
  const limit = formatDuration(timeoutStopMs);
  return timeoutStopMs < 15_000
    ? finding(
      "unit-stop-timeout",
      "note",
      say`TimeoutStopSec is ${limit}: a gateway that finishes its work before it stops is killed after that`,
      null,
    )
    : fine(
      "unit-stop-timeout",
      say`a stop may take ${limit} (TimeoutStopSec); the guard cuts a hung one short`,
    );
}
