/** Lives through one situation in a lab of its own. */

import { Lab } from "../e2e/lab.ts";
import { Neighbours } from "./neighbours.ts";
import type { Outcome, Situation } from "./situation.ts";
import { SCRIPT_FILE, Trial, type Watcher } from "./trial.ts";

/** What one trial gave: half a row of the table. */
export interface Result extends Outcome {
  readonly restarts: number;
  /** Names of the neighbours that were ended. */
  readonly killed: readonly string[];
}

let labs = 0;

/**
 * Lives through it in a lab whose gateway runs.
 *
 * @returns The result; a trial that could not be lived through is not right.
 */
export async function liveThrough(
  lab: Lab,
  situation: Situation,
  watcher: Watcher,
): Promise<Result> {
  const { options = {}, settings } = situation;
  if (settings !== undefined) lab.settings(settings);
  const neighbours = await Neighbours.start(lab);
  const trial = new Trial(lab, watcher, {
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.tls === undefined ? {} : { tls: options.tls }),
  });
  // A guard that has been there before the fault, as it is in life.
  if (options.start !== false) await trial.tick();
  const outcome = await situation.run(trial).catch((error: unknown) => ({
    what: `trial failed: ${error instanceof Error ? error.message : error}`,
    right: false,
  }));
  const killed = await neighbours.gone();
  return { ...outcome, restarts: trial.restarts(), killed };
}

/** @param script Text of the article's script; needed when it is the watcher. */
export async function runTrial(
  situation: Situation,
  watcher: Watcher,
  script: string | null,
): Promise<Result> {
  const lab = await Lab.up(`chaos-${Deno.pid}-${++labs}`);
  try {
    const { options = {}, kind = "fake" } = situation;
    if (script !== null) lab.writeFile(SCRIPT_FILE, script, 0o700);
    await lab.gateway(kind, options);
    const result = await liveThrough(lab, situation, watcher);
    if (watcher === "guard" && !isRight(result)) {
      console.error(`\n${situation.name}: ${result.what}`);
      console.error(await lab.diagnose());
    }
    return result;
  } finally {
    await lab.down();
  }
}

/** As expected, and nobody else harmed. */
export function isRight({ right, killed }: Result): boolean {
  return right && killed.length === 0;
}
