/** Can checks reach the service manager from cron's empty environment, and does it obey them? */

import { messageOf } from "../../base/errors.ts";
import { lingerCommand, lingers, needsLinger } from "../../install/host.ts";
import { firstLine } from "../../install/timer/state.ts";
import { grantCommandLine } from "../../install/grant/command_line.ts";
import { permissionFor } from "../../probe/permission.ts";
import type { Context } from "../../sys/context.ts";
import { managerOptions, userBusEnvironment } from "../../sys/systemctl.ts";
import { say } from "../../base/say.ts";
import { contextOfCheck } from "../../install/check_variables.ts";
import { bareEnvironment } from "./cron_environment.ts";
import { checkNamed, type Finding } from "./finding.ts";
import type { Target } from "./target.ts";

const LINGER = checkNamed("linger");
const PERMISSION = checkNamed("permission");
const USER_BUS = checkNamed("user-bus");

/** What was found. */
export interface SessionFacts {
  readonly uid: number;
  readonly lingers: boolean | null;
  /** The command that switches it on. */
  readonly lingerCommand: string;
  /** null: it answered. */
  readonly busError: string | null;
  /** Assignments in the crontab without which it would answer. */
  readonly misleading: readonly string[];
  /** Whether the user's service manager runs; null when nobody tells. */
  readonly managerRuns: boolean | null;
}

/** Variables of the crontab that the guard believes. */
const BUS_VARIABLES = ["XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"];

/** Asks logind, and systemd as a check started by cron does. */
export async function examineSession(
  context: Context,
  { cron, gatewayUnit, scheduler }: Pick<
    Target,
    "cron" | "gatewayUnit" | "scheduler"
  >,
): Promise<Finding[]> {
  // Neither the gateway nor the guard is a service of the user's own manager.
  if (!needsLinger(context, gatewayUnit, scheduler)) return [];
  const { variables } = cron;
  const asked = askAsCron(context, variables);
  const [linger, fix, busError, manager] = await Promise.all([
    lingers(context),
    lingerCommand(context),
    asked,
    asked.then((error) => error === null ? null : managerRuns(context)),
  ]);
  const assigned = BUS_VARIABLES.filter((name) => variables[name]);
  const plain = Object.fromEntries(
    Object.entries(variables).filter(([name]) => !assigned.includes(name)),
  );
  const misled = busError !== null && assigned.length > 0 &&
    await askAsCron(context, plain) === null;
  return judgeSession({
    uid: context.uid,
    lingers: linger,
    lingerCommand: fix,
    busError,
    misleading: misled ? assigned : [],
    managerRuns: manager,
  });
}

/** Really tried: nothing but what cron gives and what the guard adds itself. */
async function askAsCron(
  context: Context,
  variables: Readonly<Record<string, string>>,
): Promise<string | null> {
  const bus = userBusEnvironment(contextOfCheck(context, variables));
  try {
    const result = await context.run("env", [
      ...bareEnvironment({ ...variables, ...bus }),
      "systemctl",
      ...managerOptions("user"),
      "show",
      "--property=Version",
    ]);
    return result.code === 0 && !result.timedOut ? null : firstLine(result);
  } catch (error) {
    return messageOf(error);
  }
}

/** Asks the system's manager, which needs nothing of the user's. */
async function managerRuns(context: Context): Promise<boolean | null> {
  const { stdout } = await context.run("systemctl", [
    "show",
    `user@${context.uid}.service`,
    "--property=ActiveState",
  ]).catch(() => ({ stdout: "" }));
  const state = /^ActiveState=(\w+)$/m.exec(stdout)?.[1];
  return state === undefined ? null : state === "active";
}

/** What that means. */
export function judgeSession(facts: SessionFacts): Finding[] {
  return [judgeBus(facts), judgeLinger(facts)];
}

function judgeBus(facts: SessionFacts): Finding {
  const { uid, lingers, busError, misleading, managerRuns } = facts;
  if (busError === null) {
    return USER_BUS.ok(say`systemctl --user works from an empty environment`);
  }
  if (misleading.length > 0) {
    return USER_BUS.problem(
      say`your crontab sets ${
        misleading.join(", ")
      } wrongly, and checks can neither see nor restart the gateway: ${busError}`,
      "crontab -e",
    );
  }
  // A restart of the manager ends the gateway too: only where nothing else helps.
  const mend = managerRuns === false ? "start" : "restart";
  return USER_BUS.problem(
    say`systemctl --user does not work from an empty environment: ${busError}; checks can neither see nor restart the gateway`,
    lingers === true
      ? `sudo systemctl ${mend} user@${uid}.service`
      : facts.lingerCommand,
  );
}

function judgeLinger({ lingers, lingerCommand }: SessionFacts): Finding {
  switch (lingers) {
    case true:
      return LINGER.ok(say`your services run without a login`);
    case false:
      return LINGER.warning(
        say`lingering is off: gateway and guard end when you log out`,
        lingerCommand,
      );
    default:
      return LINGER.note(
        say`logind does not tell whether your services run without a login`,
        lingerCommand,
      );
  }
}

/** May the guard start and restart a unit of the system? Asked without touching the gateway; a user's own unit needs no word. */
export async function examinePermission(
  context: Context,
  { gatewayUnit }: Pick<Target, "gatewayUnit">,
): Promise<Finding[]> {
  const { name } = gatewayUnit;
  const permission = await permissionFor(context, gatewayUnit);
  if (permission === "own") return [];
  return permission === null
    ? [PERMISSION.problem(
      say`only root may start, stop or restart ${name}: the guard can only watch it`,
      grantCommandLine(),
    )]
    : [PERMISSION.ok(
      say`the guard may start, stop and restart ${name} (${
        permission === "polkit" ? say`a polkit rule` : permission
      })`,
    )];
}
