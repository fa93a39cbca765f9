import assert from "node:assert/strict";
import type { HttpAnswer, Outcome } from "../../lib/notify/channel.ts";
import { codeOutcome } from "../../lib/notify/code_outcome.ts";

const CODES = { ok: 0, fatal: [7], waitMs: { 9: 60_000 } };

function answer(status: number, retryAfter: string | null = null): HttpAnswer {
  return { kind: "http", status, retryAfter, body: "<body>" };
}

Deno.test("a code counts before the status, and a code nobody knows is tried again", () => {
  const retry = (why: string, afterMs: number | null = null): Outcome => ({
    kind: "retry",
    afterMs,
    why,
  });
  const cases: readonly [HttpAnswer, code: number | null, Outcome][] = [
    [answer(200), 0, { kind: "ok" }],
    [answer(200), 7, { kind: "fatal", why: "7: said" }],
    [answer(400), 7, { kind: "fatal", why: "7: said" }],
    [answer(503), 7, { kind: "fatal", why: "7: said" }],
    [answer(200), 9, retry("9: said", 60_000)],
    [answer(400), 9, retry("9: said", 60_000)],
    [answer(200), -1, retry("-1: said")],
    [answer(400), -1, { kind: "fatal", why: "HTTP 400: said" }],
    [answer(502), 0, retry("HTTP 502: said")],
    [answer(429, "5"), -1, retry("HTTP 429: said", 5000)],
    [
      answer(200),
      null,
      retry("HTTP 200, and the answer cannot be read: <body>"),
    ],
    [answer(404), null, { kind: "fatal", why: "HTTP 404: <body>" }],
    [answer(502), null, retry("HTTP 502: <body>")],
  ];
  for (const [http, code, outcome] of cases) {
    assert.deepEqual(
      codeOutcome(http, 0, code ?? undefined, "said", CODES),
      outcome,
    );
  }
});
