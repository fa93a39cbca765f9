import assert from "node:assert/strict";
import { jsonIn, moved, type Service, within, withKeys } from "./service.ts";

const ORIGIN = "https://ntfy.sh";
const TOKEN = "tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2";

/** ntfy. */
export const NTFY: Service = {
  type: "ntfy",
  origin: ORIGIN,
  values: { url: `${ORIGIN}/openclaw-9f8e7d`, token: TOKEN },
  at: (base) => moved(NTFY.values, base),
  pasted: {
    [`${ORIGIN}/openclaw-9f8e7d`]: { url: `${ORIGIN}/openclaw-9f8e7d` },
    "https://ntfy.example.org/alerts?auth=x": {
      url: "https://ntfy.example.org/alerts",
    },
    [`${ORIGIN}/`]: null,
    "https://example.org/alerts": null,
  },

  check(got) {
    assert.equal(got.path, "/");
    assert.equal(`${got.query}`, "");
    assert.equal(got.headers.get("authorization"), `Bearer ${TOKEN}`);
    const { topic, title, message, priority } = withKeys(jsonIn(got), [
      "topic",
      "title",
      "message",
      "priority",
    ]);
    assert.equal(topic, "openclaw-9f8e7d");
    within(title, 4096, "bytes");
    within(message, 4096, "bytes");
    assert(Number.isInteger(priority), "priority");
    assert(Number(priority) >= 1 && Number(priority) <= 5, "priority");
  },

  shown({ body }) {
    const { title, message } = JSON.parse(body);
    return `${title}\n${message}`;
  },
  success: { status: 200, body: { id: "sPs71M8A2T", event: "message" } },
  refusals: {
    "no id": {
      status: 200,
      body: { healthy: true },
      outcome: "retry",
      says: /cannot be read/,
    },
    unauthorized: {
      status: 401,
      body: { code: 40101, http: 401, error: "unauthorized" },
      outcome: "fatal",
      says: /^HTTP 401: unauthorized$/,
    },
    forbidden: {
      status: 403,
      body: { code: 40301, http: 403, error: "forbidden" },
      outcome: "fatal",
      says: /^HTTP 403: forbidden$/,
    },
    "too many": {
      status: 429,
      headers: { "Retry-After": "5" },
      body: { code: 42901, http: 429, error: "limit reached" },
      outcome: "retry",
      afterMs: 5000,
      says: /^HTTP 429: limit reached$/,
    },
  },
};
