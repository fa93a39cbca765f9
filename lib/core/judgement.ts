/** What a row of the decision table says. */

import type { Instant } from "../base/instant.ts";
import type { Memory } from "./memory.ts";
import type { KnownSilence } from "./patience.ts";
import type { Policy } from "./policy.ts";
import type { Rule } from "./rules.ts";
import type {
  Observation,
  ProbeResult,
  Reason,
  UnitFacts,
  Verdict,
} from "./types.ts";

/** What a row is tried on: a unit that was seen, and all that is known besides. */
export interface Situation {
  readonly observation: Observation;
  readonly unit: UnitFacts;
  readonly probe: ProbeResult;
  readonly memory: Memory;
  readonly now: Instant;
  readonly policy: Policy;
}

/** A row of the table that matched. */
export interface Judgement {
  /** Which row. */
  readonly rule: Rule;
  readonly verdict: Verdict;
  readonly reason: Reason | null;
  readonly why: string;
  /** For ladder verdicts: the failure may be acted on. False: only reported. */
  readonly actionable: boolean;
  /** Another look after a wait is needed before this is certain. */
  readonly unconfirmed: boolean;
  /** An interrupted rescue of ours explains what is seen and must be finished. */
  readonly unfinished: boolean;
  /** What kind of silence it is, where that is known. */
  readonly silence?: KnownSilence | undefined;
}

/** A judgement that leads to nothing, but for what `rest` says. */
export function judgement(
  rule: Rule,
  verdict: Verdict,
  why: string,
  rest: Partial<Judgement> = {},
): Judgement {
  return {
    rule,
    verdict,
    why,
    reason: null,
    actionable: false,
    unconfirmed: false,
    unfinished: false,
    ...rest,
  };
}
