/**
 * When the last quiet check was. A file of its own, written without the lock
 * and without reading or replacing the state: it can be wrong about nothing
 * but the time of one check, whoever else is at work.
 */

/** A moment on both clocks, ms. */
export interface LastTick {
  readonly wallMs: number;
  readonly bootMs: number;
}

/** Where it lies: beside the state file. */
export function lastTickPath(statePath: string): string {
  return `${statePath.slice(0, statePath.lastIndexOf("/"))}/last-tick.json`;
}

/**
 * The last quiet check since a full one. Null when there was none, or when what
 * is there cannot be understood: then the full one counts as the last.
 *
 * @param fullBootMs When the last full check was, as the state tells it. A
 * quiet check before it, or of an earlier boot, does not count.
 */
export function readLastTick(
  statePath: string,
  fullBootMs: number,
): LastTick | null {
  try {
    const value: unknown = JSON.parse(
      Deno.readTextFileSync(lastTickPath(statePath)),
    );
    if (typeof value !== "object" || value === null) return null;
    const { after, wallMs, bootMs } = value as Record<string, unknown>;
    return after === fullBootMs && isTime(wallMs) && isTime(bootMs) &&
        bootMs >= fullBootMs
      ? { wallMs, bootMs }
      : null;
  } catch {
    return null;
  }
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && value >= 0;
}

/**
 * Writes down a quiet check. Renamed into place, so that a reader sees the old
 * time or the new one; without fsync, which would cost 1 to 30 ms of a disk's
 * time twice a minute: what a power cut loses also ends the boot it is about.
 *
 * @throws {Error} of the failing system call; the old file then stays.
 */
export function writeLastTick(
  statePath: string,
  fullBootMs: number,
  { wallMs, bootMs }: LastTick,
): void {
  const path = lastTickPath(statePath);
  const temporary = `${path}.tmp`;
  Deno.writeTextFileSync(
    temporary,
    `{"after":${fullBootMs},"wallMs":${wallMs},"bootMs":${bootMs}}\n`,
    { mode: 0o600 },
  );
  Deno.renameSync(temporary, path);
}
