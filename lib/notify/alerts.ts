/**
 * A message as alerts for a Prometheus Alertmanager (API v2). It knows an alert
 * by its labels alone, so those of an incident stay the same until it is over.
 */

import type { NoticePhase, Severity } from "../core/notice.ts";
import type { Message, MessagePart } from "./message.ts";
import { gravest } from "./wanted.ts";

/** One of what POST /api/v2/alerts takes. */
interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** RFC 3339. */
  readonly startsAt: string;
  /** In the future: it fires until then, unless it is sent again. */
  readonly endsAt: string;
}

/**
 * An alert without an end would be over after five minutes (resolve_timeout).
 * Reminders come once a day at least, and each sets it anew, ms.
 */
const FIRES_MS = 25 * 3_600_000;
/** Something that happened once; long enough for any group_wait and group_interval, ms. */
const EVENT_MS = 15 * 60_000;

const NAMES: Partial<Readonly<Record<NoticePhase, string>>> = {
  event: "OpenClawGuardEvent",
  test: "OpenClawGuardTest",
};

/** @param nowMs Wall clock ms. */
export function alertsOf(message: Message, nowMs: number): Alert[] {
  return message.parts.flatMap((part) => alertsOfPart(message, part, nowMs));
}

function alertsOfPart(
  { host, user }: Message,
  part: MessagePart,
  nowMs: number,
): Alert[] {
  const { phase, severity, toldBefore } = part;
  const startMs = part.startedWallMs ?? part.atWallMs;
  const made = (severity: Severity, endMs: number): Alert => ({
    labels: {
      alertname: NAMES[phase] ?? "OpenClawGateway",
      instance: host,
      profile: part.profile,
      severity,
      user,
    },
    annotations: {
      summary: part.text,
      ...(part.verdict === null ? {} : { verdict: part.verdict }),
      ...(part.reason === null ? {} : { reason: part.reason }),
    },
    startsAt: new Date(startMs).toISOString(),
    endsAt: new Date(Math.max(startMs, endMs)).toISOString(),
  });
  if (NAMES[phase] !== undefined) return [made(severity, nowMs + EVENT_MS)];
  if (phase === "over") {
    const endMs = Math.min(part.endedWallMs ?? nowMs, nowMs);
    return [made(toldBefore ?? severity, endMs)];
  }
  // It never gets milder until it is over; a graver one takes the place of its forerunner.
  const now = gravest([severity, toldBefore ?? "info"]);
  return [
    made(now, nowMs + FIRES_MS),
    ...(toldBefore !== null && toldBefore !== now
      ? [made(toldBefore, nowMs)]
      : []),
  ];
}
