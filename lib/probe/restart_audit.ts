/**
 * Reads what OpenClaw itself wrote down about starts and stops: who left a unit
 * inactive, a person or a restart that went wrong (openclaw#84404, #70354).
 */

import { GuardError } from "../base/errors.ts";
import { readPlainTail } from "../sys/plain_file.ts";

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
    const tail = readPlainTail(path, TAIL_BYTES);
    return tail === null
      ? null
      : parseRestartAudit(new TextDecoder().decode(tail.bytes));
  } catch (error) {
    const unreadable = error instanceof GuardError ||
      error instanceof Deno.errors.PermissionDenied;
    if (unreadable) return null;
    throw error;
  }
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
