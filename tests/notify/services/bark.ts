import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import {
  jsonIn,
  moved,
  type Refusal,
  type Service,
  sound,
  withKeys,
} from "./service.ts";

const ORIGIN = "https://api.day.app";
const KEY = "yXz3kPq9wVb7nMtR5sLd2A";

function refused(code: number, message: string): Refusal {
  return {
    status: code,
    body: { code, message, timestamp: 1767225600 },
    outcome: code < 500 ? "fatal" : "retry",
    says: new RegExp(`^HTTP ${code}: ${message}`),
  };
}

/** Bark. */
export const BARK: Service = {
  type: "bark",
  origin: ORIGIN,
  values: { url: `${ORIGIN}/${KEY}` },
  at: (base) => moved(BARK.values, base),
  pasted: {
    [`${ORIGIN}/${KEY}`]: { url: `${ORIGIN}/${KEY}` },
    [`${ORIGIN}/${KEY}/推送内容?group=x`]: { url: `${ORIGIN}/${KEY}` },
    [`https://bark.example.org/${KEY}/`]: {
      url: `https://bark.example.org/${KEY}`,
    },
    [`${ORIGIN}/`]: null,
    [`https://example.org/${KEY}`]: null,
  },

  check(got) {
    assert.equal(got.path, "/push");
    const { device_key, title, body, group, level } = withKeys(jsonIn(got), [
      "device_key",
      "title",
      "body",
      "group",
      "level",
    ]);
    assert.equal(device_key, KEY);
    assert.equal(group, "OpenClaw");
    assert.match(`${level}`, /^(?:active|timeSensitive|passive)$/);
    // As the server sends it on; Go escapes these three.
    const payload = JSON.stringify({
      aps: {
        alert: { title: sound(title), body: sound(body) },
        "thread-id": group,
        "interruption-level": level,
        "mutable-content": 1,
        category: "myNotificationCategory",
        sound: "1107.caf",
      },
      group,
      level,
    }).replaceAll(/[<>&]/g, "\\u0000");
    assert(Buffer.byteLength(payload) <= 4096, "too long for Apple");
  },

  shown({ body }) {
    const message = JSON.parse(body);
    return `${message.title}\n${message.body}`;
  },
  success: { status: 200, body: { code: 200, message: "success" } },
  refusals: {
    "no such device": refused(400, "failed to get device token"),
    "Apple is away": refused(500, "push failed"),
    "HTTP 200, and a code": {
      ...refused(400, "device key is empty"),
      status: 200,
    },
  },
};
