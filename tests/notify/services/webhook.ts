import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHmac } from "node:crypto";
import { jsonIn, moved, type Service, within, withKeys } from "./service.ts";

const ORIGIN = "https://hooks.example.org";
const KEY = "b3BlbmNsYXctZ3VhcmQtdGVzdC1rZXktMzJieXRlcyE=";
const AUTHORIZATION = "Bearer aBcDeFgHiJkL";

/** What somebody wrote who read the page about the guard's JSON. */
export const WEBHOOK: Service = {
  type: "webhook",
  origin: ORIGIN,
  values: {
    url: `${ORIGIN}/openclaw?key=s3cr3tk3y`,
    secret: `whsec_${KEY}`,
    authorization: AUTHORIZATION,
  },
  at: (base) => moved(WEBHOOK.values, base),
  pasted: {
    "https://am.example.org/api/v2/alerts": {
      url: "https://am.example.org/api/v2/alerts",
      format: "alertmanager",
    },
    [`${ORIGIN}/openclaw`]: null,
  },

  check(got, nowMs) {
    assert.equal(`${got.path}?${got.query}`, "/openclaw?key=s3cr3tk3y");
    assert.equal(got.headers.get("authorization"), AUTHORIZATION);
    const message = withKeys(jsonIn(got), [
      "v",
      "id",
      "phase",
      "severity",
      "host",
      "user",
      "title",
      "text",
      "notices",
    ]);
    assert.equal(message["v"], 1);
    within(message["title"], 1000, "utf16");
    within(message["text"], 10_000, "utf16");
    assert(Array.isArray(message["notices"]));
    const id = got.headers.get("webhook-id") ?? "";
    assert.equal(id, message["id"]);
    assert.match(id, /^[\w.-]+$/);
    const timestamp = got.headers.get("webhook-timestamp") ?? "";
    assert(Math.abs(Number(timestamp) * 1000 - nowMs) < 300_000, "too old");
    const signature = createHmac("sha256", Buffer.from(KEY, "base64"))
      .update(`${id}.${timestamp}.${got.body}`).digest("base64");
    assert.equal(got.headers.get("webhook-signature"), `v1,${signature}`);
  },

  shown: ({ body }) => JSON.parse(body).text,
  success: { status: 204, body: null },
  takesAnyAnswer: true,
  refusals: {
    gone: {
      status: 410,
      body: "no such hook",
      outcome: "fatal",
      says: /^HTTP 410: no such hook$/,
    },
    "bad signature": {
      status: 401,
      body: "",
      outcome: "fatal",
      says: /^HTTP 401$/,
    },
  },
};
