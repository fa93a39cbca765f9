/** The words of `systemctl --user` that the supervisor understands. */

import { type Phase, REQUESTS, type UnitState } from "./unit_machine.ts";

/** What was asked for. */
type SystemctlRequest =
  | { readonly verb: "show"; readonly properties: readonly string[] }
  | { readonly verb: typeof REQUESTS[number] };

/**
 * Reads the arguments of `systemctl`.
 *
 * @param unit The only unit there is.
 * @returns Null when they mean something else.
 */
export function parseSystemctl(
  args: readonly string[],
  unit: string,
): SystemctlRequest | null {
  const words = args.filter((argument) => !argument.startsWith("-"));
  const [verb, name, ...more] = words;
  if (name !== unit || more.length > 0) return null;
  if (verb === "show") return { verb, properties: propertiesOf(args) };
  const request = REQUESTS.find((known) => known === verb);
  return request === undefined ? null : { verb: request };
}

function propertiesOf(args: readonly string[]): string[] {
  const option = "--property=";
  const list = args.find((argument) => argument.startsWith(option)) ?? option;
  return list.slice(option.length).split(",");
}

/** What `systemctl show` tells that never changes. */
export interface ShownService {
  /** TimeoutStopSec, ms. */
  readonly stopTimeoutMs: number;
  readonly controlGroup: string;
  readonly argv: readonly string[];
  /** All of its environment. */
  readonly environment: Readonly<Record<string, string>>;
}

/** All that it tells. */
export interface ShownUnit extends ShownService {
  readonly state: UnitState;
  /** 0 when there is none. */
  readonly mainPid: number;
  /** "" before the first start. */
  readonly invocationId: string;
  /** Wall clock ms, null for never. */
  readonly inactiveSinceMs: number | null;
}

const STATES: Readonly<Record<Phase, readonly [active: string, sub: string]>> =
  {
    inactive: ["inactive", "dead"],
    running: ["active", "running"],
    stopping: ["deactivating", "stop-sigterm"],
    killing: ["deactivating", "stop-sigkill"],
    "auto-restart": ["activating", "auto-restart"],
    failed: ["failed", "failed"],
  };

/** As `systemctl status` says it: "active (running)". */
export function phaseText(phase: Phase): string {
  const [active, sub] = STATES[phase];
  return `${active} (${sub})`;
}

/** The output of `systemctl show` for the properties asked for. */
export function showText(
  unit: ShownUnit,
  properties: readonly string[],
): string {
  const { state, argv, environment } = unit;
  const [active, sub] = STATES[state.phase];
  const values: Readonly<Record<string, string>> = {
    LoadState: "loaded",
    ActiveState: active,
    SubState: sub,
    Result: state.result,
    MainPID: String(unit.mainPid),
    NRestarts: String(state.restarts),
    InvocationID: unit.invocationId,
    ExecMainStatus: String(state.exitStatus),
    InactiveEnterTimestamp: timestamp(unit.inactiveSinceMs),
    TimeoutStopUSec: `${unit.stopTimeoutMs}ms`,
    Restart: "always",
    Job: state.startAfterStop ? "1" : "",
    ControlGroup: unit.controlGroup,
    ExecStart: `{ path=${argv[0]} ; argv[]=${
      argv.join(" ")
    } ; ignore_errors=no ; }`,
    Environment: Object.entries(environment)
      .map(([name, value]) => `"${name}=${value}"`).join(" "),
  };
  return properties.map((name) => `${name}=${values[name] ?? ""}\n`).join("");
}

/** "Mon 2026-11-23 01:47:10 UTC". */
function timestamp(wallMs: number | null): string {
  if (wallMs === null) return "";
  const date = new Date(wallMs);
  const day = date.toUTCString().slice(0, 3);
  return `${day} ${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
