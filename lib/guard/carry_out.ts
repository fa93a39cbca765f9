/** From an action to the code that does it, and what came of it as a sentence. */

import {
  endMain,
  type EndMainHooks,
  type EndMainOutcome,
} from "../act/end_main.ts";
import { forceClean } from "../act/force_clean.ts";
import { freePort, type FreePortResult } from "../act/free_port.ts";
import { restartGateway } from "../act/restart.ts";
import { notStarted, requestStart } from "../act/service.ts";
import { FORCE_CLEAN_ATTEMPT } from "../core/attempt.ts";
import { isTransient } from "../core/judge_stopped.ts";
import type { Action } from "../core/decision.ts";
import type { Look } from "../probe/observe.ts";
import { say, sayAll } from "../base/say.ts";
import type { Tick } from "./tick_tools.ts";

/** Actions that touch the gateway. */
export type Performable = Exclude<
  Action,
  { kind: "confirm" | "backup-config" | "roll-back-config" }
>;

/** What came of it. */
interface Outcome {
  /** A sentence for the log. */
  readonly done: string;
  /** The old main process finishes its work first, so the rescue goes on without the guard. */
  readonly drains?: boolean;
  /** A person's switch came first, and nothing at all was done. */
  readonly notBegun?: boolean;
}

/**
 * Does it.
 *
 * @throws {GuardError} when it cannot be done.
 */
export async function carryOut(
  { context, profile, settings }: Tick,
  action: Performable,
  look: Look,
  hooks: EndMainHooks,
): Promise<Outcome> {
  const { unit, incarnation } = look.observation;
  if (unit === null || look.endpoint === null) {
    return { done: say`nothing was known to act on` };
  }
  const { port } = look.endpoint;
  const { terminateTimeoutMs } = settings.policy;
  const target = {
    ...{ profile, unit, main: incarnation, port, terminateTimeoutMs },
    // For a port that is held alone nothing else has to end.
    portOnly: action.attempt < FORCE_CLEAN_ATTEMPT,
  };
  switch (action.kind) {
    case "restart": {
      const main = await restartGateway(context, target, hooks);
      return typeof main === "string"
        ? {
          done: say`restart requested, ${OLD_MAIN[main]}`,
          drains: main === "draining",
        }
        : { done: notStarted(main.forbidden), notBegun: true };
    }
    case "start":
    case "finish-start": {
      const transient = isTransient(unit);
      const no = await requestStart(
        context,
        { profile, unit, askedBy: "guard", transient },
        hooks.onStep,
      );
      if (no !== null) {
        return { done: notStarted(no.forbidden), notBegun: !no.touched };
      }
      return {
        done: transient
          ? say`a start requested`
          : say`failures were reset and a start requested`,
      };
    }
    case "finish-restart": {
      if (incarnation === null) {
        return { done: say`the old main process has gone by itself` };
      }
      const atOnce = { ...target, terminateTimeoutMs: 0 };
      const main = await endMain(context, atOnce, hooks);
      return { done: OLD_MAIN[main], drains: main === "draining" };
    }
    case "clean-orphan": {
      const beforeKill = (pid: number) => hooks.beforeKill(pid);
      const result = await freePort(context, profile, unit, port, beforeKill);
      return { done: endedText(result) };
    }
    case "force-clean":
    case "finish-force-clean": {
      const result = await forceClean(context, target, hooks);
      const rest = endedText(result);
      return {
        done: result.started
          ? say`${STOPPED_MAIN[result.main]}, start requested; ${rest}`
          : say`${STOPPED_MAIN[result.main]}, not started again; ${rest}`,
        drains: result.main === "draining" && result.started,
      };
    }
  }
}

/** What was ended or left alone besides the main process. */
function endedText({ ended, left }: FreePortResult): string {
  const parts = [...ended, ...left];
  return parts.length === 0
    ? say`nothing else was left over`
    : sayAll(parts, (one, other) => say`${one}; ${other}`);
}

/** How the old main process ended, after a restart. */
const OLD_MAIN: Readonly<Record<EndMainOutcome, string>> = {
  ended: say`old main process: ended`,
  killed: say`old main process: killed`,
  draining: say`old main process: draining`,
  held: say`old main process: held`,
  stuck: say`old main process: stuck`,
};

/** The same after a stop. */
const STOPPED_MAIN: Readonly<
  Record<EndMainOutcome | "taken over", string>
> = {
  ended: say`stopped (main process: ended)`,
  killed: say`stopped (main process: killed)`,
  draining: say`stopped (main process: draining)`,
  held: say`stopped (main process: held)`,
  stuck: say`stopped (main process: stuck)`,
  "taken over": say`stopped (main process: taken over)`,
};
