/**
 * Reads what OpenClaw itself wrote down about starts and stops: who left a unit
 * inactive, a person or a restart that went wrong (openclaw#84404, #70354).
 */

/** The last line of the audit. */
export interface RestartAudit {
  /** Wall clock ms. */
  readonly atMs: number;
  /** "start", "stop", "restart", …, as OpenClaw writes it. */
  readonly action: string;
}

/** Bytes read from the end; a line has about 120. */
const TAIL_BYTES = 4096;

/**
 * The last entry of `logs/gateway-restart.log` in a state folder.
 *
 * @returns Null when there is none or it cannot be read.
 */
export function readRestartAudit(stateDir: string): RestartAudit | null {
  const path = `${stateDir}/logs/gateway-restart.log`;
  try {
    return parseRestartAudit(readTail(path));
  } catch (error) {
    const absent = error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.PermissionDenied;
    if (absent) return null;
    throw error;
  }
}

function readTail(path: string): string {
  // Never opens a FIFO somebody put there: that would wait for a writer.
  const { size, isFile } = Deno.statSync(path);
  if (!isFile) return "";
  using file = Deno.openSync(path);
  file.seekSync(Math.max(0, size - TAIL_BYTES), Deno.SeekMode.Start);
  const buffer = new Uint8Array(TAIL_BYTES);
  const count = file.readSync(buffer) ?? 0;
  return new TextDecoder().decode(buffer.subarray(0, count));
}

/** See {@linkcode readRestartAudit}; lines as OpenClaw 2026.9.6 writes them. */
export function parseRestartAudit(text: string): RestartAudit | null {
  for (const line of text.split("\n").reverse()) {
    const match =
      /^\[(\d{4}-\d\d-\d\dT[\d:.]+Z)\] openclaw gateway lifecycle .*\baction=([a-z-]+)/
        .exec(line);
    const atMs = Date.parse(match?.[1] ?? "");
    if (match?.[2] !== undefined && !Number.isNaN(atMs)) {
      return { atMs, action: match[2] };
    }
  }
  return null;
}
