/** The gateway's unit: is it there, and does systemd do its half of the work? */

import {
  commandFor,
  isOpenClawsOwn,
  journalFor,
} from "../../base/gateway_unit.ts";
import type { ProcessIdentity, UnitFacts } from "../../core/types.ts";
import type { Context } from "../../sys/context.ts";
import { forgetForeignBus } from "../../sys/systemctl.ts";
import { say } from "../../base/say.ts";
import type { Instant } from "../../base/instant.ts";
import type { Memory } from "../../core/memory.ts";
import { restartsLately } from "../../core/restarts.ts";
import { shellWord } from "../../base/shell_word.ts";
import { gatewayProcess } from "../../probe/started_with.ts";
import { outputFile } from "../../probe/unit_files.ts";
import { dropInAtFault, unmaskCommand } from "../../core/unmask.ts";
import { checkNamed, editCommand, type Finding } from "./finding.ts";
import type { Target } from "./target.ts";
import { judgePolicy, readUnitPolicy, type UnitPolicy } from "./unit_policy.ts";

const UNIT = checkNamed("unit");
const UNIT_ENABLED = checkNamed("unit-enabled");
const UNIT_OUTPUT = checkNamed("unit-output");
const UNIT_RESTARTS = checkNamed("unit-restarts");
const UNIT_WRAPPER = checkNamed("unit-wrapper");

/** Looks at the unit. */
export async function examineUnit(
  context: Context,
  target: Target,
): Promise<Finding[]> {
  const { unit, unitError } = target;
  if (unit === null) {
    const fix = forgetForeignBus(context);
    const why = unitError ?? "";
    return [UNIT.problem(
      fix === null
        ? why
        : say`${why}; this shell may have variables of another user, as after "su"`,
      fix,
    )];
  }
  const output = outputFile(unit, context.home);
  const lastWords = output === null
    ? `${journalFor(unit)} -n 50`
    : `tail -n 50 ${shellWord(output)}`;
  return [
    ...judgeUnit(
      unit,
      await readUnitPolicy(context, unit),
      target,
      await target.elsewhere,
    ),
    ...output === null ? [] : [UNIT_OUTPUT.note(
      say`what the gateway says goes to ${output}, not to the journal`,
      lastWords,
    )],
    ...judgeWrapper(unit, gatewayProcess(context, unit)),
    ...judgeRestarts(target.state.memory, context.clock.now(), lastWords),
  ];
}

/** A shell that waits for the gateway gets the stop, and the gateway does not. */
export function judgeWrapper(
  { mainPid, name, killMode = "" }: UnitFacts,
  gateway: Pick<ProcessIdentity, "pid"> | null,
): Finding[] {
  const wrapped = gateway !== null && gateway.pid !== mainPid;
  if (!wrapped || !/^(?:mixed|process|none)$/.test(killMode)) return [];
  const harm = killMode === "mixed"
    ? say`kills the gateway before it can finish its work`
    : say`leaves the gateway running`;
  return [UNIT_WRAPPER.warning(
    say`the main process of ${name} is a wrapper (pid ${mainPid}) around the gateway (pid ${gateway.pid}): with KillMode=${killMode} a stop ${harm}; "exec" in front of the wrapper's last command ends that`,
  )];
}

/** As the last check has found it. */
function judgeRestarts(memory: Memory, now: Instant, fix: string): Finding[] {
  const { verdict, why } = memory;
  if (restartsLately(memory, now) === 0) return [];
  return verdict === "unstable"
    ? [UNIT_RESTARTS.warning(why, fix)]
    : verdict === "crash-loop"
    ? [UNIT_RESTARTS.problem(why, fix)]
    : [];
}

/**
 * What the unit's facts mean.
 *
 * @param elsewhere What else may be the gateway; nothing is advised then that
 * makes or starts a second one.
 */
export function judgeUnit(
  unit: UnitFacts,
  policy: UnitPolicy,
  target: Pick<Target, "openclaw" | "option" | "emergencyStop">,
  elsewhere: string | null = null,
): Finding[] {
  const { name } = unit;
  const { openclaw } = target;
  if (unit.loadState === "masked") {
    return [UNIT.problem(
      say`${name} is masked: nobody can start it`,
      unmaskCommand(unit),
    )];
  }
  const dropIn = dropInAtFault(unit);
  const own = isOpenClawsOwn(unit);
  const editUnit = commandFor(unit, "edit --full");
  const path = unit.faultyDropIn ?? "";
  const edit = `${
    unit.scope === "system" ? `sudoedit ${shellWord(path)}` : editCommand(path)
  } && ${unit.systemctl} daemon-reload`;
  if (unit.loadState !== "loaded") {
    const missing = unit.loadState === "not-found";
    const cannotLoad = say`systemd cannot load ${name} (${unit.loadState})`;
    if (dropIn !== null) {
      return [UNIT.problem(say`${cannotLoad}; ${dropIn}`, edit)];
    }
    if (elsewhere !== null) {
      return [UNIT.problem(
        say`unit ${name} is ${unit.loadState}; ${elsewhere}; "openclaw-guard install${target.option}" tells what can be done`,
      )];
    }
    return [UNIT.problem(
      !missing
        ? cannotLoad
        : unit.scope === "system"
        ? say`the system has no unit ${name}: nothing to start the gateway with`
        : say`there is no user unit ${name}: nothing to start the gateway with`,
      own
        ? `${openclaw} gateway install${missing ? "" : " --force"}`
        : missing
        ? `openclaw-guard install${target.option}`
        : editUnit,
    )];
  }
  if (elsewhere !== null) {
    return [UNIT.problem(elsewhere)]; // whatever starts it is no remedy
  }
  const gone = say`${
    unit.execMissing ?? ""
  }, which ${name} starts, does not exist: the next start fails`;
  return [
    unit.execMissing === null
      ? UNIT.ok(say`${name} is loaded, ${unit.activeState} (${unit.subState})`)
      : dropIn !== null
      ? UNIT.problem(say`${gone}; ${dropIn}`, edit)
      : UNIT.problem(
        gone,
        own ? `${openclaw} gateway install --force` : editUnit,
      ),
    judgeEnabled(unit, policy, openclaw),
    ...judgePolicy(unit, policy, target),
  ];
}

function judgeEnabled(
  unit: UnitFacts,
  { fileState: told, wanted }: UnitPolicy,
  openclaw: string,
): Finding {
  const { name } = unit;
  const fileState = told || "unknown";
  const target = unit.scope === "system" ? "multi-user" : "default";
  if (fileState === "transient") {
    return UNIT_ENABLED.warning(
      say`${name} is transient (systemd-run): a stop or a reboot removes it, and the guard, which restarts it, cannot start it then`,
      isOpenClawsOwn(unit)
        ? `systemctl --user stop ${
          shellWord(name)
        }; ${openclaw} gateway install`
        : null,
    );
  }
  if (/^(?:enabled-runtime|linked-runtime)$/.test(fileState)) {
    return UNIT_ENABLED.warning(
      say`${name} is there only until the next reboot (${fileState}): the gateway stays off after it`,
      commandFor(unit, "enable"),
    );
  }
  if (wanted) {
    return UNIT_ENABLED.ok(say`it starts with the machine (${fileState})`);
  }
  if (/^(?:disabled|linked)$/.test(fileState)) {
    return UNIT_ENABLED.warning(
      say`${name} is not enabled: the gateway stays off after a reboot`,
      commandFor(unit, "enable"),
    );
  }
  return UNIT_ENABLED.warning(
    say`nothing that starts with the machine wants ${name} (${fileState}): the gateway stays off after a reboot`,
    commandFor(unit, `add-wants ${target}.target`),
  );
}
