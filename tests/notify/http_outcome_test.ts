import assert from "node:assert/strict";
import type { HttpAnswer, Outcome } from "../../lib/notify/channel.ts";
import {
  httpOutcome,
  overHttp,
  retryAfterMs,
  retryLater,
  unreadable,
  whyOf,
} from "../../lib/notify/http_outcome.ts";

const NOW_MS = Date.parse("2026-11-28T22:00:00Z");

function answer(status: number, retryAfter: string | null = null): HttpAnswer {
  return { kind: "http", status, retryAfter, body: "" };
}

const STATUSES: readonly [
  status: number,
  retryAfter: string | null,
  outcome: Outcome,
][] = [
  [200, null, { kind: "ok" }],
  [204, null, { kind: "ok" }],
  [302, null, { kind: "retry", afterMs: null, why: "HTTP 302" }],
  [400, null, { kind: "fatal", why: "HTTP 400" }],
  [401, "5", { kind: "fatal", why: "HTTP 401" }],
  [404, null, { kind: "fatal", why: "HTTP 404" }],
  [408, null, { kind: "retry", afterMs: null, why: "HTTP 408" }],
  [425, null, { kind: "retry", afterMs: null, why: "HTTP 425" }],
  [429, "7", { kind: "retry", afterMs: 7000, why: "HTTP 429" }],
  [500, null, { kind: "retry", afterMs: null, why: "HTTP 500" }],
  [
    503,
    "Sat, 28 Nov 2026 22:02:00 GMT",
    { kind: "retry", afterMs: 120_000, why: "HTTP 503" },
  ],
];

Deno.test("a status says whether it may work later", () => {
  for (const [status, retryAfter, outcome] of STATUSES) {
    assert.deepEqual(
      httpOutcome(answer(status, retryAfter), NOW_MS),
      outcome,
      `${status}`,
    );
  }
  assert.deepEqual(
    httpOutcome(answer(429, "7"), NOW_MS, "slow down", 64_570),
    { kind: "retry", afterMs: 64_570, why: "HTTP 429: slow down" },
    "the body knows better",
  );
});

Deno.test("Retry-After is seconds or a date; anything else says nothing", () => {
  const cases: readonly [header: string | null, afterMs: number | null][] = [
    [null, null],
    ["", null],
    ["0", 0],
    [" 30 ", 30_000],
    ["1.5", 1500],
    ["-1", null],
    ["soon", null],
    ["Sat, 28 Nov 2026 21:59:00 GMT", 0],
    ["Sat, 28 Nov 2026 22:00:10 GMT", 10_000],
    ["Sat, maybe", null],
  ];
  for (const [header, afterMs] of cases) {
    assert.equal(retryAfterMs(header, NOW_MS), afterMs, `${header}`);
  }
});

Deno.test("no wait is longer than a message lives, and none is nonsense", () => {
  const cases: readonly [number | null, number | null][] = [
    [null, null],
    [NaN, null],
    [-5, null],
    [Infinity, null],
    [0.2, 1],
    [1e15, 86_400_000],
  ];
  for (const [afterMs, expected] of cases) {
    assert.deepEqual(retryLater("why", afterMs), {
      kind: "retry",
      afterMs: expected,
      why: "why",
    });
  }
});

Deno.test("what a service says about a failure is short, on one line, and without addresses and secrets", () => {
  const cases: readonly [description: string, why: string][] = [
    ["", "19024"],
    ["Key Words\n\tNot Found\u0000", "19024: Key Words Not Found"],
    [
      "POST https://api.telegram.org/bot123:abc/sendMessage failed",
      "19024: POST *** failed",
    ],
    [
      "bad token 123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0",
      "19024: bad token ***:***",
    ],
    ["x".repeat(5000), `19024: ${"x".repeat(199)}…`],
  ];
  for (const [description, why] of cases) {
    assert.equal(whyOf(19024, description), why);
  }
});

Deno.test("an answer that cannot be read may have been a success: it is tried again", () => {
  assert.deepEqual(
    unreadable({ ...answer(200), body: "<html>Log in</html>" }),
    {
      kind: "retry",
      afterMs: null,
      why: "HTTP 200, and the answer cannot be read: <html>Log in</html>",
    },
  );
});

Deno.test("the answer of a program is none over HTTP", () => {
  assert.deepEqual(overHttp(answer(200)), answer(200));
  assert.throws(
    () => overHttp({ kind: "command", code: 0, stderr: "" }),
    /answer.kind: command/,
  );
});
