import assert from "node:assert/strict";
import { ownJson } from "../../lib/notify/own_json.ts";
import { aMessage, aPart, NOW_MS } from "./a_message.ts";

Deno.test("the guard's own JSON is of version 1, whole: readers depend on each name", () => {
  const parts = [aPart(), aPart({ endedWallMs: NOW_MS, verdict: null })];
  assert.deepEqual(JSON.parse(ownJson(aMessage({ parts }))), {
    v: 1,
    id: "m-1",
    phase: "opened",
    severity: "warning",
    host: "kitchen-server",
    user: "me",
    title: "🔴 OpenClaw 网关 kitchen-server: hung (http)",
    text:
      "🔴 OpenClaw 网关 kitchen-server: hung (http)\nno answer within 5 s, since 23:59:00\nthe guard restarts it",
    notices: [{
      id: "default.1767225540000.opened",
      phase: "opened",
      severity: "warning",
      profile: "default",
      incident: "default.1767225540000",
      verdict: "hung",
      reason: "http",
      at: "2026-01-01T00:00:00.000Z",
      startedAt: "2025-12-31T23:59:00.000Z",
      endedAt: null,
      text: "no answer within 5 s",
    }, {
      id: "default.1767225540000.opened",
      phase: "opened",
      severity: "warning",
      profile: "default",
      incident: "default.1767225540000",
      verdict: null,
      reason: "http",
      at: "2026-01-01T00:00:00.000Z",
      startedAt: "2025-12-31T23:59:00.000Z",
      endedAt: "2026-01-01T00:00:00.000Z",
      text: "no answer within 5 s",
    }],
  });
});
