/** How long the gateway was away, as the drill's own requests saw it. Pure. */

/** Told of every request, in the order in which they were made. */
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
    return this.#awayAtMs === null || this.#backAtMs === null || this.#away
      ? null
      : this.#backAtMs - this.#awayAtMs;
  }
}
