/** What changed from one moment to the next, in words, and how long the gateway was away. Pure. */

import { say } from "../../base/say.ts";
import { t } from "../../text/speech.ts";
import { sameLife, type Sample } from "./expectations.ts";

/** One line for each change. */
export function changes(before: Sample, after: Sample): string[] {
  const lines: string[] = [];
  const unitBefore = `${before.activeState} (${before.subState})`;
  const unitAfter = `${after.activeState} (${after.subState})`;
  if (unitBefore !== unitAfter) lines.push(say`unit: ${unitAfter}`);
  if (!sameLife(before, after)) {
    lines.push(
      after.main === null
        ? say`gateway: no main process`
        : say`gateway: new main process, pid ${after.main.pid}`,
    );
  }
  if (before.healthy !== after.healthy) {
    lines.push(
      after.healthy
        ? say`gateway: answers well`
        : say`gateway: does not answer`,
    );
  }
  for (const record of after.records.slice(before.records.length)) {
    lines.push(say`guard: ${record.event}: ${record.sentence}`);
  }
  if (after.checks > before.checks) {
    lines.push(
      after.verdict === null
        ? say`guard: check ${after.checks}: nothing`
        : say`guard: check ${after.checks}: ${after.verdict}`,
    );
  }
  return lines;
}

/** A line of the timeline, in the language of who reads it. */
export function timelineLine(atMs: number, text: string): string {
  return t`${(atMs / 1000).toFixed(1).padStart(7)} s  ${text}`;
}

/**
 * How long the gateway was away, as the drill's own requests saw it: told of
 * every one, in the order in which they were made.
 */
export class OutageMeter {
  #awayAtMs: number | null = null;
  #backAtMs: number | null = null;
  #away = false;

  /**
   * One request has ended. Silence counts from when it was asked for: whoever
   * does not answer within the time was away already then.
   */
  note(healthy: boolean, askedMs: number, endedMs: number): void {
    if (!healthy) {
      this.#awayAtMs ??= askedMs;
    } else if (this.#away) {
      this.#backAtMs = endedMs;
    }
    this.#away = !healthy;
  }

  /** When good answers came again; null as for {@linkcode outageMs}. */
  get backAtMs(): number | null {
    return this.#away ? null : this.#backAtMs;
  }

  /** The last answer was no good one. */
  get away(): boolean {
    return this.#away;
  }

  /**
   * From the first request without a good answer until good answers came
   * again, ms; null when there was no such request, or it never came back.
   * Too long by at most the time between two requests.
   */
  get outageMs(): number | null {
    const { backAtMs } = this;
    return this.#awayAtMs === null || backAtMs === null
      ? null
      : backAtMs - this.#awayAtMs;
  }
}
