/**
 * What a check finds in its environment when cron starts it, and whether it
 * then uses the same files as a command in a terminal: if not, `maintenance on`
 * and `emergency-stop` do not reach it.
 */

import { contextOfCheck } from "../../install/check_variables.ts";
import { hasBlock } from "../../install/cron/table.ts";
import { exists } from "../../sys/files.ts";
import type { Scheduler } from "../../install/scheduler.ts";
import { cronVariables } from "../../install/cron/variables.ts";
import { settingsPath, stateRoot } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { checkNamed, type Finding } from "./finding.ts";

const CHECK = checkNamed("cron-environment");

/** What cron does with the guard. */
export interface Cron {
  /** The guard's lines are in the user's crontab. */
  readonly startsGuard: boolean;
  /** The environment it gives. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Where files are, as one of the two sees it. */
interface Places {
  readonly state: string;
  readonly settings: string;
}

/** What was found. */
export interface PlaceFacts {
  readonly here: Places;
  readonly cron: Places;
  /** At least one of the two settings files is there. */
  readonly settingsExist: boolean;
}

/**
 * Its assignments hold for checks that cron starts, or may start one day; where
 * something else starts them they do not matter.
 *
 * @param table The crontab; one that cannot be read counts as empty.
 * @param scheduler What "install" has start the guard; null when nothing tells.
 */
export function cronOf(
  table: string,
  scheduler: Scheduler | null,
  home: string,
): Cron {
  const starts = startsGuard(table);
  const matters = starts || scheduler === "cron" || scheduler === null;
  return {
    startsGuard: starts,
    variables: cronVariables(matters ? table : "", home),
  };
}

function startsGuard(table: string): boolean {
  try {
    return hasBlock(table);
  } catch {
    return false; // damaged; "schedule" says so
  }
}

/** All that matters; others may hold secrets, and everybody may read a command line. */
const PASSED_ON =
  /^(?:HOME|SHELL|PATH|LANG|LC_\w+|XDG_\w+|DBUS_\w+|SYSTEMD_\w+)$/;

/** Arguments of env(1) with which a program finds only what cron gives it. */
export function bareEnvironment(
  variables: Readonly<Record<string, string>>,
): string[] {
  return [
    "-i",
    ...Object.entries(variables)
      .filter(([name]) => PASSED_ON.test(name))
      .map(([name, value]) => `${name}=${value}`),
  ];
}

/** Compares the places. */
export function examinePlaces(
  context: Context,
  { cron, option }: { readonly cron: Cron; readonly option: string },
): Finding[] {
  if (!cron.startsGuard) return [];
  const placesOf = (one: Context): Places => ({
    state: stateRoot(one),
    settings: settingsPath(one),
  });
  const here = placesOf(context);
  const bare = placesOf(contextOfCheck(context, cron.variables));
  return judgePlaces({
    here,
    cron: bare,
    settingsExist: exists(here.settings) || exists(bare.settings),
  }, option);
}

/** What that means. */
export function judgePlaces(facts: PlaceFacts, option: string): Finding[] {
  const { here, cron, settingsExist } = facts;
  // It writes the folders of this command into the lines.
  const fix = `openclaw-guard install${option}`;
  if (here.state !== cron.state) {
    return [CHECK.problem(
      say`checks that cron starts keep their state in ${cron.state}, this command in ${here.state}: maintenance and an emergency stop switched on here do not reach them`,
      fix,
    )];
  }
  if (here.settings !== cron.settings && settingsExist) {
    return [CHECK.warning(
      say`checks that cron starts read their settings from ${cron.settings}, this command from ${here.settings}`,
      fix,
    )];
  }
  return [CHECK.ok(
    say`checks that cron starts use the same files as this command`,
  )];
}
