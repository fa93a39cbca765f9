/** One moment, on both clocks. */
export interface Instant {
  /** Milliseconds since 1970, may jump. */
  readonly wallMs: number;
  /** Milliseconds since boot including suspend (CLOCK_BOOTTIME, proc(5) uptime). */
  readonly bootMs: number;
  /** Identifies the boot; bootMs of different boots cannot be compared. */
  readonly bootId: string;
}
