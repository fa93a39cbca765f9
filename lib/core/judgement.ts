/** What a row of the decision table says. */

import type { Rule } from "./rules.ts";
import type { Reason, Verdict } from "./types.ts";

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
