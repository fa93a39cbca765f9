import assert from "node:assert/strict";
import { SERVERCHAN } from "../../../lib/notify/channels/serverchan.ts";
import { aMessage, NOW_MS } from "../a_message.ts";
import { answer, http, json } from "./requests.ts";

Deno.test("ServerChan's address is told by the key", async () => {
  const cases = [
    ["SCT1234Tabc", "https://sctapi.ftqq.com/SCT1234Tabc.send"],
    // NOTIFY.md section 3.
    [
      "sctp1234tABC",
      "https://1234.push.ft07.com/send/sctp1234tABC.send",
    ],
  ] as const;
  for (const [key, url] of cases) {
    const request = await http(
      SERVERCHAN.request(aMessage(), { key, baseUrl: undefined }, NOW_MS),
    );
    assert.equal(request.url, url);
    assert.deepEqual(SERVERCHAN.fromAddress?.(new URL(url)), { key });
  }
  for (
    const url of [
      "https://sctapi.ftqq.com/",
      "https://example.org/SCT1.send",
      "https://xpush.ft07.com.example.org/send/sctp1t.send",
    ]
  ) {
    assert.equal(SERVERCHAN.fromAddress?.(new URL(url)), null, url);
  }
});

Deno.test("ServerChan gets a short title, a text that is no markup, and no address of this machine", async () => {
  const message = aMessage({
    title: "🔴 OpenClaw: " + "网".repeat(50),
    lines: ["**a** <b>", "c"],
  });
  const made = json(
    await http(
      SERVERCHAN.request(
        message,
        { key: "SCT1234T", baseUrl: undefined },
        NOW_MS,
      ),
    ),
  );
  assert.equal([...String(made["title"])].length, 32);
  assert(String(made["desp"]).endsWith("\n\n\\*\\*a\\*\\* \\<b\\>\n\nc"));
  assert.equal(made["short"], "**a** <b>");
  assert.equal(made["noip"], 1);
});

Deno.test("ServerChan takes at most 32 KB", async () => {
  const message = aMessage({ lines: ["网*".repeat(20_000)] });
  const made = json(
    await http(
      SERVERCHAN.request(
        message,
        { key: "SCT1234T", baseUrl: undefined },
        NOW_MS,
      ),
    ),
  );
  const size = new TextEncoder().encode(String(made["desp"])).length;
  assert(size > 31_000 && size <= 32_000, String(size));
  assert(SERVERCHAN.scarce);
});

Deno.test("ServerChan's answers: a used-up day is over at midnight in China", () => {
  const usedUp = "[AUTH]超过当天的发送次数限制[5]，请稍后再试";
  const untilMidnightMs = 16 * 3_600_000; // it is 08:00 there
  const cases = [
    [answer(200, { code: 0, message: "", data: { pushid: "1" } }), "ok"],
    [
      answer(200, { code: 40001, message: usedUp }),
      "retry",
      `40001: ${usedUp}`,
      untilMidnightMs,
    ],
    [
      answer(400, { code: 40001, message: usedUp }),
      "retry",
      `40001: ${usedUp}`,
      untilMidnightMs,
    ],
    [
      answer(400, { code: 40001, message: "[AUTH]错误的Key" }),
      "fatal",
      "40001: [AUTH]错误的Key",
    ],
    [
      answer(200, { code: 40001, message: "[AUTH]错误的Key" }),
      "fatal",
      "40001: [AUTH]错误的Key",
    ],
    [answer(200, { code: 50000 }), "retry", "50000", null],
    [
      answer(200, "x"),
      "retry",
      "HTTP 200, and the answer cannot be read: x",
      null,
    ],
    [answer(500, "x"), "retry", "HTTP 500: x", null],
  ] as const;
  for (const [given, kind, why, afterMs] of cases) {
    const outcome = SERVERCHAN.outcome(given, NOW_MS);
    assert.equal(outcome.kind, kind, given.body);
    if (outcome.kind !== "ok") assert.equal(outcome.why, why);
    if (outcome.kind === "retry") assert.equal(outcome.afterMs, afterMs);
  }
});
