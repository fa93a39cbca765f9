/** What is done about a failure, and how attempts are numbered and named. */

import { say } from "../base/say.ts";
import type { Action, GuardEvent } from "./decision.ts";
import type { Memory } from "./memory.ts";

/** Number of the attempt that cleans by force. */
export const FORCE_CLEAN_ATTEMPT = 4;

/** What follows from an actionable failure. */
export interface Response {
  readonly actions: readonly Action[];
  readonly events: readonly GuardEvent[];
  readonly memory: Memory;
  /** Added to the reason for this tick. */
  readonly note: string | null;
  readonly nextAttemptBootMs: number | null;
  /** See {@linkcode Memory.blocker}. */
  readonly blocker?: string;
}

/** Nothing is done in this tick; why is a note. */
export function held(
  memory: Memory,
  note: string,
  until: number | null,
): Response {
  return {
    actions: [],
    events: [],
    memory,
    note,
    nextAttemptBootMs: until,
  };
}

/** For people: what attempt number n is. */
export function describeAttempt(attempt: number): string {
  return attempt < FORCE_CLEAN_ATTEMPT
    ? say`restart ${attempt} of ${FORCE_CLEAN_ATTEMPT - 1}`
    : say`force clean`;
}
