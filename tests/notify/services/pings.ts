/**
 * What a stand-in has to know of services that are pinged. Written from
 * METRICS.md section 6, not from the pings.
 */

import assert from "node:assert/strict";
import type { Answering, Received } from "./service.ts";

/** See the file; `shown` is "ok", "fail" or "log", and what is said with it. */
export interface PingedService extends Answering {
  /** What people copy, for a stand-in there. */
  at(base: string): string;
  readonly token?: string;
}

const UUID = "5f7e1a0c-1111-4222-8333-444455556666";

/** Only what verdicts are made of may go out. */
function assertCode(text: string | null): string {
  assert.match(`${text}`, /^[\w-]+(?: \([\w-]+\))?$|^OK$/);
  return `${text}`;
}

function assertNamed({ headers }: Received): void {
  assert.match(headers.get("user-agent") ?? "", /^openclaw-guard\/\d/);
}

/** "fail" of …/fail; "ok" without any. */
function suffixOf(path: string): string {
  return /\/(fail|log)$/.exec(path)?.[1] ?? "ok";
}

const HEALTHCHECKS: PingedService = {
  type: "ping-healthchecks",
  at: (base) => `${base}/ping/${UUID}`,
  check(got) {
    assertNamed(got);
    assert.equal(got.method, "POST");
    assert.match(got.path, new RegExp(`^/ping/${UUID}(?:/(?:fail|log))?$`));
    assert.equal(got.headers.get("content-type"), "text/plain; charset=utf-8");
    assertCode(got.body);
  },
  shown: ({ path, body }) => `${suffixOf(path)} ${body}`,
  success: { status: 200, body: "OK" },
  refusals: {
    "no such check": {
      status: 404,
      body: "not found",
      outcome: "fatal",
      says: /^HTTP 404: not found$/,
    },
    "no such check, HTTP 200": {
      status: 200,
      body: "OK (not found)",
      outcome: "retry",
      says: /^HTTP 200: OK \(not found\)$/,
    },
    "rate limited, HTTP 200": {
      status: 200,
      body: "OK (rate limited)",
      outcome: "retry",
      says: /^HTTP 200: OK \(rate limited\)$/,
    },
  },
};

const KUMA: PingedService = {
  type: "ping-kuma",
  at: (base) => `${base}/api/push/qL3xJ8vT2n?status=up&msg=OK&ping=`,
  check(got) {
    assertNamed(got);
    assert.equal(got.method, "GET"); // 2.0.0-dev.0 answers 404 to POST
    assert.equal(got.path, "/api/push/qL3xJ8vT2n");
    assert.match(`${got.query.get("status")}`, /^(?:up|down)$/);
    assertCode(got.query.get("msg"));
    assert.match(got.query.get("ping") ?? "0", /^\d+$/);
    assert.equal(got.body, "");
  },
  shown: ({ query }) =>
    `${query.get("status") === "up" ? "ok" : "fail"} ${query.get("msg")}`,
  success: { status: 200, body: { ok: true } },
  refusals: {
    paused: {
      status: 404,
      body: { ok: false, msg: "Monitor not found or not active." },
      outcome: "retry",
      says: /^HTTP 404: Monitor not found or not active\.$/,
    },
  },
};

const GATUS: PingedService = {
  type: "ping-gatus",
  token: "potato-9f8e7d6c",
  at: (base) => `${base}/api/v1/endpoints/core_openclaw/external`,
  check(got) {
    assertNamed(got);
    assert.equal(got.method, "POST");
    assert.equal(got.path, "/api/v1/endpoints/core_openclaw/external");
    assert.equal(got.headers.get("authorization"), `Bearer ${GATUS.token}`);
    assert.match(`${got.query.get("success")}`, /^(?:true|false)$/);
    const failed = got.query.get("success") === "false";
    assert.equal(got.query.has("error"), failed);
    if (failed) assertCode(got.query.get("error"));
  },
  shown: ({ query }) =>
    query.get("success") === "true" ? "ok" : `fail ${query.get("error")}`,
  success: { status: 200, body: "" },
  refusals: {
    "bad token": {
      status: 401,
      body: "invalid token",
      outcome: "fatal",
      says: /^HTTP 401/,
    },
  },
};

const PLAIN: PingedService = {
  type: "ping-plain",
  at: (base) => `${base}/beat?key=k3y`,
  check(got) {
    assertNamed(got);
    assert.equal(got.method, "GET");
    assert.equal(`${got.path}?${got.query}`, "/beat?key=k3y");
  },
  shown: () => "ok",
  success: { status: 204, body: null },
  refusals: {
    gone: { status: 410, body: "", outcome: "fatal", says: /^HTTP 410/ },
  },
};

/** Those that can be anywhere; the others are told by their host. */
export const PINGED: readonly PingedService[] = [
  HEALTHCHECKS,
  KUMA,
  GATUS,
  PLAIN,
];
