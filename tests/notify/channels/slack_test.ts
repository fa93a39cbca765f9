import assert from "node:assert/strict";
import { SLACK } from "../../../lib/notify/channels/slack.ts";
import { asked } from "../asked.ts";
import { OPENED, OVER } from "../messages.ts";

const HOOK = "/services/T0123/B0123/abcdef";
const VALUES = { url: `https://hooks.slack.com${HOOK}` };

Deno.test("slack: what others wrote is escaped, and no markup", async () => {
  const { url, body } = await asked(SLACK, VALUES, {
    ...OPENED,
    title: "🔴 OpenClaw *work*: hung",
    lines: ["<!channel> & co"],
  });
  assert.equal(url, VALUES.url);
  assert.deepEqual(body, {
    text: "🔴 OpenClaw *work*: hung",
    mrkdwn: false,
    attachments: [{
      color: "#d92d20",
      blocks: [{
        type: "section",
        text: {
          type: "plain_text",
          text: "&lt;!channel&gt; &amp; co",
          emoji: false,
        },
      }],
    }],
  });
});

Deno.test("slack: without lines there is no empty section, which is refused", async () => {
  const { body } = await asked(SLACK, VALUES, OVER);
  assert.deepEqual(Object.keys(body), ["text", "mrkdwn"]);
});

Deno.test("slack: a mirror stands in for it", async () => {
  const { url } = await asked(SLACK, {
    ...VALUES,
    baseUrl: "http://127.0.0.1:8080",
  });
  assert.equal(url, `http://127.0.0.1:8080${HOOK}`);
});
