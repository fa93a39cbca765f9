import assert from "node:assert/strict";
import { jsonIn, type Service, within, withKeys } from "./service.ts";

const ORIGIN = "https://api.pushover.net";
const KEYS = {
  user: "uQiRzpo4DXghDmr9QzzfQu27cmVRsG",
  token: "azGDORePK8gMaC0QOYAMyEEuzJnyUi",
};

/** Pushover. */
export const PUSHOVER: Service = {
  type: "pushover",
  origin: ORIGIN,
  values: KEYS,
  at: (base) => ({ ...KEYS, baseUrl: base }),
  pasted: {},

  check(got) {
    assert.equal(got.path, "/1/messages.json");
    assert.equal(`${got.query}`, "");
    const { title, message, priority, user, token } = withKeys(jsonIn(got), [
      "token",
      "user",
      "title",
      "message",
      "priority",
    ]);
    assert.deepEqual({ user, token }, KEYS);
    within(title, 250, "points");
    within(message, 1024, "points");
    // 2 would need "retry" and "expire".
    assert([-2, -1, 0, 1].includes(Number(priority)), "priority");
  },

  shown({ body }) {
    const { title, message } = JSON.parse(body);
    return `${title}\n${message}`;
  },
  success: { status: 200, body: { status: 1, request: "647d2300" } },
  refusals: {
    "no such user": {
      status: 400,
      body: {
        user: "invalid",
        errors: ["user identifier is not a valid user", "or group"],
        status: 0,
        request: "5042853c",
      },
      outcome: "fatal",
      says: /^HTTP 400: user identifier is not a valid user; or group$/,
    },
    "too many": {
      status: 429,
      body: { status: 0, errors: ["message limit reached"] },
      outcome: "retry",
      says: /^HTTP 429: message limit reached$/,
    },
    "HTTP 200, and a status": {
      status: 200,
      body: { status: 0, errors: ["no"] },
      outcome: "fatal",
      says: /^0: no$/,
    },
  },
};
