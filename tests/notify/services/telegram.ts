import assert from "node:assert/strict";
import { jsonIn, type Service, within, withKeys } from "./service.ts";

const TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0";

function refused(code: number, description: string, parameters?: unknown) {
  return {
    status: code,
    body: {
      ok: false,
      error_code: code,
      description,
      ...parameters === undefined ? {} : { parameters },
    },
  };
}

/** Telegram. */
export const TELEGRAM: Service = {
  type: "telegram",
  origin: "https://api.telegram.org",
  values: { token: TOKEN, chat: "-1001234567890", topic: 7 },
  at: (base) => ({ ...TELEGRAM.values, baseUrl: base }),
  pasted: {
    [`https://api.telegram.org/bot${TOKEN}/getMe`]: { token: TOKEN },
    [`https://api.telegram.org/bot${TOKEN}`]: { token: TOKEN },
    "https://api.telegram.org/": null,
    "https://t.me/some_group": null,
    [`https://example.org/bot${TOKEN}/getMe`]: null,
  },

  check(got) {
    assert.equal(got.path, `/bot${TOKEN}/sendMessage`);
    assert.equal(`${got.query}`, "");
    const message = withKeys(jsonIn(got), ["chat_id", "text"], [
      "message_thread_id",
      "entities",
      "link_preview_options",
      "disable_notification",
    ]);
    assert.equal(message.chat_id, "-1001234567890");
    assert.equal(message.message_thread_id, 7);
    assert.deepEqual(message.link_preview_options, { is_disabled: true });
    assert.equal(typeof message.disable_notification, "boolean");
    const text = within(message.text, 4096, "utf16");
    assert(Array.isArray(message.entities), "entities");
    assert(message.entities.length <= 100, "too many entities");
    let end = 0;
    const covered = new Set<number>();
    for (const entity of message.entities) {
      const { type, offset, length } = withKeys(entity, [
        "type",
        "offset",
        "length",
      ]);
      assert(type === "bold" || type === "code", `entity ${type}`);
      assert(Number.isInteger(offset) && Number.isInteger(length), "integers");
      const [from, to] = [Number(offset), Number(offset) + Number(length)];
      assert(from >= end && to > from && to <= text.length, "overlap or range");
      const part = text.slice(from, to);
      assert(part.isWellFormed(), "an entity parts a character");
      assert.equal(part.trim(), part, "an entity begins or ends with a space");
      if (type === "code") {
        for (let at = from; at < to; at++) covered.add(at);
      }
      end = to;
    }
    for (const { index } of text.matchAll(/@\w|(?<=^|\s)\/\w/g)) {
      assert(covered.has(index), `a mention at ${index}`);
    }
  },

  shown: ({ body }) => JSON.parse(body).text.replaceAll("＠", "@"),
  success: { status: 200, body: { ok: true, result: { message_id: 42 } } },
  refusals: {
    "chat not found": {
      ...refused(400, "Bad Request: chat not found"),
      outcome: "fatal",
      says: /^HTTP 400: Bad Request: chat not found$/,
    },
    "can't parse entities": {
      ...refused(400, "Bad Request: can't parse entities"),
      outcome: "fatal",
      says: /can't parse entities/,
    },
    "bad token": {
      ...refused(401, "Unauthorized"),
      outcome: "fatal",
      says: /^HTTP 401: Unauthorized$/,
    },
    blocked: {
      ...refused(403, "Forbidden: bot was blocked by the user"),
      outcome: "fatal",
      says: /blocked/,
    },
    "malformed token": {
      ...refused(404, "Not Found"),
      outcome: "fatal",
      says: /^HTTP 404/,
    },
    "too many": {
      ...refused(429, "Too Many Requests: retry after 35", { retry_after: 35 }),
      outcome: "retry",
      afterMs: 35_000,
      says: /^HTTP 429/,
    },
    "another group": {
      ...refused(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        { migrate_to_chat_id: -1009876543210 },
      ),
      outcome: "fatal",
      says: /set "chat" to -1009876543210/,
    },
    "by a mirror": {
      ...refused(403, "Forbidden"),
      status: 200,
      outcome: "fatal",
      says: /^HTTP 403: Forbidden$/,
    },
    "by a mirror, without a code": {
      status: 200,
      body: { ok: false, description: "no such method" },
      outcome: "fatal",
      says: /^HTTP 400: no such method$/,
    },
    "a mirror that is down": {
      status: 502,
      body: "<html>Bad Gateway</html>",
      outcome: "retry",
      says: /^HTTP 502/,
    },
  },
};
