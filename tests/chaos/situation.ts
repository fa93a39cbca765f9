/** What a row of the chaos table is made of. */

import type { GatewayKind, GatewayOptions } from "../e2e/gateway.ts";
import type { Trial } from "./trial.ts";

/** How a trial of a situation ended. */
export interface Outcome {
  /** What happened, a short phrase for the table. */
  readonly what: string;
  /** It is what should have happened. */
  readonly right: boolean;
  /** Seconds from the fault to a lasting health; null: not within the trial. */
  readonly healthyAfter?: number | null;
}

/** One row: a situation, what should happen, and how it is brought about. */
export interface Situation {
  /** Heading of its part of the table. */
  readonly group: string;
  readonly name: string;
  readonly expected: string;
  /** Default "fake": the lab's stand-in with switchable faults. */
  readonly kind?: GatewayKind;
  readonly options?: GatewayOptions;
  /** Seconds a trial takes, roughly: the longest are started first. */
  readonly seconds: number;
  /** Takes minutes: run with --long alone. */
  readonly long?: true;
  /** Its time is held to a limit: it runs beside one other at most. */
  readonly timed?: true;
  /** What was made shorter than in life, for the reader of the table. */
  readonly compressed?: string;
  /** The guard's settings, when not the defaults. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Why the article's script cannot run it; left out: it can. */
  readonly noScript?: string;
  /** The scenario that lives through the same, so that this is none. */
  readonly scenario?: string;
  /** The same, but where it takes minutes with the script: only with --long. */
  readonly scriptLong?: true;
  readonly run: (trial: Trial) => Promise<Outcome>;
}

const situations: Situation[] = [];

/** Adds rows below a heading, in the order of the table. */
export function situationsOf(
  group: string,
  rows: readonly Omit<Situation, "group">[],
): void {
  for (const row of rows) {
    if (situations.some(({ name }) => name === row.name)) {
      throw new Error(`two situations are named ${JSON.stringify(row.name)}`);
    }
    situations.push({ ...row, group });
  }
}

/** All rows so far. */
export function allSituations(): readonly Situation[] {
  return situations;
}
