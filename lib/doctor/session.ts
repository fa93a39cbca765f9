/** Can cron's empty environment reach the user's service manager? */

import { messageOf } from "../core/errors.ts";
import { lingers } from "../install/host.ts";
import type { RunResult } from "../sys/command.ts";
import type { Context } from "../sys/context.ts";
import { userBusEnvironment } from "../sys/systemctl.ts";
import { say } from "../text/say.ts";
import { type Finding, finding, fine } from "./finding.ts";

/** What was found. */
export interface SessionFacts {
  readonly uid: number;
  readonly lingers: boolean | null;
  /** null: it answered. */
  readonly busError: string | null;
}

/** Asks logind, and systemd as a check started by cron does. */
export async function examineSession(context: Context): Promise<Finding[]> {
  const [linger, busError] = await Promise.all([
    lingers(context),
    askFromCron(context),
  ]);
  return judgeSession({ uid: context.uid, lingers: linger, busError });
}

/** Really tried: nothing but what cron gives and what the guard adds itself. */
async function askFromCron(context: Context): Promise<string | null> {
  const bare = userBusEnvironment({ ...context, env: () => undefined });
  const variables = Object.entries({
    HOME: context.home,
    SHELL: "/bin/sh",
    PATH: "/usr/bin:/bin",
    ...bare,
  }).map(([name, value]) => `${name}=${value}`);
  let result: RunResult;
  try {
    result = await context.run("env", [
      "-i",
      ...variables,
      "systemctl",
      "--user",
      "--no-ask-password",
      "show",
      "--property=Version",
    ]);
  } catch (error) {
    return messageOf(error);
  }
  if (result.timedOut) return say`no answer in time`;
  if (result.code === 0) return null;
  return result.stderr.trim().split("\n")[0] || say`exit code ${result.code}`;
}

/** What that means. */
export function judgeSession(facts: SessionFacts): Finding[] {
  return [judgeBus(facts), judgeLinger(facts)];
}

function judgeBus({ uid, lingers, busError }: SessionFacts): Finding {
  if (busError === null) {
    return fine(
      "user-bus",
      say`systemctl --user works from cron's empty environment`,
    );
  }
  return finding(
    "user-bus",
    "problem",
    say`systemctl --user does not work from cron's environment: ${busError}; checks can neither see nor restart the gateway`,
    lingers === true
      ? `sudo systemctl restart user@${uid}.service`
      : "loginctl enable-linger",
  );
}

function judgeLinger({ lingers }: SessionFacts): Finding {
  switch (lingers) {
    case true:
      return fine("linger", say`your services run without a login`);
    case false:
      return finding(
        "linger",
        "warning",
        say`lingering is off: gateway and guard end when you log out`,
        "loginctl enable-linger",
      );
    default:
      return finding(
        "linger",
        "note",
        say`logind does not tell whether your services run without a login`,
        "loginctl enable-linger",
      );
  }
}
