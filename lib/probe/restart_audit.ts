/**
 * Reads what OpenClaw itself wrote down about starts and stops: who left a unit
 * inactive, a person or a restart that went wrong (openclaw#84404, #70354).
 */

import type { Instant } from "../base/instant.ts";
import { GuardError } from "../base/errors.ts";
import type { UnitFacts } from "../core/types.ts";
import { readPlainTail } from "../sys/plain_file.ts";

/** The last line of the audit. */
interface RestartAudit {
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
  const entries = text.matchAll(
    /^\[(\d{4}-\d\d-\d\dT[\d:.]+Z)\] openclaw gateway lifecycle .*\baction=([a-z-]+)/gm,
  );
  return [...entries]
    .map(([, at = "", action = ""]) => ({ atMs: Date.parse(at), action }))
    .findLast(({ atMs }) => !Number.isNaN(atMs)) ?? null;
}

/** An inactive unit counts as left by a restart that began so shortly before, ms. */
const RESTART_LEAVES_WITHIN_MS = 10 * 60 * 1000;
/** systemd's time has whole seconds, OpenClaw's milliseconds. */
const AUDIT_SLACK_MS = 2000;

/**
 * A person's stop and a restart that failed half-way look the same to systemd.
 * OpenClaw's audit tells them apart: its last entry before the unit became
 * inactive was a restart (openclaw#84404: down for 19 hours).
 *
 * @returns Null when nothing says that a restart left the unit inactive.
 */
export function leftInactiveMs(
  { inactiveEnterMs: enteredMs, mainStartedMs }: UnitFacts,
  stateDir: string,
  now: Instant,
): number | null {
  if (enteredMs === null) return null;
  const audit = readRestartAudit(stateDir);
  if (audit === null || audit.action !== "restart") return null;
  // That restart did start a process; what stopped it came later.
  const startedMs = mainStartedMs ?? 0;
  if (startedMs + 1000 > audit.atMs) return null;
  const afterMs = enteredMs + AUDIT_SLACK_MS - audit.atMs;
  return afterMs >= 0 && afterMs <= RESTART_LEAVES_WITHIN_MS
    ? Math.max(0, now.wallMs - enteredMs)
    : null;
}
