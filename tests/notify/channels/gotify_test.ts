import assert from "node:assert/strict";
import { GOTIFY } from "../../../lib/notify/channels/gotify.ts";
import { aMessage, NOW_MS } from "../a_message.ts";
import { answer, http, json } from "./requests.ts";

const VALUES = { baseUrl: "https://g.example.org/gotify/", token: "A1b2.c-d_" };

Deno.test("Gotify gets plain text below its own path, and the token in a header", async () => {
  const request = await http(GOTIFY.request(aMessage(), VALUES, NOW_MS));
  assert.equal(request.method, "POST");
  assert.equal(request.url, "https://g.example.org/gotify/message");
  assert.equal(request.headers["X-Gotify-Key"], "A1b2.c-d_");
  assert.deepEqual(json(request), {
    title: "🔴 OpenClaw 网关 kitchen-server: hung (http)",
    message: "no answer within 5 s, since 23:59:00\nthe guard restarts it",
    priority: 6,
  });
});

Deno.test("Gotify rings louder for what is worse, and never gets an empty text", async () => {
  const message = aMessage({ severity: "critical", lines: [] });
  const made = json(await http(GOTIFY.request(message, VALUES, NOW_MS)));
  assert.equal(made["priority"], 8);
  assert.equal(made["message"], message.title);
});

Deno.test("Gotify's answers: only a message with an id has arrived", () => {
  const cases = [
    [answer(200, { id: 25, appid: 5, message: "x" }), "ok", undefined],
    [
      answer(200, "<html>log in"),
      "retry",
      "HTTP 200, and the answer cannot be read: <html>log in",
    ],
    [
      answer(401, {
        error: "Unauthorized",
        errorCode: 401,
        errorDescription: "you need to provide a valid access token",
      }),
      "fatal",
      "HTTP 401: you need to provide a valid access token",
    ],
    [answer(404, "nginx"), "fatal", "HTTP 404: nginx"],
    [answer(503, ""), "retry", "HTTP 503"],
  ] as const;
  for (const [given, kind, why] of cases) {
    const outcome = GOTIFY.outcome(given, NOW_MS);
    assert.equal(outcome.kind, kind, given.body);
    if (outcome.kind !== "ok") assert.equal(outcome.why, why);
  }
});
