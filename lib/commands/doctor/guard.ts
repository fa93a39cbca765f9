/** The guard itself: installed, its own version, its settings, its switches. */

import { shellWord } from "../../base/shell_word.ts";
import { formatLocalTime } from "../../base/local_time.ts";
import type { MaintenanceFact } from "../../core/types.ts";
import { gatewayUnitAround } from "../../install/preflight.ts";
import { readMaintenance } from "../../store/maintenance.ts";
import { suspiciousTmpFlag, tmpFlagPath } from "../../store/tmp_flag.ts";
import { receiptPath, settingsPath } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { VERSION } from "../../base/version.ts";
import { say } from "../../base/say.ts";
import { bareEnvironment } from "./cron_environment.ts";
import { checkNamed, editCommand, type Finding } from "./finding.ts";
import type { Target } from "./target.ts";

const INSIDE_GATEWAY = checkNamed("inside-gateway");
const INSTALLED = checkNamed("installed");
const MAINTENANCE = checkNamed("maintenance");
const SETTINGS = checkNamed("settings");

/** What was found. */
export interface GuardFacts
  extends
    Pick<Target, "profile" | "receipt" | "receiptError" | "receiptBarred"> {
  readonly receiptPath: string;
  /** Version of the program in the receipt; null when it cannot be run. */
  readonly installedVersion: string | null;
  readonly settingsError: string | null;
  readonly settingsPath: string;
  /** The gateway's unit this very process runs in. */
  readonly insideUnit: string | null;
  readonly maintenance: MaintenanceFact | null;
  /** A file that looks like the switch and does not count. */
  readonly suspiciousFlag: string | null;
  readonly flagPath: string;
}

/** Looks at the guard's own files. */
export async function examineGuard(
  context: Context,
  target: Target,
): Promise<Finding[]> {
  const { profile, receipt, receiptError, receiptBarred, settings } = target;
  const { cron, option, gatewayUnit } = target;
  return judgeGuard({
    profile,
    receipt,
    receiptError,
    receiptPath: receiptPath(context),
    receiptBarred,
    installedVersion: receipt === null
      ? null
      : await versionOf(context, receipt.program, cron.variables),
    settingsError: settings.settingsError,
    settingsPath: settingsPath(context),
    insideUnit: gatewayUnitAround(context, gatewayUnit.name),
    maintenance: readMaintenance(context, profile, context.clock.now().wallMs),
    suspiciousFlag: suspiciousTmpFlag(context),
    flagPath: tmpFlagPath(context),
  }, option);
}

/** Also shows that the program can be started, and with what cron gives it. */
async function versionOf(
  context: Context,
  program: string,
  variables: Readonly<Record<string, string>>,
): Promise<string | null> {
  try {
    const { code, stdout } = await context.run("env", [
      ...bareEnvironment({ ...variables, LANG: "C" }),
      program,
      "version",
    ]);
    const [, version = null] = /^openclaw-guard (\S+)$/m.exec(stdout) ?? [];
    return code === 0 ? version : null;
  } catch {
    return null; // not there, not executable: "schedule" says which
  }
}

/** What that means. */
export function judgeGuard(facts: GuardFacts, option: string): Finding[] {
  return [
    judgeInstalled(facts, option),
    facts.settingsError === null
      ? SETTINGS.ok(say`the guard's own settings are valid`)
      : SETTINGS.problem(
        say`the guard does nothing by settings it cannot read: ${facts.settingsError}`,
        editCommand(facts.settingsPath),
      ),
    ...judgeSwitches(facts, option),
    ...facts.insideUnit === null ? [] : [INSIDE_GATEWAY.warning(
      say`this command runs inside ${facts.insideUnit}: it ends with the gateway, so "install" and "drill" refuse to work here`,
    )],
  ];
}

function judgeInstalled(facts: GuardFacts, option: string): Finding {
  const { receipt, receiptError, installedVersion, profile } = facts;
  const install = `openclaw-guard install${option}`;
  if (receiptError !== null) {
    // What cannot be read is in the way of "install", too.
    const path = shellWord(facts.receiptPath);
    return INSTALLED.problem(
      receiptError,
      // "file-modes" has it
      facts.receiptBarred ? null : `mv ${path} ${path}.bad && ${install}`,
    );
  }
  if (receipt === null) {
    return INSTALLED.warning(say`the guard is not installed`, install);
  }
  const watched = receipt.profiles.join(", ");
  if (!receipt.profiles.includes(profile)) {
    return INSTALLED.problem(
      say`profile ${profile} is not watched, only ${watched}`,
      install,
    );
  }
  if (installedVersion === null) {
    return INSTALLED.problem(
      say`the installed program ${receipt.program} cannot be run`,
      install,
    );
  }
  if (installedVersion !== VERSION) {
    return INSTALLED.warning(
      say`${receipt.program} is version ${installedVersion}, this program is ${VERSION}`,
      install,
    );
  }
  return INSTALLED.ok(say`version ${VERSION}, watches ${watched}`);
}

function judgeSwitches(
  { maintenance, suspiciousFlag, flagPath }: GuardFacts,
  option: string,
): Finding[] {
  return [
    ...maintenance === null || maintenance.source === "emergency-stop"
      ? []
      : [MAINTENANCE.note(
        maintenance.untilMs === null
          ? say`maintenance is on until it is switched off: the guard does nothing`
          : say`maintenance is on until ${
            formatLocalTime(maintenance.untilMs)
          }: the guard does nothing`,
        `openclaw-guard maintenance off${option}`,
      )],
    ...suspiciousFlag === null
      ? []
      : [MAINTENANCE.note(suspiciousFlag, `ls -ld ${shellWord(flagPath)}`)],
  ];
}
