/** Asks systemd about a unit; one `systemctl show`. */

import { GuardError } from "../base/errors.ts";
import type { GatewayUnit } from "../base/gateway_unit.ts";
import type { UnitFacts } from "../core/types.ts";
import type { Context } from "../sys/context.ts";
import { forgetForeignBus, systemctl } from "../sys/systemctl.ts";
import { say } from "../base/say.ts";
import { shownTexts } from "./shown_texts.ts";
import { faultyDropIn } from "./unit_files.ts";

const PROPERTIES = [
  "LoadState",
  "ActiveState",
  "SubState",
  "Result",
  "MainPID",
  "NRestarts",
  "InvocationID",
  "ExecMainStatus",
  "InactiveEnterTimestamp",
  "ExecMainStartTimestamp",
  "ExecMainExitTimestampMonotonic",
  "ActiveExitTimestampMonotonic",
  "InactiveExitTimestampMonotonic",
  "ConditionTimestampMonotonic",
  "ConditionResult",
  "TimeoutStopUSec",
  "TimeoutStartUSec",
  "Type",
  "KillMode",
  "Restart",
  "Job",
  "ControlGroup",
  "ExecStart",
  "User",
  "Environment",
  "EnvironmentFiles",
  "FragmentPath",
  "DropInPaths",
] as const;

/** systemd's user manager did not answer; says nothing about the gateway. */
export class UserBusError extends GuardError {
  override readonly name = "UserBusError";
}

/**
 * Reads the facts of a unit.
 *
 * @throws {UserBusError} when the user's service manager cannot be asked.
 * @throws {CommandNotFoundError} when there is no systemctl.
 */
export async function readUnit(
  context: Context,
  unit: GatewayUnit,
): Promise<UnitFacts> {
  const { scope, name } = unit;
  const result = await systemctl(context, scope, [
    "show",
    name,
    `--property=${PROPERTIES.join(",")}`,
    // Times in UTC: the names of other zones cannot be read back.
  ], { timeoutMs: 5000, env: { TZ: "UTC" } });
  if (result.timedOut || result.code !== 0) {
    const why = result.timedOut
      ? say`no answer within 5 s`
      : result.stderr.trim().split("\n")[0] || say`exit code ${result.code}`;
    const forget = forgetForeignBus(context);
    throw new UserBusError(
      scope === "system"
        ? say`cannot ask systemd about ${name}: ${why}`
        : say`cannot ask systemd's user manager about ${name}: ${why}`,
      forget === null || scope === "system"
        ? say`Run "openclaw-guard doctor": it tells what mends it`
        : say`This shell may have variables of another user, as after "su": run "${forget}", then try again`,
    );
  }
  const facts = parseUnit(unit, result.stdout);
  const execMissing = missingProgram(facts.execStart);
  const faulty = execMissing !== null ||
    /^(?:bad-setting|error)$/.test(facts.loadState);
  return {
    ...facts,
    execMissing,
    faultyDropIn: faulty ? faultyDropIn(facts.dropIns ?? []) : null,
  };
}

/**
 * Reads the output of `systemctl show`. Unknown and missing properties are
 * harmless: they become "unknown" or zero, which no rule acts on.
 */
export function parseUnit(
  { scope, name, profile, systemctl }: GatewayUnit,
  shown: string,
): UnitFacts {
  const properties = new Map<string, string>();
  for (const line of shown.split("\n")) {
    const equals = line.indexOf("=");
    // The first one counts: of several ExecStart lines that is the gateway's.
    if (equals > 0 && !properties.has(line.slice(0, equals))) {
      properties.set(line.slice(0, equals), line.slice(equals + 1));
    }
  }
  const text = (key: string) => properties.get(key) ?? "";
  const word = (key: string) => text(key) || "unknown";
  const number = (key: string) => {
    const value = Number(text(key));
    return Number.isSafeInteger(value) && value >= 0 ? value : 0;
  };
  return {
    ...{ scope, name, profile, systemctl },
    loadState: word("LoadState"),
    activeState: word("ActiveState"),
    subState: word("SubState"),
    result: word("Result"),
    mainPid: number("MainPID"),
    nRestarts: number("NRestarts"),
    invocationId: text("InvocationID"),
    execMainStatus: number("ExecMainStatus"),
    inactiveEnterMs: parseTimestamp(text("InactiveEnterTimestamp")),
    mainStartedMs: parseTimestamp(text("ExecMainStartTimestamp")),
    timeoutStopMs: parseTimespan(text("TimeoutStopUSec")),
    restart: word("Restart"),
    startRefused: word("ActiveState") === "failed" &&
      startAfterEnd(number, word("ConditionResult")),
    job: text("Job") !== "",
    controlGroup: text("ControlGroup"),
    execStart: parseExecStart(text("ExecStart")),
    execMissing: null,
    user: text("User"),
    environment: parseEnvironment(text("Environment")),
    environmentFiles: parseEnvironmentFiles(shown),
    fragmentPath: text("FragmentPath"),
    type: word("Type"),
    timeoutStartMs: parseTimespan(text("TimeoutStartUSec")),
    killMode: word("KillMode"),
    endedByItself: endedByItself(number),
    dropIns: [...shownTexts(text("DropInPaths"))],
  };
}

/**
 * Whether a start was due after the last main process had ended: systemd asked
 * for a restart itself, which a stop by somebody ends for good, or somebody
 * asked for a start. Measured with systemd 247 to 262: tests/probe/ended_units.
 */
function startAfterEnd(
  number: (key: string) => number,
  conditionResult: string,
): boolean {
  const ended = number("ExecMainExitTimestampMonotonic");
  if (ended === 0) return false;
  // It was about to be restarted. Up to systemd 253 the conditions tell as well.
  if (number("InactiveExitTimestampMonotonic") > ended) return true;
  // They are looked at when somebody asks for a start, whatever comes of it.
  return number("ConditionTimestampMonotonic") > ended &&
    conditionResult !== "no";
}

/**
 * A unit that is asked to stop leaves its active state before its main process
 * ends, one whose process ends by itself leaves it afterwards (252, 257).
 */
function endedByItself(number: (key: string) => number): boolean {
  const ended = number("ExecMainExitTimestampMonotonic");
  return ended > 0 && ended <= number("ActiveExitTimestampMonotonic");
}

/** Wall clock ms of "Mon 2026-11-23 01:47:10 UTC"; null for "n/a" and the like. */
export function parseTimestamp(text: string): number | null {
  const match = /^\w+ (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC$/.exec(text);
  const ms = Date.parse(`${match?.[1]}T${match?.[2]}Z`);
  return Number.isNaN(ms) ? null : ms;
}

const SPAN_UNITS_MS: Readonly<Record<string, number>> = {
  us: 0.001,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  month: 2_629_800_000,
  y: 31_557_600_000,
};

/**
 * Milliseconds of a systemd.time(7) span as `systemctl show` prints it, e.g.
 * "5min 30s". What cannot be read counts as systemd's default of 90 s.
 */
export function parseTimespan(text: string): number {
  if (text === "infinity") return Infinity;
  let total = 0;
  for (const part of text.split(" ")) {
    const match = /^(\d+(?:\.\d+)?)([a-z]+)$/.exec(part);
    const unit = SPAN_UNITS_MS[match?.[2] ?? ""];
    if (match?.[1] === undefined || unit === undefined) return 90_000;
    total += Number(match[1]) * unit;
  }
  return total;
}

/** The argv of `{ path=… ; argv[]=… ; ignore_errors=no ; … }`, split at spaces. */
function parseExecStart(text: string): string[] {
  const match = /argv\[\]=(.*?) ; ignore_errors=/.exec(text);
  return match?.[1] === undefined ? [] : match[1].split(" ");
}

/** `A=1 "B=two words"` by name. */
export function parseEnvironment(text: string): Record<string, string> {
  const environment: Record<string, string> = Object.create(null);
  for (const assignment of shownTexts(text)) {
    const equals = assignment.indexOf("=");
    if (equals > 0) {
      environment[assignment.slice(0, equals)] = assignment.slice(equals + 1);
    }
  }
  return environment;
}

/** A line for each file: `EnvironmentFiles=/path/to it (ignore_errors=yes)`. */
function parseEnvironmentFiles(text: string): string[] {
  const lines = text.matchAll(
    /^EnvironmentFiles=(.+?)(?: \(ignore_errors=\w+\))?$/gm,
  );
  return [...lines].map(([, path = ""]) => path);
}

/** The program, or the script it runs, when it does not exist (a half-done update). */
function missingProgram(argv: readonly string[]): string | null {
  const program = argv[0];
  if (program === undefined) return null;
  const script = argv.slice(1).find((argument) =>
    /^\/.*\.(js|mjs|cjs)$/.test(argument)
  );
  for (const path of [program, script]) {
    if (path === undefined || !path.startsWith("/")) continue;
    try {
      Deno.statSync(path);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return path;
      // Not allowed to look: that says nothing about it being there.
    }
  }
  return null;
}
