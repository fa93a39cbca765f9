import assert from "node:assert/strict";
import {
  jsonIn,
  moved,
  type Refusal,
  type Service,
  within,
  withKeys,
} from "./service.ts";

const HOOK = "/services/T0123ABCD/B0123ABCD/abcdefGHIJKLmnopqrSTUV12";
const ORIGIN = "https://hooks.slack.com";

function refused(status: number, code: string): Refusal {
  return {
    status,
    body: code,
    outcome: status < 500 ? "fatal" : "retry",
    says: new RegExp(`^HTTP ${status}: ${code}$`),
  };
}

/** Without a bracket there is no mention; `&` only begins an escape. */
function assertEscaped(text: string): void {
  assert.doesNotMatch(text, /[<>]|&(?!(?:amp|lt|gt);)/);
}

/** Slack. */
export const SLACK: Service = {
  type: "slack",
  origin: ORIGIN,
  values: { url: ORIGIN + HOOK },
  at: (base) => moved(SLACK.values, base),
  pasted: {
    [ORIGIN + HOOK]: { url: ORIGIN + HOOK },
    "https://hooks.slack.com/services/T0123ABCD": null,
    "https://hooks.slack.com/triggers/T0123ABCD/1/2": null,
    [`https://example.org${HOOK}`]: null,
  },

  check(got) {
    assert.equal(got.path, HOOK);
    const message = withKeys(jsonIn(got), ["text", "mrkdwn"], ["attachments"]);
    assert.equal(message.mrkdwn, false);
    assertEscaped(within(message.text, 40_000, "utf16"));
    if (message.attachments === undefined) return;
    assert(Array.isArray(message.attachments));
    assert.equal(message.attachments.length, 1);
    const { color, blocks } = withKeys(message.attachments[0], [
      "color",
      "blocks",
    ]);
    assert.match(`${color}`, /^#[0-9a-f]{6}$/);
    assert(Array.isArray(blocks) && blocks.length === 1);
    const section = withKeys(blocks[0], ["type", "text"]);
    assert.equal(section.type, "section");
    const { type, text, emoji } = withKeys(section.text, [
      "type",
      "text",
      "emoji",
    ]);
    assert.equal(type, "plain_text");
    assert.equal(emoji, false);
    assertEscaped(within(text, 3000, "utf16"));
  },

  shown({ body }) {
    const { text, attachments = [] } = JSON.parse(body);
    return [
      text,
      ...attachments.map(({ blocks }: {
        blocks: { text: { text: string } }[];
      }) => blocks[0]?.text.text),
    ].join("\n").replaceAll("&lt;", "<").replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
  },
  success: { status: 200, body: "ok" },
  refusals: {
    "not its answer": {
      status: 200,
      body: "okay",
      outcome: "retry",
      says: /cannot be read: okay/,
    },
    "bad body": refused(400, "invalid_payload"),
    "no such user": refused(400, "user_not_found"),
    forbidden: refused(403, "action_prohibited"),
    "no such channel": refused(404, "channel_not_found"),
    "no such hook": refused(404, "no_service"),
    archived: refused(410, "channel_is_archived"),
    rollup: refused(500, "rollup_error"),
    "too many": {
      status: 429,
      headers: { "Retry-After": "30" },
      body: "rate_limited",
      outcome: "retry",
      afterMs: 30_000,
      says: /^HTTP 429: rate_limited$/,
    },
  },
};
