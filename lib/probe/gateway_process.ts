/**
 * Tells the gateway's processes from all others. A wrong "yes" may end in a
 * kill, so everything here says "no" when in doubt. Names prove nothing: an
 * editor, `journalctl -u openclaw-gateway` and the gateways of other profiles
 * have the same words on their command lines (openclaw#94666, #65982).
 */

import { DEFAULT_PROFILE } from "../base/profile.ts";
import type { ListenerFact, UnitFacts } from "../core/types.ts";
import type { Context } from "../sys/context.ts";
import { gatewayPaths, optionValue } from "./gateway_location.ts";
import {
  lineage,
  type ProcessFacts,
  readEnvironment,
  readVisibleProcess,
  unlessHidden,
} from "./process.ts";

/** The title a gateway gives itself when it was not started by systemd. */
const GATEWAY_TITLE = "openclaw-gateway";

/** What makes a process a gateway of one profile. */
export interface GatewayIdentity {
  readonly uid: number;
  readonly unit: UnitFacts;
  /** Where it really is: links are followed. */
  readonly stateDir: string;
}

/** The identity of a profile's gateway. */
export function gatewayIdentity(
  context: Context,
  profile: string,
  unit: UnitFacts,
): GatewayIdentity {
  const { environment, mainPid } = unit;
  const { stateDir } = gatewayPaths(
    (mainPid > 1 ? readEnvironment(context, mainPid) : null) ?? environment,
    context.home,
    profile,
  );
  return { uid: context.uid, unit, stateDir: realPath(stateDir) };
}

/** What a process is to a gateway. */
export function relationOf(
  context: Context,
  facts: ProcessFacts,
  gateway: GatewayIdentity,
): ListenerFact["relation"] {
  if (facts.uid !== gateway.uid) return "foreign";
  if (isInUnit(facts, gateway)) {
    return isLeftover(context, facts, gateway) ? "leftover" : "unit";
  }
  return isGatewayProcess(context, facts, gateway) && isOrphan(context, facts)
    ? "orphan-gateway"
    : "foreign";
}

/**
 * Whether a process in the unit's control group is of an earlier life of it,
 * which `KillMode=process` left running: systemd gives each life an id, and all
 * that it starts inherits that. Where it cannot be read this says no.
 */
function isLeftover(
  context: Context,
  facts: ProcessFacts,
  { unit: { mainPid, invocationId } }: GatewayIdentity,
): boolean {
  const own = readEnvironment(context, facts.pid)?.["INVOCATION_ID"];
  if (own === undefined || own === invocationId || invocationId === "") {
    return false;
  }
  // A manager that outlives its unit (pm2) may be the main process anew.
  return !lineage(context, facts).some(({ pid }) => pid === mainPid);
}

/** Whether a process of this user is in the unit's control group. */
function isInUnit(
  facts: ProcessFacts,
  { uid, unit: { mainPid, scope, controlGroup, name } }: GatewayIdentity,
): boolean {
  // Whatever its groups look like on a host with a mix of cgroup versions.
  if (facts.pid === mainPid) return true;
  if (
    controlGroup !== "" &&
    (facts.cgroup === controlGroup ||
      facts.cgroup.startsWith(`${controlGroup}/`))
  ) return true;
  // systemd forgets the group of a stopped unit even if a process stays in it.
  const parts = facts.cgroup.split("/");
  const manager = parts.findIndex((part) => /^user@\d+\.service$/.test(part));
  // The outermost one: in a container there may be a unit of the same name.
  return scope === "system"
    ? parts.find((part) => /\.(?:service|scope)$/.test(part)) === name
    : parts[manager] === `user@${uid}.service` &&
      parts.indexOf(name) > manager;
}

/**
 * Whether a process is a gateway of this very profile: either it was started
 * with the unit's own command line and works in the profile's state folder, or
 * it has the gateway's title and holds a file of that state folder open (a
 * gateway keeps its lock and its database open as long as it lives).
 */
export function isGatewayProcess(
  context: Context,
  facts: ProcessFacts,
  gateway: GatewayIdentity,
): boolean {
  if (facts.uid !== gateway.uid) return false;
  const { argv } = facts;
  const commandLine = argv.join(" ");
  if (commandLine === GATEWAY_TITLE) {
    return openFiles(context, facts.pid).some((path) =>
      path.startsWith(`${gateway.stateDir}/`)
    );
  }
  // The unit's arguments are known only split at spaces.
  if (argv.length < 2 || commandLine !== gateway.unit.execStart.join(" ")) {
    return false;
  }
  const environment = readEnvironment(context, facts.pid);
  if (environment === null) return false;
  const profile = environment["OPENCLAW_PROFILE"]?.trim() ||
    optionValue(argv, "--profile") || DEFAULT_PROFILE;
  const { stateDir } = gatewayPaths(environment, context.home, profile);
  return realPath(stateDir) === gateway.stateDir;
}

/**
 * Whether nobody looks after a process: its parent is the system's or the
 * user's service manager, it has no terminal, and it is in no service of its
 * own.
 */
function isOrphan(context: Context, facts: ProcessFacts): boolean {
  if (facts.terminal !== 0) return false;
  const inService = facts.cgroup.split("/").some((part) =>
    part.endsWith(".service") && !/^user@\d+\.service$/.test(part)
  );
  if (inService) return false;
  if (facts.ppid === 1) return true;
  const parent = readVisibleProcess(context, facts.ppid);
  return parent !== null && parent.comm === "systemd" &&
    parent.uid === facts.uid && parent.ppid === 1;
}

/**
 * What the descriptors of a process point to, as in /proc/PID/fd: a path, or
 * "socket:[inode]". Empty when it is gone or not ours to look into.
 */
export function openFiles(context: Context, pid: number): string[] {
  const folder = `${context.roots.proc}/${pid}/fd`;
  const names = unlessHidden(() => [...Deno.readDirSync(folder)]) ?? [];
  return names.flatMap(({ name }) =>
    unlessHidden(() => Deno.readLinkSync(`${folder}/${name}`)) ?? []
  );
}

function realPath(path: string): string {
  try {
    return Deno.realPathSync(path);
  } catch {
    return path; // it is not there: compared as it is written
  }
}
