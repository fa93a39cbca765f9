/**
 * What is there where the profile's own unit is not. A second gateway beside a
 * first fights with it for the port and the state: neither works for long
 * (openclaw#85094, #62557, #67478, #87577). So it is not advised.
 */

import { say } from "../base/say.ts";

/** A unit that may be this profile's gateway, and is not the one the guard knows. */
export interface OtherUnit {
  /** Of which service manager. */
  readonly scope: "user" | "system";
  readonly name: string;
  readonly running: boolean;
  readonly enabled: boolean;
  /** `User=`; "" where it is not set. */
  readonly user: string;
  /** It runs as the guard's own user, and for this profile. */
  readonly mine: boolean;
  /** Where it listens, as its command line or environment say, or the default. */
  readonly port: number;
}

/** Who holds the port of the gateway. */
export interface Holder {
  /** 0 when it cannot be told. */
  readonly pid: number;
  readonly uid: number;
  readonly command: string;
  /** What starts it again; null when nothing is known to. */
  readonly keeper: "pm2" | "container" | null;
}

/** What was found. */
export interface Instead {
  /** Where this profile's gateway would listen. */
  readonly port: number;
  readonly units: readonly OtherUnit[];
  /** null when nobody does, or one of the units. */
  readonly holder: Holder | null;
}

/** What {@linkcode Instead} means, a sentence each without a full stop. */
export interface InsteadAdvice {
  /** What is there, and what that means. */
  readonly what: string;
  /** What a person may choose to do; begins a sentence. */
  readonly choice: string;
}

/**
 * Tells what is there; null when nothing is, and OpenClaw may make a unit.
 *
 * @param install How OpenClaw makes the unit.
 */
export function judgeInstead(
  { port, units, holder }: Instead,
  own: string,
  install: string,
): InsteadAdvice | null {
  const others = units.filter((unit) =>
    unit.scope === "user" || unit.mine || unit.port === port
  ).sort((one, other) => rank(one) - rank(other));
  const [unit] = others;
  // A unit that neither runs nor is to is not what holds the port.
  if (unit === undefined || (holder !== null && rank(unit) === IDLE)) {
    return holder === null ? null : judgeHolder(holder, port, install);
  }
  return judgeUnits(unit, others, port, own, install);
}

const IDLE = 2;

function rank({ running, enabled }: OtherUnit): number {
  return running ? 0 : enabled ? 1 : IDLE;
}

function judgeUnits(
  unit: OtherUnit,
  others: readonly OtherUnit[],
  port: number,
  own: string,
  install: string,
): InsteadAdvice {
  const { name, scope } = unit;
  const list = listUnits(others);
  const wanting = others.filter((one) =>
    rank(one) !== IDLE && one.port === unit.port
  );
  const there = wanting.length > 1
    ? say`${list} (several want port ${unit.port}: only one of them can work)`
    : list;
  if (scope === "system") {
    return {
      what:
        say`there is ${there} instead: this version of the guard watches only units of your own manager, and a second gateway would fight for port ${port}`,
      choice:
        say`Leave ${name} to systemd, or move it to your own manager: only after "sudo systemctl disable --now ${name}" run "${install}"`,
    };
  }
  if (/^openclaw-gateway(-.+)?\.service$/.test(name)) {
    return {
      what:
        say`there is ${there}, the gateway of another profile, at port ${port}`,
      choice:
        say`Give this profile a port of its own in its openclaw.json, then run "${install}"`,
    };
  }
  return {
    what:
      say`there is ${there} instead: the guard knows only a unit named ${own}, and a second gateway would fight for port ${port}`,
    choice:
      say`Run "systemctl --user disable --now ${name}", then give its file the name ${own} and enable that, or run "${install}"`,
  };
}

function listUnits(units: readonly OtherUnit[]): string {
  return units.map(describeUnit).reduce((list, one) => say`${list}, ${one}`);
}

function describeUnit(
  { scope, name, running, enabled, user }: OtherUnit,
): string {
  const does = say`${running ? say`running` : say`not running`}, ${
    enabled ? say`enabled` : say`not enabled`
  }`;
  return scope === "user"
    ? say`your unit ${name} (${does})`
    : say`the system's unit ${name} (User=${user || "root"}, ${does})`;
}

function judgeHolder(
  { pid, uid, command, keeper }: Holder,
  port: number,
  install: string,
): InsteadAdvice {
  const who = pid === 0
    ? say`a process of uid ${uid}`
    : say`pid ${pid} of uid ${uid} (${command})`;
  if (keeper === "pm2") {
    return {
      what:
        say`port ${port} is held by ${who}, which pm2 starts and restarts: the guard is not for it`,
      choice:
        say`Leave it to pm2, or take it out of there: only after "pm2 delete" and "pm2 save" run "${install}"`,
    };
  }
  if (keeper === "container") {
    return {
      what:
        say`port ${port} is held by ${who}, a container of Docker or podman, which restart it themselves: the guard is not for it`,
      choice:
        say`Leave it to its restart policy, or remove the container: only then run "${install}"`,
    };
  }
  return {
    what:
      say`port ${port} is held by ${who}, which no gateway's unit of systemd runs; a second gateway would fight for the port`,
    choice:
      say`If that is the gateway, stop it first, where it was started; only then run "${install}"`,
  };
}

/** Units that want the port of the profile's own one, which is there; null: none. */
export function judgeRivals(
  { port, units }: Instead,
  own: string,
): string | null {
  const rivals = units.filter((unit) =>
    unit.port === port && rank(unit) !== IDLE
  );
  return rivals.length === 0
    ? null
    : say`${own} and ${
      listUnits(rivals)
    } want the same port ${port}: only one of them can work, and the guard knows only the first`;
}

/** Whether OpenClaw would be asked to make or mend the profile's own unit. */
export function asksForInstall(
  unit: {
    readonly loadState: string;
    readonly execMissing: string | null;
    readonly mainPid: number;
  },
): boolean {
  return unit.loadState === "loaded"
    ? unit.execMissing !== null && unit.mainPid === 0
    : unit.loadState !== "masked";
}
