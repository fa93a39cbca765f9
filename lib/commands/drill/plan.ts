/** What a drill is made of. */

import type { Expectation } from "./expectations.ts";

/** Names as on the command line. */
export const DRILLS = [
  "crash",
  "freeze",
  "stop",
  "maintenance",
  "port",
] as const;
/** See {@linkcode DRILLS}. */
export type DrillName = typeof DRILLS[number];

/** What a drill does to the gateway, each with its opposite. */
export type Deed =
  | "abort"
  | "freeze"
  | "thaw"
  | "stop"
  | "start"
  | "maintenance-on"
  | "maintenance-off"
  | "take-port"
  | "give-port";

/** One step. */
export type Step =
  | { readonly kind: "deed"; readonly deed: Deed; readonly say: string }
  | {
    readonly kind: "watch";
    readonly say: string;
    readonly until: Expectation;
    readonly limitMs: number;
  };

/** A drill. */
export interface Plan {
  readonly name: DrillName;
  readonly title: string;
  /** What will happen, a sentence each. */
  readonly story: readonly string[];
  /** Roughly, for people. */
  readonly takes: string;
  readonly outage: string;
  /** It may cost the guard a restart of its budget. */
  readonly needsBudget: boolean;
  /** It adds an unclean end to those OpenClaw's crash-loop breaker counts. */
  readonly unclean: boolean;
  readonly steps: readonly Step[];
  /** Must hold at every moment. */
  readonly always: Expectation;
  /** For people, when all went well. */
  readonly passed: string;
}

/** A step that does something. */
export function deed(name: Deed, told: string): Step {
  return { kind: "deed", deed: name, say: told };
}

/** A step that waits until something has come true, `limitMs` at the most. */
export function watch(
  told: string,
  until: Expectation,
  limitMs: number,
): Step {
  return { kind: "watch", say: told, until, limitMs };
}
