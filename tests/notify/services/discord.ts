import assert from "node:assert/strict";
import { jsonIn, moved, type Service, within, withKeys } from "./service.ts";

const HOOK =
  "/api/webhooks/1187654321098765432/Zq3_abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
const ORIGIN = "https://discord.com";

/** Markup is what has no backslash before it. */
function assertPlain(text: string): void {
  const bare = text.replaceAll(/\\[!-/:-@[-`{-~]/g, "x");
  assert.doesNotMatch(bare, /[\\*_~`|<>[\]@]|^[ \t]*[#-]/m);
}

/** Discord. */
export const DISCORD: Service = {
  type: "discord",
  origin: ORIGIN,
  values: { url: ORIGIN + HOOK, thread: "1187654321098765433" },
  at: (base) => moved(DISCORD.values, base),
  pasted: {
    [ORIGIN + HOOK]: { url: ORIGIN + HOOK },
    [`https://discordapp.com${HOOK}`]: { url: `https://discordapp.com${HOOK}` },
    [`https://ptb.discord.com${HOOK}?thread_id=9`]: {
      url: `https://ptb.discord.com${HOOK}?thread_id=9`,
    },
    "https://discord.com/channels/1/2": null,
    [`https://example.org${HOOK}`]: null,
  },

  check(got) {
    assert.equal(got.path, HOOK);
    assert.equal(got.query.get("wait"), "true");
    assert.equal(got.query.get("thread_id"), "1187654321098765433");
    const message = withKeys(jsonIn(got), ["allowed_mentions", "embeds"]);
    assert.deepEqual(message.allowed_mentions, { parse: [] });
    assert(Array.isArray(message.embeds) && message.embeds.length === 1);
    const embed = withKeys(message.embeds[0], ["title", "color"], [
      "description",
    ]);
    assertPlain(within(embed.title, 256, "utf16"));
    if ("description" in embed) {
      assertPlain(within(embed.description, 4096, "utf16"));
    }
    const color = Number(embed.color);
    assert(Number.isInteger(color) && color >= 0 && color <= 0xffffff);
  },

  shown({ body }) {
    const { title, description } = JSON.parse(body).embeds[0];
    const lines = description === undefined ? [title] : [title, description];
    return lines.join("\n").replaceAll(/\\([!-/:-@[-`{-~])/g, "$1");
  },
  success: { status: 200, body: { id: "1187654321098765434", type: 0 } },
  refusals: {
    "without wait": {
      status: 204,
      body: null,
      outcome: "fatal",
      says: /^HTTP 204: the message may have been lost/,
    },
    "an empty field": {
      status: 400,
      body: { code: 50035, message: "Invalid Form Body" },
      outcome: "fatal",
      says: /^HTTP 400: Invalid Form Body$/,
    },
    "bad token": {
      status: 401,
      body: { code: 50027, message: "Invalid Webhook Token" },
      outcome: "fatal",
      says: /^HTTP 401: Invalid Webhook Token$/,
    },
    gone: {
      status: 404,
      body: { code: 10015, message: "Unknown Webhook" },
      outcome: "fatal",
      says: /^HTTP 404: Unknown Webhook$/,
    },
    "too many": {
      status: 429,
      headers: { "Retry-After": "65" },
      body: {
        message: "You are being rate limited.",
        retry_after: 64.57,
        global: false,
      },
      outcome: "retry",
      afterMs: 64_570,
      says: /^HTTP 429/,
    },
  },
};
