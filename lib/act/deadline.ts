/** One moment that many tasks must keep; what tests replace. */

/** See the file's comment. */
export interface Deadline {
  /** Resolves when the time is up. */
  readonly expired: Promise<void>;
  /** Nobody waits any more. */
  cancel(): void;
}

/** The time is up after so many milliseconds. */
export function deadlineAfter(ms: number): Deadline {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return { expired, cancel: () => clearTimeout(timer) };
}
