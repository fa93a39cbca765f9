import assert from "node:assert/strict";
import { DINGTALK } from "../../../lib/notify/channels/dingtalk.ts";
import { asked } from "../asked.ts";
import { OPENED } from "../messages.ts";

const URL_OF_BOT = "https://oapi.dingtalk.com/robot/send?access_token=abc";

Deno.test("dingtalk: the signature is that of NOTIFY.md section 3, encoded once", async () => {
  const { url } = await asked(
    DINGTALK,
    { url: URL_OF_BOT, secret: "SECdingTestSecret0123456789" },
    OPENED,
    1_767_225_600_000,
  );
  assert.equal(
    url,
    `${URL_OF_BOT}&timestamp=1767225600000` +
      "&sign=YazFjzM%2FPgqpotXiaOVCe9Vro6ZxGYjva%2BSY8XMFFTA%3D",
  );
});

Deno.test("dingtalk: a bot that checks no signature gets none; nobody is mentioned", async () => {
  const { url, body } = await asked(DINGTALK, { url: URL_OF_BOT }, {
    ...OPENED,
    lines: ["@13800138000 @所有人"],
  });
  assert.equal(url, URL_OF_BOT);
  assert.deepEqual(body, {
    msgtype: "text",
    text: {
      content:
        "🔴 OpenClaw work on kitchen-server: hung (http)\n@13800138000 @所有人",
    },
    at: { atMobiles: [], isAtAll: false },
  });
});

Deno.test("dingtalk: who is blocked for 10 min is not tried sooner", () => {
  assert.equal(DINGTALK.shortestRetryMs, 600_000);
});
