/** What `decide` gives back. */

import type { Memory } from "./memory.ts";
import type { DecisionRecord, Reason, Verdict } from "./types.ts";

/** Something to be done to the world, in the order given. */
export type Action =
  /** Wait while probing again and measuring CPU, then observe and decide anew. */
  | { readonly kind: "confirm"; readonly waitMs: number }
  /** systemctl restart, main process killed if it cannot end itself. */
  | { readonly kind: "restart"; readonly attempt: number }
  /** Stop, leftovers and port cleaned, start. */
  | { readonly kind: "force-clean"; readonly attempt: number }
  /** reset-failed and start. */
  | { readonly kind: "start"; readonly attempt: number }
  /** End a verified orphan of ours that holds the port. */
  | { readonly kind: "clean-orphan"; readonly attempt: number }
  /** An earlier tick died in the middle of this rescue. */
  | {
    readonly kind: "finish-restart" | "finish-force-clean" | "finish-start";
    readonly attempt: number;
  }
  /** Put a proven config in the place of a refused one, and start. */
  | {
    readonly kind: "roll-back-config";
    readonly id: string;
    /** What is being replaced; null: there is no file. */
    readonly from: string | null;
  }
  /** Keep a copy of the config if it changed. */
  | { readonly kind: "backup-config" };

/** A line for the log and the history. */
export interface GuardEvent {
  readonly level: "info" | "warn" | "error";
  /** A stable word for machines. */
  readonly event: string;
  /** For people. */
  readonly sentence: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  /** The decision it comes from; for the history only. */
  readonly verdict?: Verdict;
  /** See {@linkcode GuardEvent.verdict}. */
  readonly reason?: Reason | null;
  /** See {@linkcode GuardEvent.verdict}. */
  readonly decision?: DecisionRecord;
}

/** What an attempt leaves behind in the memory. */
export type Unmade = Pick<
  Memory,
  "ladder" | "recoveries" | "rescue" | "rollbacks"
>;

/** The outcome of one look. */
export interface Decision {
  readonly verdict: Verdict;
  readonly reason: Reason | null;
  /** One sentence: what was seen and what follows from it. */
  readonly why: string;
  readonly actions: readonly Action[];
  readonly events: readonly GuardEvent[];
  /** Boot clock ms of the next attempt when one is being held back. */
  readonly nextAttemptBootMs: number | null;
  readonly memory: Memory;
  /** As it was: what is not done after all is neither counted nor remembered. */
  readonly unmade: Unmade;
}
