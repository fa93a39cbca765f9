/** The gateway's unit: is it there, and does systemd do its half of the work? */

import { formatDuration } from "../../base/duration.ts";
import { systemdGaveUp } from "../../core/judge_stopped.ts";
import type { UnitFacts } from "../../core/types.ts";
import type { Context } from "../../sys/context.ts";
import { forgetForeignBus } from "../../sys/systemctl.ts";
import { say } from "../../base/say.ts";
import type { Instant } from "../../base/instant.ts";
import { restartsLately } from "../../core/restarts.ts";
import { unmaskCommand } from "../../core/unmask.ts";
import { type Finding, finding, fine } from "./finding.ts";
import type { Target } from "./target.ts";
import { readUnitPolicy, type UnitPolicy } from "./unit_policy.ts";

/** systemd brings a crashed gateway back within this time, or it is worth a word, ms. */
const SHORT_DELAY_MS = 10_000;
/** The guard makes up to four starts of its own within a few minutes. */
const FEW_STARTS = 5;

/** Looks at the unit. */
export async function examineUnit(
  context: Context,
  target: Target,
): Promise<Finding[]> {
  const { unit, unitError } = target;
  if (unit === null) {
    const fix = forgetForeignBus(context);
    return [
      finding(
        "unit",
        "problem",
        fix === null
          ? unitError ?? ""
          : say`${
            unitError ?? ""
          }; this shell may have variables of another user, as after "su"`,
        fix,
      ),
    ];
  }
  return [
    ...judgeUnit(unit, await readUnitPolicy(context, unit.name), target),
    ...judgeRestarts(unit, target, context.clock.now()),
  ];
}

/** As the last check has found it. */
function judgeRestarts(
  { name }: UnitFacts,
  { state: { memory } }: Target,
  now: Instant,
): Finding[] {
  const { verdict, why } = memory;
  const told = verdict === "unstable" || verdict === "crash-loop";
  return told && restartsLately(memory, now) > 0
    ? [finding(
      "unit-restarts",
      verdict === "unstable" ? "warning" : "problem",
      why,
      `journalctl --user -u ${name} -n 50`,
    )]
    : [];
}

/** A drop-in as one command: the guard itself never edits a unit. */
function dropIn(unit: string, setting: string): string {
  const folder = `~/.config/systemd/user/${unit}.d`;
  return `mkdir -p ${folder} && printf '[Service]\\n${setting}\\n' >>${folder}/restart.conf && systemctl --user daemon-reload`;
}

/** What the unit's facts mean. */
export function judgeUnit(
  unit: UnitFacts,
  policy: UnitPolicy,
  target: Pick<Target, "openclaw" | "option" | "emergencyStop">,
): Finding[] {
  const { name } = unit;
  const { openclaw } = target;
  if (unit.loadState === "masked") {
    return [finding(
      "unit",
      "problem",
      say`${name} is masked: nobody can start it`,
      unmaskCommand(unit),
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
    judgeEnabled(name, policy),
    judgeRestart(unit),
    judgeDelay(name, policy),
    judgeStartLimit(unit, policy, target),
    judgeStopTimeout(unit),
    ...judgeKillMode(name, policy),
    ...policy.needsReload
      ? [finding(
        "unit-reload",
        "warning",
        say`the file of ${name} was changed, and systemd still uses the old one`,
        "systemctl --user daemon-reload",
      )]
      : [],
  ];
}

function judgeEnabled(
  name: string,
  { fileState: told, wanted }: UnitPolicy,
): Finding {
  const fileState = told || "unknown";
  const off = (found: string, fix: string) =>
    finding("unit-enabled", "warning", found, fix);
  if (/^(?:enabled-runtime|linked-runtime|transient)$/.test(fileState)) {
    return off(
      say`${name} is there only until the next reboot (${fileState}): the gateway stays off after it`,
      `systemctl --user enable ${name}`,
    );
  }
  if (wanted) {
    return fine(
      "unit-enabled",
      say`it starts with the machine (${fileState})`,
    );
  }
  if (/^(?:disabled|linked)$/.test(fileState)) {
    return off(
      say`${name} is not enabled: the gateway stays off after a reboot`,
      `systemctl --user enable ${name}`,
    );
  }
  return off(
    say`nothing that starts with the machine wants ${name} (${fileState}): the gateway stays off after a reboot`,
    `systemctl --user add-wants default.target ${name}`,
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

function judgeDelay(
  name: string,
  { restartDelayMs, longestDelayMs }: UnitPolicy,
): Finding {
  const delay = formatDuration(restartDelayMs);
  if (restartDelayMs > SHORT_DELAY_MS) {
    return finding(
      "unit-restart-delay",
      "warning",
      say`RestartSec is ${delay}: so long a crashed gateway stays away`,
      dropIn(name, "RestartSec=5"),
    );
  }
  if (longestDelayMs > SHORT_DELAY_MS) {
    return finding(
      "unit-restart-delay",
      "note",
      say`${delay} after a crash (RestartSec), after further ones up to ${
        formatDuration(longestDelayMs)
      } (RestartMaxDelaySec)`,
      null,
    );
  }
  return fine("unit-restart-delay", say`${delay} after a crash (RestartSec)`);
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
    return finding(
      "unit-start-limit",
      "problem",
      say`systemd has given up on ${name}: ${limit}`,
      emergencyStop
        ? `openclaw-guard resume${option}`
        : `systemctl --user reset-failed ${name} && systemctl --user start ${name}`,
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

function judgeKillMode(name: string, { killMode }: UnitPolicy): Finding[] {
  return killMode === "none" || killMode === "process"
    ? [finding(
      "unit-kill-mode",
      "warning",
      say`KillMode=${killMode}: what a stopped gateway leaves running may keep its port and its files`,
      dropIn(name, "KillMode=mixed"),
    )]
    : [];
}
