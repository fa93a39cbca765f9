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
 * @param script Text of the article's script; needed when it is the watcher.
 * @returns The result; a trial that could not be lived through is not right.
 */
export async function runTrial(
  situation: Situation,
  watcher: Watcher,
  script: string | null,
): Promise<Result> {
  const lab = await Lab.up(`chaos-${Deno.pid}-${++labs}`);
  try {
    const { options = {}, kind = "fake" } = situation;
    if (situation.settings !== undefined) lab.settings(situation.settings);
    if (script !== null) lab.writeFile(SCRIPT_FILE, script, 0o700);
    await lab.gateway(kind, options);
    const neighbours = await Neighbours.start(lab);
    const trial = new Trial(lab, watcher, {
      ...(options.port === undefined ? {} : { port: options.port }),
      ...(options.tls === undefined ? {} : { tls: options.tls }),
    });
    // A guard that has been there before the fault, as it is in life.
    if (options.start !== false) await trial.tick();
    const already = trial.restarts();
    const outcome = await situation.run(trial).catch((error: unknown) => ({
      what: `trial failed: ${error instanceof Error ? error.message : error}`,
      right: false,
    }));
    const killed = await neighbours.gone();
    const result = { ...outcome, restarts: trial.restarts(), killed };
    const wrong = !result.right || killed.length > 0;
    if (watcher === "guard" && wrong) {
      console.error(`\n${situation.name}: ${result.what}, before: ${already}`);
      console.error(await lab.diagnose());
    }
    return result;
  } finally {
    await lab.down();
  }
}
