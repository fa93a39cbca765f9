import assert from "node:assert/strict";
import { MATRIX } from "../../../lib/notify/channels/matrix.ts";
import { aMessage, NOW_MS } from "../a_message.ts";
import { answer, http, json } from "./requests.ts";

const VALUES = {
  baseUrl: "https://matrix.example.org/",
  room: "!abc:example.org",
  token: "syt_t0ken",
};

Deno.test("Matrix gets an event whose id is the message's, so that a second try makes no second one", async () => {
  const request = await http(
    MATRIX.request(aMessage({ id: "a.b-1" }), VALUES, NOW_MS),
  );
  assert.equal(request.method, "PUT");
  assert.equal(
    request.url,
    "https://matrix.example.org/_matrix/client/v3/rooms/!abc%3Aexample.org/send/m.room.message/a.b-1",
  );
  assert.equal(request.headers["Authorization"], "Bearer syt_t0ken");
  const again = await http(
    MATRIX.request(aMessage({ id: "a.b-1" }), VALUES, NOW_MS + 90_000),
  );
  assert.deepEqual(again, request);
});

Deno.test("Matrix's text is no markup and calls nobody", async () => {
  const message = aMessage({ title: "<b>@room", lines: ["a & b", "c"] });
  assert.deepEqual(json(await http(MATRIX.request(message, VALUES, NOW_MS))), {
    msgtype: "m.text",
    body: "<b>@room\na & b\nc",
    format: "org.matrix.custom.html",
    formatted_body: "<strong>&lt;b&gt;@room</strong><br>a &amp; b<br>c",
    "m.mentions": {},
  });
});

Deno.test("Matrix's event stays below 64 KiB", async () => {
  const message = aMessage({
    title: "<".repeat(500),
    lines: ["<网>".repeat(9999)],
  });
  const { body } = await http(MATRIX.request(message, VALUES, NOW_MS));
  const size = new TextEncoder().encode(body ?? "").length;
  assert(size > 20_000 && size < 60_000, String(size));
});

Deno.test("Matrix's answers: an event has arrived when it has an id", () => {
  const cases = [
    [answer(200, { event_id: "$1" }), "ok"],
    [
      answer(403, { errcode: "M_FORBIDDEN", error: "not in room" }),
      "fatal",
      "HTTP 403: M_FORBIDDEN not in room",
    ],
    [
      answer(401, { errcode: "M_UNKNOWN_TOKEN" }),
      "fatal",
      "HTTP 401: M_UNKNOWN_TOKEN",
    ],
    [
      answer(429, { errcode: "M_LIMIT_EXCEEDED", retry_after_ms: 1500 }),
      "retry",
      "HTTP 429: M_LIMIT_EXCEEDED",
      1500,
    ],
    [answer(502, "<html>"), "retry", "HTTP 502: <html>", null],
    [
      answer(200, "<html>"),
      "retry",
      "HTTP 200, and the answer cannot be read: <html>",
      null,
    ],
  ] as const;
  for (const [given, kind, why, afterMs] of cases) {
    const outcome = MATRIX.outcome(given, NOW_MS);
    assert.equal(outcome.kind, kind, given.body);
    if (outcome.kind !== "ok") assert.equal(outcome.why, why);
    if (outcome.kind === "retry") assert.equal(outcome.afterMs, afterMs);
  }
});
