import assert from "node:assert/strict";
import { NTFY } from "../../../lib/notify/channels/ntfy.ts";
import { asked, taken } from "../asked.ts";
import { OPENED, OVER } from "../messages.ts";

Deno.test("ntfy: the topic is the end of the address, what is before it the server", async () => {
  const cases: readonly [url: string, to: string, topic: string][] = [
    ["https://ntfy.sh/abc", "https://ntfy.sh/", "abc"],
    ["https://ntfy.sh/abc/", "https://ntfy.sh/", "abc"],
    ["http://10.0.0.2:8080/ntfy/a-b_c", "http://10.0.0.2:8080/ntfy/", "a-b_c"],
  ];
  for (const [url, to, topic] of cases) {
    const got = await asked(NTFY, { url });
    assert.equal(got.url, to);
    assert.deepEqual(got.body, {
      topic,
      title: OPENED.title,
      message: OPENED.lines.join("\n"),
      priority: 5,
    });
    assert.equal(got.headers.Authorization, undefined);
  }
  assert.deepEqual(
    taken(NTFY, "url", [
      "https://ntfy.sh/",
      "https://ntfy.sh/a.b",
      "ntfy.sh/a",
    ]),
    [],
  );
});

Deno.test("ntfy: a token is one, a name and a password are for Basic", async () => {
  const url = "https://ntfy.sh/abc";
  const cases: readonly [token: string, authorization: string][] = [
    ["tk_abc", "Bearer tk_abc"],
    ["me:密码", "Basic bWU65a+G56CB"],
  ];
  for (const [token, authorization] of cases) {
    const { headers } = await asked(NTFY, { url, token });
    assert.equal(headers.Authorization, authorization);
  }
});

Deno.test("ntfy: a message without lines says its title, and no sound of alarm", async () => {
  const { body } = await asked(NTFY, { url: "https://ntfy.sh/abc" }, OVER);
  assert.equal(body.message, OVER.title);
  assert.equal(body.priority, 3);
});
