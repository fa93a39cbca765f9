import assert from "node:assert/strict";
import { PUSHOVER } from "../../../lib/notify/channels/pushover.ts";
import { aMessage, NOW_MS } from "../a_message.ts";
import { answer, http, json } from "./requests.ts";

const VALUES = {
  user: "u".repeat(30),
  token: "azGDORePK8gMaC0QOYAMyEEuzJnyUi",
  baseUrl: undefined,
};

Deno.test("Pushover gets keys and text in the body", async () => {
  const request = await http(PUSHOVER.request(aMessage(), VALUES, NOW_MS));
  assert.equal(request.url, "https://api.pushover.net/1/messages.json");
  assert.deepEqual(json(request), {
    user: VALUES.user,
    token: VALUES.token,
    title: "🔴 OpenClaw 网关 kitchen-server: hung (http)",
    message: "no answer within 5 s, since 23:59:00\nthe guard restarts it",
    priority: 0,
  });
});

Deno.test("Pushover counts characters; what is critical rings at night", async () => {
  const message = aMessage({
    severity: "critical",
    title: "🔴".repeat(300),
    lines: ["网".repeat(2000)],
  });
  const made = json(await http(PUSHOVER.request(message, VALUES, NOW_MS)));
  assert.equal([...String(made["title"])].length, 250);
  assert.equal([...String(made["message"])].length, 1024);
  assert.equal(made["priority"], 1);
});

Deno.test("Pushover's answers: its own status counts", () => {
  const cases = [
    [answer(200, { status: 1, request: "647d2300" }), "ok", undefined],
    [
      answer(400, { status: 0, user: "invalid", errors: ["user is invalid"] }),
      "fatal",
      "HTTP 400: user is invalid",
    ],
    [answer(200, { status: 0, errors: ["a", "b"] }), "fatal", "0: a; b"],
    [
      answer(200, "cut"),
      "retry",
      "HTTP 200, and the answer cannot be read: cut",
    ],
    [answer(429, ""), "retry", "HTTP 429"],
    [answer(500, ""), "retry", "HTTP 500"],
  ] as const;
  for (const [given, kind, why] of cases) {
    const outcome = PUSHOVER.outcome(given, NOW_MS);
    assert.equal(outcome.kind, kind, given.body);
    if (outcome.kind !== "ok") assert.equal(outcome.why, why);
  }
});
