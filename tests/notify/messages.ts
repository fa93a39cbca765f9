/** Messages for tests of channels. */

import type { Message } from "../../lib/notify/message.ts";

/** 2026-11-28 22:00:00 UTC. */
export const NOW_MS = Date.UTC(2026, 10, 28, 22);

/** A gateway hangs. */
export const OPENED: Message = {
  id: "1764367200000-work.opened",
  severity: "critical",
  phase: "opened",
  host: "kitchen-server",
  user: "me",
  title: "🔴 OpenClaw work on kitchen-server: hung (http)",
  lines: [
    "It does not answer since 21:58:41 (1 min 19 s).",
    "The guard restarts it.",
    "openclaw-guard explain --profile work",
  ],
  parts: [{
    id: "1764367200000-work.opened",
    phase: "opened",
    severity: "critical",
    toldBefore: null,
    profile: "work",
    incident: "work-1764367121000",
    verdict: "hung",
    reason: "http",
    startedWallMs: NOW_MS - 79_000,
    endedWallMs: null,
    atWallMs: NOW_MS,
    text: "It does not answer since 21:58:41 (1 min 19 s).",
  }],
};

/** It works again. */
export const OVER: Message = {
  ...OPENED,
  id: "1764367260000-work.over",
  severity: "info",
  phase: "over",
  title: "🟢 OpenClaw work on kitchen-server: 已恢复",
  lines: [],
};
