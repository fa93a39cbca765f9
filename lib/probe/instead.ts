/**
 * Looks what runs the gateway where the profile's own unit does not. Asks two
 * service managers and reads /proc/net/tcp: never for a healthy check.
 */

import {
  type GatewayUnit,
  gatewayUnitOf,
  type Scope,
} from "../base/gateway_unit.ts";
import { DEFAULT_PROFILE, unitName } from "../base/profile.ts";
import type { Holder, Instead, OtherUnit } from "../core/instead.ts";
import type { UnitFacts } from "../core/types.ts";
import { ifInstalled } from "../sys/command.ts";
import type { Context } from "../sys/context.ts";
import { systemctl } from "../sys/systemctl.ts";
import { resolveEndpoint } from "./endpoint.ts";
import {
  defaultPort,
  optionValue,
  parsePort,
  parsePortVariable,
} from "./gateway_location.ts";
import { findListener, type Listener } from "./listener.ts";
import { readListenSockets } from "./listen_table.ts";
import { lineage, processIds, readVisibleProcess } from "./process.ts";
import { shortCommand } from "./short_command.ts";
import { parseUnit } from "./unit.ts";

/** The unit a control group belongs to. */
type GroupUnit = Pick<GatewayUnit, "scope" | "name">;

/**
 * Looks for it.
 *
 * @param unit The profile's own.
 * @param port Where its gateway would listen.
 * @param everywhere Among all units that systemd has loaded, whatever their
 * names, and not only by the usual names and the port.
 */
export async function lookInstead(
  context: Context,
  profile: string,
  unit: UnitFacts,
  port: number,
  everywhere = false,
): Promise<Instead> {
  const listener = await listenerAt(context, profile, unit, port);
  const around = listener === null ? null : unitAround(context, listener.pid);
  const patterns = everywhere ? ["*.service"] : [];
  const ask = async (scope: Scope) =>
    (await askUnits(context, profile, scope, around, patterns))
      .filter(({ name }) => scope !== unit.scope || name !== unit.name);
  const units = (await Promise.all([ask("user"), ask("system")])).flat();
  const known = listener === null || units.some(({ scope, name, ...each }) =>
    // Whose descriptors cannot be seen is known by the port alone.
    listener.pid === 0
      ? scope === "system" && each.activeState === "active" &&
        each.port === port
      : scope === around?.scope && name === around.name
  ) || (around?.scope === unit.scope && around.name === unit.name);
  return {
    port,
    units,
    holder: known ? null : holderOf(context, listener, port),
  };
}

/** Of another address than the loopback one, too. */
async function listenerAt(
  context: Context,
  profile: string,
  unit: UnitFacts,
  port: number,
): Promise<Pick<Listener, "pid" | "uid" | "command"> | null> {
  try {
    const found = await findListener(context, profile, port, unit);
    const [socket] = found === null ? readListenSockets(context, port) : [];
    return found ??
      (socket === undefined ? null : { pid: 0, uid: socket.uid, command: "" });
  } catch (error) {
    if (error instanceof Deno.errors.PermissionDenied) return null;
    throw error;
  }
}

/**
 * Names a gateway's unit goes by. OpenClaw 2026.9.6 itself still knows
 * clawdbot-gateway (LEGACY_GATEWAY_SYSTEMD_SERVICE_NAMES); it was called
 * moltbot for a while in between. Guides use "openclaw".
 */
function namesFor(profile: string): string[] {
  const own = unitName(profile);
  return [
    own,
    own.replace("openclaw", "clawdbot"),
    own.replace("openclaw", "moltbot"),
    ...profile === DEFAULT_PROFILE ? ["openclaw.service"] : [],
  ];
}

const PROPERTIES =
  "Id,LoadState,ActiveState,UnitFileState,User,UID,ExecStart,Environment";

/** Gateways among the units of the system, and those named, whosever they are. */
export async function systemGateways(
  context: Context,
  profile: string,
  named: readonly string[] = [],
): Promise<OtherUnit[]> {
  const patterns = ["*.service", ...named];
  return await askUnits(context, profile, "system", null, patterns);
}

async function askUnits(
  context: Context,
  profile: string,
  scope: Scope,
  around: GroupUnit | null,
  patterns: readonly string[],
): Promise<OtherUnit[]> {
  const names = new Set(namesFor(profile));
  if (scope === around?.scope) names.add(around.name);
  const args = ["show", ...names, ...patterns, `--property=${PROPERTIES}`];
  const options = { timeoutMs: 2000 };
  const result = await ifInstalled(() =>
    systemctl(context, scope, args, options)
  );
  const text = result?.code === 0 ? result.stdout : "";
  const units = text.split("\n\n").flatMap((block) =>
    parseOther(context, profile, scope, names, block) ?? []
  );
  // Names may be aliases of one another.
  return [...new Map(units.map((unit) => [unit.name, unit])).values()];
}

function parseOther(
  context: Context,
  profile: string,
  scope: Scope,
  names: ReadonlySet<string>,
  block: string,
): OtherUnit | null {
  const value = (key: string) =>
    new RegExp(`^${key}=(.*)$`, "m").exec(block)?.[1] ?? "";
  const name = value("Id");
  const facts = parseUnit(
    gatewayUnitOf(context.uid, scope, name, profile),
    block,
  );
  const { loadState, activeState, execStart, environment, user } = facts;
  const command = execStart.join(" ");
  if (
    loadState !== "loaded" || !isGatewayUnit(name, command, names.has(name))
  ) return null;
  const its = optionValue(execStart, "--profile") ??
    environment["OPENCLAW_PROFILE"] ?? profile;
  const named = parsePort(optionValue(execStart, "--port")) ??
    parsePortVariable(environment["OPENCLAW_GATEWAY_PORT"]);
  const uid = String(context.uid);
  // Without User= systemd tells no UID, and before a start it tells none at all.
  const ours = scope === "user" || value("UID") === uid || user === uid ||
    (uid === "0" ? user === "" : user === context.env("USER"));
  return {
    scope,
    name,
    activeState,
    fileState: value("UnitFileState") || "transient",
    user,
    profile: its,
    mine: ours && its === profile,
    port: ours
      ? resolveEndpoint(context, its, facts).port
      : named ?? defaultPort(its),
    isPortGuessed: !ours && named === null,
  };
}

/** OpenClaw, options of its own, and the command "gateway". */
const GATEWAY_COMMAND =
  /(?:openclaw|clawdbot|moltbot)[^\s"']*["']?(?:\s+--?[\w-]+(?:=\S+|\s+(?!gateway\b)[^-\s]\S*)?)*\s+["']?gateway\b/i;
/** `openclaw node`, which serves a gateway elsewhere and listens to nobody. */
const NODE_COMMAND = /(?:openclaw|clawdbot|moltbot)[^\s"']*["']?\s+node\b/i;

/**
 * Whether a unit runs a gateway, by its command: the word alone may be a part of
 * a path or the address of another one (`openclaw node run --host gateway.lan`).
 *
 * @param known By its name it may be one, or it holds the gateway's port; that
 * unit may be anything, a shell's, but for what its name or command says.
 */
export function isGatewayUnit(
  name: string,
  command: string,
  known: boolean,
): boolean {
  return GATEWAY_COMMAND.test(command) ||
    known && /claw|moltbot/i.test(`${name} ${command}`) &&
      !NODE_COMMAND.test(command);
}

/** The service whose control group a process is in; null: none, as in a terminal. */
function unitAround(context: Context, pid: number): GroupUnit | null {
  const facts = pid === 0 ? null : readVisibleProcess(context, pid);
  const services = (facts?.cgroup ?? "").split("/").filter((part) =>
    part.endsWith(".service")
  );
  const [outer, inner] = services;
  if (outer === undefined) return null;
  // A gateway in the manager of another user is no unit one can be told of.
  if (!/^user@\d+\.service$/.test(outer)) {
    return { scope: "system", name: outer };
  }
  return inner === undefined || outer !== `user@${context.uid}.service`
    ? null
    : { scope: "user", name: inner };
}

function holderOf(
  context: Context,
  { pid, uid, command }: Pick<Listener, "pid" | "uid" | "command">,
  port: number,
): Holder {
  const proxy = pid === 0 ? dockerProxy(context, port) : null;
  return proxy ?? { pid, uid, command, keeper: keeperOf(context, pid) };
}

const CONTAINER_PROGRAM = /^(?:docker-proxy|conmon|rootless|containers-root)/;
const CONTAINER_GROUP = /\/(?:docker|libpod|podman|cri-containerd)[-/]/;

/** pm2's daemon is an ancestor of what it runs; a container has its own group. */
function keeperOf(context: Context, pid: number): Holder["keeper"] {
  const holder = readVisibleProcess(context, pid);
  for (const { comm, argv, cgroup } of lineage(context, holder)) {
    if (CONTAINER_PROGRAM.test(comm) || CONTAINER_GROUP.test(cgroup)) {
      return "container";
    }
    if (/^PM2 .*God/.test(argv[0] ?? "") || /^PM2 v/.test(comm)) return "pm2";
  }
  return null;
}

/** It is root's, so that only its command line tells of the port. */
function dockerProxy(context: Context, port: number): Holder | null {
  for (const id of processIds(context)) {
    const facts = readVisibleProcess(context, id);
    if (
      facts?.comm === "docker-proxy" &&
      optionValue(facts.argv, "-host-port") === String(port)
    ) {
      const { pid, uid, argv, comm } = facts;
      return {
        pid,
        uid,
        command: shortCommand(argv, comm),
        keeper: "container",
      };
    }
  }
  return null;
}
