/** A message as channels get it, for tests. */

import type { Message, MessagePart } from "../../lib/notify/message.ts";

/** When the tests of channels are: 2026-01-01 00:00:00 UTC, ms. */
export const NOW_MS = 1_767_225_600_000;

/** A gateway hangs since a minute. */
export function aPart(other: Partial<MessagePart> = {}): MessagePart {
  return {
    id: "default.1767225540000.opened",
    phase: "opened",
    severity: "warning",
    toldBefore: null,
    profile: "default",
    incident: "default.1767225540000",
    verdict: "hung",
    reason: "http",
    startedWallMs: NOW_MS - 60_000,
    endedWallMs: null,
    atWallMs: NOW_MS,
    text: "no answer within 5 s",
    ...other,
  };
}

/** {@linkcode aPart}, told. */
export function aMessage(other: Partial<Message> = {}): Message {
  return {
    id: "m-1",
    severity: "warning",
    phase: "opened",
    host: "kitchen-server",
    user: "me",
    title: "🔴 OpenClaw 网关 kitchen-server: hung (http)",
    lines: ["no answer within 5 s, since 23:59:00", "the guard restarts it"],
    parts: [aPart()],
    ...other,
  };
}
