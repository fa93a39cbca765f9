/** Files of proc(5) vanish while they are read. */

/**
 * Runs a read of proc(5).
 *
 * @returns Null when the process has gone: ENOENT before the file is opened,
 * ESRCH ("no such process") when it ends between opening and reading.
 * @throws Whatever else went wrong.
 */
export function unlessGone<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || isNoSuchProcess(error)) {
      return null;
    }
    throw error;
  }
}

/** ESRCH has no class of its own in Deno. */
export function isNoSuchProcess(error: unknown): boolean {
  return error instanceof Error &&
    (("code" in error && error.code === "ESRCH") ||
      /\bos error 3\b/.test(error.message));
}
