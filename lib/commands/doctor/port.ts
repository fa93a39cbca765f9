/** Do the unit, openclaw.json and the guard mean the same port? */

import { commandFor, isOpenClawsOwn } from "../../base/gateway_unit.ts";
import { readConfigSection } from "../../config/section.ts";
import { resolveEndpoint } from "../../probe/endpoint.ts";
import {
  optionValue,
  parsePort,
  parsePortVariable,
} from "../../probe/gateway_location.ts";
import { gatewayProcess, unitEnvironment } from "../../probe/started_with.ts";
import { unlocked } from "../../config/locked.ts";
import type { LockedConfig } from "../../core/types.ts";
import { settingsPath } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { listBackups } from "../../config/record.ts";
import { checkNamed, editCommand, type Finding } from "./finding.ts";
import type { Target } from "./target.ts";

const CONFIG = checkNamed("config");
const PORT = checkNamed("port");

/** Ports by the place that names them; null where none is named. */
export interface PortFacts {
  /** Where the gateway listens, as the guard finds out without its settings. */
  readonly gateway: number;
  readonly unit: number | null;
  readonly config: number | null;
  /** `probe.port` of the guard's own settings. */
  readonly settings: number | null;
  readonly settingsPath: string;
  /** What of openclaw.json could not be read. */
  readonly configProblems: readonly string[];
  /** The guard has a copy of it. */
  readonly configKept: boolean;
  /** Why it cannot be put back; null or missing: it can. */
  readonly locked?: LockedConfig | null;
}

/** Compares them. */
export function examinePort(context: Context, target: Target): Finding[] {
  const { profile, unit, endpoint, settings } = target;
  const found = resolveEndpoint(context, profile, unit);
  const configProblems: string[] = [];
  const gateway = readConfigSection(
    endpoint.configPath,
    ["gateway"],
    configProblems,
  );
  const process = unit && gatewayProcess(context, unit);
  return judgePort({
    gateway: found.port,
    // What a wrapper makes of it is its own business.
    unit: unit === null || process !== null && process.pid !== unit.mainPid
      ? null
      : parsePort(optionValue(unit.execStart, "--port")) ??
        parsePortVariable(unitEnvironment(unit)["OPENCLAW_GATEWAY_PORT"]),
    config: parsePort(gateway["port"]),
    settings: settings.settings.endpoint.port ?? null,
    settingsPath: settingsPath(context),
    // Why it cannot be read is what the check "config" says.
    configProblems: configProblems.filter((it) => !/\bos error 13\b/.test(it)),
    locked: target.locked,
    configKept: configProblems.length > 0 && isKept(context, profile),
  }, target);
}

function isKept(context: Context, profile: string): boolean {
  try {
    return listBackups(context, profile).length > 0;
  } catch {
    return false; // "file-modes" tells whose they are
  }
}

/** What that means. */
export function judgePort(
  facts: PortFacts,
  { openclaw, gatewayUnit, option }: Pick<
    Target,
    "openclaw" | "gatewayUnit" | "option"
  >,
): Finding[] {
  const { gateway, unit, config, settings, locked = null } = facts;
  const findings = facts.configProblems.map((problem) =>
    CONFIG.problem(
      say`${problem}; the running gateway goes on, the next start fails`,
      unlocked(
        locked,
        facts.configKept
          ? `openclaw-guard restore-config${option}`
          : `${openclaw} doctor --fix`,
      ),
    )
  );
  if (unit !== null && config !== null && unit !== config) {
    findings.push(PORT.warning(
      say`the unit says ${unit}, openclaw.json says ${config}: the gateway listens on ${unit}, and openclaw's own commands ask ${config}`,
      isOpenClawsOwn(gatewayUnit)
        ? `${openclaw} gateway install --force`
        : commandFor(gatewayUnit, "edit --full"),
    ));
  }
  if (unit !== null && unit !== gateway) {
    findings.push(PORT.warning(
      say`the running gateway was started with port ${gateway}, its unit now says ${unit}`,
      commandFor(gatewayUnit, "restart"),
    ));
  }
  if (settings !== null && settings !== gateway) {
    findings.push(PORT.warning(
      say`the guard's settings make it ask port ${settings}, but the gateway is told to listen on ${gateway}`,
      editCommand(facts.settingsPath),
    ));
  }
  if (findings.length > 0) return findings;
  return [PORT.ok(agreement(facts))];
}

function agreement({ gateway, unit, config }: PortFacts): string {
  if (unit !== null && config !== null) {
    return say`${gateway}, as the unit and openclaw.json say`;
  }
  if (unit !== null) return say`${gateway}, as the unit says`;
  if (config !== null) return say`${gateway}, as openclaw.json says`;
  return say`${gateway}, OpenClaw's own default`;
}
