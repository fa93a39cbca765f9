/**
 * A message as JSON of the guard's own, for webhooks and programs. What stands in
 * it now stays; more may come, so readers must not mind what they do not know.
 */

import { cut, utf16 } from "./cut.ts";
import { type Message, type MessagePart, plainText } from "./message.ts";

/** UTF-16 units: more than a message ever has, and every reader has room for it. */
const MAX_TITLE = 1000;
const MAX_TEXT = 10_000;

/** One object; `v` tells its version, and times are as in RFC 3339. */
export function ownJson(message: Message): string {
  const { id, phase, severity, host, user, title, parts } = message;
  return JSON.stringify({
    v: 1,
    ...{ id, phase, severity, host, user },
    title: cut(title, MAX_TITLE, utf16),
    text: cut(plainText(message), MAX_TEXT, utf16),
    notices: parts.map(noticeOf),
  });
}

function noticeOf(part: MessagePart) {
  const { id, phase, severity, profile, incident, verdict, reason } = part;
  return {
    ...{ id, phase, severity, profile, incident, verdict, reason },
    at: timeOf(part.atWallMs),
    startedAt: timeOf(part.startedWallMs),
    endedAt: timeOf(part.endedWallMs),
    text: part.text,
  };
}

function timeOf(wallMs: number | null): string | null {
  return wallMs === null ? null : new Date(wallMs).toISOString();
}
