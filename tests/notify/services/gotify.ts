import assert from "node:assert/strict";
import { jsonIn, type Service, within, withKeys } from "./service.ts";

const ORIGIN = "https://push.example.org";
const TOKEN = "AKx.e-9_h3LpQ2c";

/** Gotify, in a folder of another server. */
export const GOTIFY: Service = {
  type: "gotify",
  origin: ORIGIN,
  values: { baseUrl: `${ORIGIN}/gotify`, token: TOKEN },
  at: (base) => ({ baseUrl: `${base}/gotify`, token: TOKEN }),
  pasted: {},

  check(got) {
    assert.equal(got.path, "/gotify/message");
    assert.equal(`${got.query}`, ""); // it would be in the server's log
    assert.equal(got.headers.get("x-gotify-key"), TOKEN);
    const { title, message, priority } = withKeys(jsonIn(got), [
      "title",
      "message",
      "priority",
    ]);
    within(title, 1000, "points");
    within(message, 10_000, "points");
    assert(Number.isInteger(priority), "priority");
    assert(Number(priority) >= 0 && Number(priority) <= 10, "priority");
  },

  shown({ body }) {
    const { title, message } = JSON.parse(body);
    return `${title}\n${message}`;
  },
  success: { status: 200, body: { id: 25, appid: 5, priority: 8 } },
  refusals: {
    "no id": {
      status: 200,
      body: { health: "green" },
      outcome: "retry",
      says: /cannot be read/,
    },
    "bad token": {
      status: 401,
      body: {
        error: "Unauthorized",
        errorCode: 401,
        errorDescription: "you need to provide a valid access token",
      },
      outcome: "fatal",
      says: /^HTTP 401: you need to provide a valid access token$/,
    },
    "a client's token": {
      status: 403,
      body: {
        error: "Forbidden",
        errorCode: 403,
        errorDescription: "you are not allowed to access this api",
      },
      outcome: "fatal",
      says: /^HTTP 403: you are not allowed/,
    },
  },
};
