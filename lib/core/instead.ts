/**
 * What is there where the profile's own unit is not. A second gateway beside a
 * first fights with it for the port and the state: neither works for long
 * (openclaw#85094, #62557, #67478, #87577). So it is not advised.
 */

import {
  type GatewayUnit,
  isOpenClawsOwn,
  type Scope,
} from "../base/gateway_unit.ts";
import { profileOption } from "../base/profile.ts";
import { say } from "../base/say.ts";
import { shellWord } from "../base/shell_word.ts";

/** A unit that may be this profile's gateway, and is not the one the guard knows. */
export interface OtherUnit {
  /** Of which service manager. */
  readonly scope: Scope;
  readonly name: string;
  /** active, failed, … */
  readonly activeState: string;
  /** enabled, disabled, … */
  readonly fileState: string;
  /** `User=`; "" where it is not set. */
  readonly user: string;
  /** Which profile's, as its command line or environment say, else this one's. */
  readonly profile: string;
  /** It runs as the guard's own user, and for this profile. */
  readonly mine: boolean;
  /** Where it listens, as its command line or environment say, or the default. */
  readonly port: number;
  /** They say nothing, and its config cannot be read: it is only the default. */
  readonly isPortGuessed: boolean;
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
  install: string,
): InsteadAdvice | null {
  const others = units.filter((unit) =>
    unit.scope === "user" || unit.mine || unit.port === port
  ).sort((one, other) => rank(one) - rank(other));
  const [unit] = others;
  // A unit that neither runs nor is to fights with nobody.
  if (unit === undefined || !isLive(unit)) {
    return holder === null ? null : judgeHolder(holder, port, install);
  }
  const list = listUnits(others);
  const wanting = others.filter((one) => isLive(one) && one.port === unit.port);
  const there = wanting.length > 1 ? quarrel(list, unit.port) : list;
  return {
    what:
      say`there is ${there}, and a second gateway would fight for port ${port}`,
    choice: choiceFor(unit, install),
  };
}

const IDLE = 2;

/** Whether it runs, or is to run after a boot. */
export function isLive(unit: OtherUnit): boolean {
  return rank(unit) !== IDLE;
}

function rank({ activeState, fileState }: OtherUnit): number {
  return activeState !== "inactive" && activeState !== "failed"
    ? 0
    : /^(?:enabled|linked|generated)/.test(fileState)
    ? 1
    : IDLE;
}

function choiceFor(unit: OtherUnit, install: string): string {
  const { scope, user, mine, profile } = unit;
  return mine
    ? say`Run "${
      installFor(unit, profile)
    }" to have it watched, and leave it as it is`
    : scope === "system"
    ? say`Install the guard as ${user || "root"}, whom it runs as`
    // Another profile's own gateway is not in the wrong place.
    : say`Give this profile another port in its openclaw.json, only then run "${install}"`;
}

/** The command that has a unit watched. */
export function installFor(
  { scope, name }: Pick<OtherUnit, "scope" | "name">,
  profile: string,
): string {
  return `openclaw-guard install${
    profileOption(profile)
  } --scope ${scope} --unit ${shellWord(name)}`;
}

function quarrel(list: string, port: number): string {
  return say`${list} (several want port ${port}: only one of them can work)`;
}

/** For people: each with what it does. */
export function listUnits(
  units: readonly OtherUnit[],
  describe: (unit: OtherUnit) => string = describeUnit,
): string {
  return units.map(describe).reduce((list, one) => say`${list}, ${one}`);
}

/** For people. */
export function describeUnit(
  { scope, name, activeState, fileState, user }: OtherUnit,
): string {
  return scope === "user"
    ? say`your unit ${name} (${activeState}, ${fileState})`
    : say`the system's unit ${name} (User=${
      user || "root"
    }, ${activeState}, ${fileState})`;
}

function judgeHolder(
  { pid, uid, command, keeper }: Holder,
  port: number,
  install: string,
): InsteadAdvice {
  const who = pid === 0
    ? say`a process of uid ${uid}`
    : say`pid ${pid} of uid ${uid} (${command})`;
  return {
    what: keeper === null
      ? say`port ${port} is held by ${who}, which no unit of a gateway runs, and a second gateway would fight for it`
      : say`port ${port} is held by ${who}, which ${
        keeper === "pm2" ? "pm2" : "Docker/podman"
      } starts again: the guard is not for it`,
    choice:
      say`To have it watched, stop it for good where it was started, only then run "${install}"`,
  };
}

/** Units that want the port of the profile's own one, which is there; null: none. */
export function judgeRivals(
  { port, units }: Instead,
  own: string,
): string | null {
  const rivals = units.filter((unit) =>
    unit.port === port && !unit.isPortGuessed && isLive(unit)
  );
  return rivals.length === 0
    ? null
    : quarrel(say`${own}, ${listUnits(rivals)}`, port);
}

/** Whether OpenClaw would be asked to make or mend the profile's own unit. */
export function asksForInstall(
  unit: GatewayUnit & {
    readonly loadState: string;
    readonly execMissing: string | null;
    readonly mainPid: number;
  },
): boolean {
  if (!isOpenClawsOwn(unit)) return false;
  return unit.loadState === "loaded"
    ? unit.execMissing !== null && unit.mainPid === 0
    : unit.loadState !== "masked";
}
