/** What is told of: a check that is over. */

import type { GatewayUnit } from "../base/gateway_unit.ts";
import type { Instant } from "../base/instant.ts";
import type { GuardEvent } from "./decision.ts";
import type { Memory } from "./memory.ts";
import type { Notice, Severity } from "./notice.ts";
import type { Policy } from "./policy.ts";
import type { Meaning } from "./trouble.ts";

/** A check that is over. */
export interface Announcing {
  readonly profile: string;
  /** As the check has found it. */
  readonly before: Memory;
  /** As it is about to be written down. */
  readonly after: Memory;
  /** What was seen and done. */
  readonly events: readonly Pick<GuardEvent, "event">[];
  /** A drill is at work. */
  readonly drill: boolean;
  readonly now: Instant;
  readonly unit: GatewayUnit;
  readonly policy: Pick<Policy, "rollback" | "leftInactive">;
  readonly telling: {
    /** After how long reminders come, ms; the last one repeats. */
    readonly remindersMs: readonly number[];
    /** Whether incidents of drills are told. */
    readonly drills: boolean;
    /** The channels that get a notice, by name. */
    hearers(notice: Notice): readonly string[];
  };
}

/** The same, with what it means, and with nothing of another boot before it. */
export interface Understood extends Announcing {
  readonly meaning: Meaning;
}

/** What is due. */
export interface Word {
  readonly phase: "opened" | "escalated" | "reminder";
  readonly severity: Severity;
  /** What only a person can mend, if that is what is told. */
  readonly persons: readonly string[];
}
