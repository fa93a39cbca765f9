import assert from "node:assert/strict";
import { FEISHU } from "../../../lib/notify/channels/feishu.ts";
import type { Message } from "../../../lib/notify/message.ts";
import { asked, taken } from "../asked.ts";
import { OPENED, OVER } from "../messages.ts";

const URL_OF_BOT = "https://open.feishu.cn/open-apis/bot/v2/hook/0a1b2c3d-4e5f";

Deno.test("feishu: the signature is that of NOTIFY.md section 3", async () => {
  const { url, body } = await asked(
    FEISHU,
    { url: URL_OF_BOT, secret: "SECfeishuTestSecret01" },
    OPENED,
    1_767_225_600_999,
  );
  assert.equal(url, URL_OF_BOT);
  assert.equal(body.timestamp, "1767225600");
  assert.equal(body.sign, "CoSrZ5rP2g/5tGWtYDv7hEu5BGxW0c+zYvZcpWsQ+NA=");
});

Deno.test("feishu: a bot that checks no signature gets none; the card is plain text", async () => {
  const { body } = await asked(FEISHU, { url: URL_OF_BOT }, {
    ...OPENED,
    title: "🔴 OpenClaw **work**: hung",
    lines: ['<at user_id="all"></at> a < b', "two"],
  });
  assert.deepEqual(body, {
    msg_type: "interactive",
    card: {
      config: { wide_screen_mode: true },
      header: {
        template: "red",
        title: { tag: "plain_text", content: "🔴 OpenClaw **work**: hung" },
      },
      elements: [{
        tag: "div",
        text: {
          tag: "plain_text",
          content: '＜at user_id="all">＜/at> a < b\ntwo',
        },
      }],
    },
  });
});

Deno.test("feishu: a keyword that is in the title already is not repeated", async () => {
  for (
    const [keyword, times] of [["OpenClaw", 0], ["告警", 1], [
      "explain",
      1,
    ]] as const
  ) {
    const { body } = await asked(FEISHU, { url: URL_OF_BOT, keyword });
    const { content } = body.card.elements[0].text;
    assert.equal(content.split(keyword).length - 1, times, keyword);
  }
});

Deno.test("feishu: the colour says how bad it is", async () => {
  const cases: readonly [Message, string][] = [
    [OPENED, "red"],
    [{ ...OPENED, severity: "warning" }, "orange"],
    [{ ...OPENED, severity: "info", phase: "test" }, "blue"],
    [OVER, "green"],
    [{ ...OVER, severity: "critical" }, "green"],
  ];
  for (const [message, colour] of cases) {
    const { body } = await asked(FEISHU, { url: URL_OF_BOT }, message);
    assert.equal(body.card.header.template, colour);
  }
});

Deno.test("feishu: an address without a hook is refused", () => {
  assert.deepEqual(
    taken(FEISHU, "url", [
      URL_OF_BOT,
      "https://feishu.example.org/relay/open-apis/bot/v2/hook/0a1b",
      "https://open.feishu.cn/open-apis/bot/v2/hook/",
      "https://me:pw@open.feishu.cn/open-apis/bot/v2/hook/0a1b",
      "ftp://open.feishu.cn/open-apis/bot/v2/hook/0a1b",
      `${URL_OF_BOT} `,
      "0a1b2c3d-4e5f",
      42,
    ]),
    [URL_OF_BOT, "https://feishu.example.org/relay/open-apis/bot/v2/hook/0a1b"],
  );
});
