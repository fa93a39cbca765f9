/** What a gateway was started with, or will be: command line and environment. */

import { assignmentsIn } from "../base/env_file.ts";
import type { UnitFacts } from "../core/types.ts";
import type { Context } from "../sys/context.ts";
import { tryPlainText } from "../sys/plain_file.ts";
import { groupProcesses } from "./control_group.ts";
import { gatewayPaths } from "./gateway_location.ts";
import {
  type ProcessFacts,
  readEnvironment,
  readVisibleProcess,
} from "./process.ts";

/** Values of variables by their names. */
export type Environment = Readonly<Record<string, string>>;

/** See the file's comment. */
export interface StartedWith {
  /** Each word of it, those of a command within an argument (`bash -lc`) too. */
  readonly words: readonly string[];
  readonly environment: Environment;
  /** What of it is in no `.env`. */
  readonly own: Environment;
  /** It is the gateway's own, not what the unit or a wrapper starts. */
  readonly live: boolean;
}

/** OpenClaw's own limit for a .env. */
const MAX_ENV_BYTES = 1 << 20;

/**
 * A running process is believed before the unit file: the file may have been
 * edited since, and a wrapper may have set more. Variables it lacks come from
 * the `.env` files that OpenClaw reads itself (2026.9.6,
 * `src/infra/dotenv-global-core.ts`): the first one that has a name wins.
 *
 * @param unit Null when systemd was not asked.
 */
export function startedWith(
  context: Context,
  profile: string,
  unit: UnitFacts | null,
): StartedWith {
  const process = unit === null ? null : gatewayProcess(context, unit);
  const words = wordsOf(
    // A process that gave itself a title has lost its arguments.
    process !== null && process.argv.length > 1
      ? process.argv
      : unit?.execStart ?? [],
  );
  const seen = process === null ? null : readEnvironment(context, process.pid);
  const live = seen !== null && process !== null && isGateway(process);
  const given = seen ?? (unit === null ? {} : unitEnvironment(unit));
  const own = live ? given : { ...given, ...assignments(words) };
  return {
    words,
    environment: withDotEnv(own, context.home, profile),
    own,
    live,
  };
}

/** What systemd gives to the unit's processes; a file has the last word. */
export function unitEnvironment(unit: UnitFacts): Environment {
  return (unit.environmentFiles ?? []).reduce(
    (known, path) => ({ ...known, ...variablesIn(path) }),
    unit.environment,
  );
}

/**
 * The gateway itself where the main process is only a wrapper around it; null
 * when the main process is gone, or another user's.
 */
export function gatewayProcess(
  context: Context,
  { mainPid, controlGroup }: UnitFacts,
): ProcessFacts | null {
  const main = mainPid > 1 ? readVisibleProcess(context, mainPid) : null;
  if (main === null || main.uid !== context.uid) return null;
  if (isGateway(main)) return main;
  const own = new Map(
    groupProcesses(context, controlGroup)
      .flatMap((pid) => readVisibleProcess(context, pid) ?? [])
      .filter(({ uid }) => uid === main.uid)
      .map((facts) => [facts.pid, facts]),
  );
  // Agents start gateways in there, too: by way of the gateway, or left behind.
  const isWrapped = ({ ppid }: ProcessFacts): boolean => {
    const parent = own.get(ppid);
    return ppid === main.pid ||
      parent !== undefined && !isGateway(parent) && isWrapped(parent);
  };
  const [oldest] = [...own.values()]
    .filter((facts) => isGateway(facts) && isWrapped(facts))
    .sort((one, other) => one.startTicks - other.startTicks);
  return oldest ?? main;
}

/** A shell may have the word from its script's arguments. */
function isGateway({ argv: [program = "", ...words] }: ProcessFacts): boolean {
  return program === "openclaw-gateway" ||
    words.includes("gateway") && !/(^|\/)(ba|da|k|z|a)?sh$/.test(program);
}

/** systemd tells a command line without its quotes. */
function wordsOf(argv: readonly string[]): string[] {
  return argv.flatMap((argument) =>
    argument.split(/[\s;]+/).map((word) => word.replaceAll(/["']/g, ""))
  );
}

/** `env NAME=value openclaw …`, `bash -c "export NAME=value; openclaw …"`. */
function assignments(words: readonly string[]): Environment {
  return Object.fromEntries(
    words.flatMap((word) => {
      const [, name, value] = /^(HOME|OPENCLAW_\w+)=([^$`]+)$/.exec(word) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}

function withDotEnv(
  own: Environment,
  home: string,
  profile: string,
): Environment {
  const { stateDir } = gatewayPaths(own, home, profile);
  const base = own["OPENCLAW_HOME"] ?? own["HOME"] ?? home;
  const fallback = stateDir === `${base}/.openclaw`
    ? variablesIn(`${base}/.config/openclaw/gateway.env`)
    : {};
  return { ...fallback, ...variablesIn(`${stateDir}/.env`), ...own };
}

/** None of a file that is not there, or not ours to read. */
function variablesIn(path: string): Environment {
  return Object.fromEntries(
    assignmentsIn(tryPlainText(path, MAX_ENV_BYTES) ?? "")
      .map(({ name, value }) => [name, value]),
  );
}
