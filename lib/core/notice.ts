/** What people are told about: one notice for each phase of an incident. */

import type { Reason, Verdict } from "./types.ts";

/** How bad it is, mildest first. */
export const SEVERITIES = ["info", "warning", "critical"] as const;
export type Severity = typeof SEVERITIES[number];

/** What a notice is about. */
export const NOTICE_PHASES = [
  /** The gateway is in trouble. */
  "opened",
  /** It got worse, or nothing more can be done without a person. */
  "escalated",
  /** It still is. */
  "reminder",
  /** It is well again, or a person took over. */
  "over",
  /** Incidents come and go: told once, then once an hour. */
  "flapping",
  /** Something that happened once: an emergency stop, a rollback, a drill. */
  "event",
  /** `notify test`. */
  "test",
] as const;
export type NoticePhase = typeof NOTICE_PHASES[number];

/**
 * Something to be told. Its sentences are made with `say`, so that they can be
 * translated when they are sent.
 */
export interface Notice {
  /**
   * The same for the same news, however often it is made (a guard that died in
   * between makes it again): letters, digits, "." and "-".
   */
  readonly id: string;
  readonly phase: NoticePhase;
  readonly severity: Severity;
  /**
   * The highest severity this incident had been told with before; null: none.
   * A channel with a `minSeverity` above it has not heard of it yet.
   */
  readonly toldBefore: Severity | null;
  /** Channels that had heard of this incident before; missing: not known. */
  readonly heardBy?: readonly string[] | undefined;
  readonly profile: string;
  /** Names the incident, in all its notices; null: it belongs to none. */
  readonly incident: string | null;
  readonly verdict: Verdict | null;
  readonly reason: Reason | null;
  /** When it was made, wall clock ms. */
  readonly atWallMs: number;
  /** When the trouble began, wall clock ms; null: it is no trouble. */
  readonly startedWallMs: number | null;
  /** When it ended, wall clock ms; null: it did not. */
  readonly endedWallMs: number | null;
  /** A few words: "hung (http)", "well again after 4 min". */
  readonly headline: string;
  /** What is the matter, one sentence. */
  readonly matter: string;
  /** What the guard does, or did, one sentence; null: nothing. */
  readonly doing: string | null;
  /** What a person can do, with the command; null: nothing is needed. */
  readonly advice: string | null;
}

/** A profile in the name of a notice; a profile may have "_", and never a dot. */
export function profileId(profile: string): string {
  return profile.replaceAll("_", ".");
}

/** The graver of two; null: nothing yet. */
export function graver(one: Severity | null, other: Severity): Severity {
  return one !== null && SEVERITIES.indexOf(one) > SEVERITIES.indexOf(other)
    ? one
    : other;
}
