import assert from "node:assert/strict";
import { PUSHPLUS } from "../../../lib/notify/channels/pushplus.ts";
import { aMessage, NOW_MS } from "../a_message.ts";
import { answer, http, json } from "./requests.ts";

const VALUES = { token: "abc123", baseUrl: undefined };

Deno.test("PushPlus gets plain text, cut to its limits", async () => {
  const message = aMessage({
    title: "🔴".repeat(200),
    lines: ["网".repeat(30_000)],
  });
  const request = await http(PUSHPLUS.request(message, VALUES, NOW_MS));
  assert.equal(request.url, "https://www.pushplus.plus/send");
  const made = json(request);
  assert.equal(made["token"], "abc123");
  assert.equal(made["template"], "txt");
  assert.equal([...String(made["title"])].length, 100);
  assert.equal([...String(made["content"])].length, 20_000);
});

Deno.test("PushPlus's answers: HTTP 200 says nothing, its code does", () => {
  const cases = [
    [answer(200, { code: 200, msg: "请求成功", data: "1" }), "ok", undefined],
    [
      answer(200, { code: 903, msg: "无效的用户token", data: null }),
      "fatal",
      "903: 无效的用户token",
    ],
    [answer(200, { code: 905, msg: null }), "fatal", "905"],
    [
      answer(200, { code: 999, msg: "服务端验证错误" }),
      "retry",
      "999: 服务端验证错误",
    ],
    [
      answer(200, "hello"),
      "retry",
      "HTTP 200, and the answer cannot be read: hello",
    ],
    [answer(502, ""), "retry", "HTTP 502"],
  ] as const;
  for (const [given, kind, why] of cases) {
    const outcome = PUSHPLUS.outcome(given, NOW_MS);
    assert.equal(outcome.kind, kind, given.body);
    if (outcome.kind !== "ok") assert.equal(outcome.why, why);
  }
});
