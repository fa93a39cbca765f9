/**
 * A message as JSON of the guard's own, for webhooks and programs. What stands in
 * it now stays; more may come, so readers must not mind what they do not know.
 */

import { type Message, type MessagePart, plainText } from "./message.ts";

/** One object; `v` tells its version, and times are as in RFC 3339. */
export function ownJson(message: Message): string {
  const { id, phase, severity, host, user, title, parts } = message;
  return JSON.stringify({
    v: 1,
    id,
    phase,
    severity,
    host,
    user,
    title,
    text: plainText(message),
    notices: parts.map(noticeOf),
  });
}

function noticeOf(part: MessagePart) {
  const { id, phase, severity, profile, incident, verdict, reason } = part;
  return {
    id,
    phase,
    severity,
    profile,
    incident,
    verdict,
    reason,
    at: timeOf(part.atWallMs),
    startedAt: timeOf(part.startedWallMs),
    endedAt: timeOf(part.endedWallMs),
    text: part.text,
  };
}

function timeOf(wallMs: number | null): string | null {
  return wallMs === null ? null : new Date(wallMs).toISOString();
}
