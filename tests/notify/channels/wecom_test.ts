import assert from "node:assert/strict";
import { WECOM } from "../../../lib/notify/channels/wecom.ts";
import { asked } from "../asked.ts";
import { OPENED } from "../messages.ts";

Deno.test("wecom: of Chinese there is room for 682 characters, the headline first", async () => {
  const { body } = await asked(
    WECOM,
    { url: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc" },
    { ...OPENED, title: "网".repeat(10), lines: ["关".repeat(5000)] },
  );
  // 10 and 671 of three bytes, the end of a line, and "…" of three.
  assert.equal(
    body.text.content,
    `${"网".repeat(10)}\n${"关".repeat(671)}…`,
  );
});
