import assert from "node:assert/strict";
import { BARK } from "../../../lib/notify/channels/bark.ts";
import { asked, taken } from "../asked.ts";
import { OPENED, OVER } from "../messages.ts";

Deno.test("bark: the key is the end of the address, and never in the one that is asked", async () => {
  const cases: readonly [url: string, to: string][] = [
    ["https://api.day.app/yXz3kPq9wVb7", "https://api.day.app/push"],
    ["https://example.org/bark/yXz3kPq9wVb7/", "https://example.org/bark/push"],
  ];
  for (const [url, to] of cases) {
    const got = await asked(BARK, { url });
    assert.equal(got.url, to);
    assert.deepEqual(got.body, {
      device_key: "yXz3kPq9wVb7",
      title: OPENED.title,
      body: OPENED.lines.join("\n"),
      group: "OpenClaw",
      level: "timeSensitive",
    });
  }
  assert.deepEqual(
    taken(BARK, "url", ["https://api.day.app/", "yXz3kPq9wVb7"]),
    [],
  );
});

Deno.test("bark: good news do not break into a quiet phone", async () => {
  const { body } = await asked(
    BARK,
    { url: "https://api.day.app/yXz3kPq9wVb7" },
    OVER,
  );
  assert.equal(body.level, "active");
  assert.equal(body.body, OVER.title);
});
