import assert from "node:assert/strict";
import { EMAIL } from "../../../lib/notify/channels/email.ts";
import { aMessage, aPart, NOW_MS } from "../a_message.ts";
import { command } from "./requests.ts";

const VALUES = { to: "ops@example.org", from: undefined, sendmail: undefined };

async function mailOf(
  message = aMessage(),
  values: Parameters<typeof EMAIL.request>[1] = VALUES,
) {
  const { args, input } = await command(EMAIL.request(message, values, NOW_MS));
  const [head = ""] = input.split("\n\n");
  const headers = new Map(
    head.replaceAll("\n ", " ").split("\n").map((line): [string, string] => {
      const [, name = "", value = ""] = /^([\w-]+): (.*)$/.exec(line) ?? [];
      return [name, value];
    }),
  );
  return { args, input, headers };
}

Deno.test("a mail is what sendmail -t -i takes, whole", async () => {
  const { input } = await mailOf();
  assert.equal(
    input,
    `To: ops@example.org
Subject: =?UTF-8?B?8J+UtCBPcGVuQ2xhdyDnvZHlhbMga2l0Y2hlbi1zZXJ2ZXI6IGh1bmcgKGh0?=
 =?UTF-8?B?dHAp?=
Date: Thu, 01 Jan 2026 00:00:00 +0000
Message-ID: <m-1.me@kitchen-server>
References: <default.1767225540000.me@kitchen-server>
Auto-Submitted: auto-generated
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: base64

8J+UtCBPcGVuQ2xhdyDnvZHlhbMga2l0Y2hlbi1zZXJ2ZXI6IGh1bmcgKGh0dHApCm5vIGFuc3dl
ciB3aXRoaW4gNSBzLCBzaW5jZSAyMzo1OTowMAp0aGUgZ3VhcmQgcmVzdGFydHMgaXQK
`,
  );
});

Deno.test("sendmail is found where the PATH of cron has no sbin, without a shell", async () => {
  const [env, path, ...rest] = (await mailOf()).args;
  assert.equal(env, "/usr/bin/env");
  assert.match(String(path), /^PATH=\/usr\/sbin:\/usr\/bin:/);
  assert.deepEqual(rest, ["sendmail", "-t", "-i"]);
  const own = { ...VALUES, sendmail: "/opt/bin/sendmail" };
  assert.deepEqual((await mailOf(aMessage(), own)).args, [
    "/opt/bin/sendmail",
    "-t",
    "-i",
  ]);
});

Deno.test("mails of an incident stand together, each try has the same name, another machine's another one", async () => {
  const names = async (other: Parameters<typeof aMessage>[0]) => {
    const { headers } = await mailOf(aMessage(other));
    return [headers.get("Message-ID"), headers.get("References")];
  };
  const opened = await names({});
  assert.deepEqual(await names({}), opened);
  const over = await names({
    id: "m-2",
    phase: "over",
    parts: [aPart({ phase: "over" })],
  });
  assert.notEqual(over[0], opened[0]);
  assert.equal(over[1], opened[1]);
  // Names that are no ASCII stay apart, and what others put in stays harmless.
  assert.deepEqual(
    await names({ host: "网关一", parts: [aPart({ incident: null })] }),
    [
      "<m-1.me@E7.BD.91.E5.85.B3.E4.B8.80>",
      undefined,
    ],
  );
  assert.deepEqual(await names({ user: "a b>\nBcc: x", parts: [] }), [
    "<m-1.a.20b.3E.0ABcc.3A.20x@kitchen-server>",
    undefined,
  ]);
  const two = [aPart(), aPart(), aPart({ incident: "work.7" })];
  assert.equal(
    (await names({ parts: two }))[1],
    "<default.1767225540000.me@kitchen-server> <work.7.me@kitchen-server>",
  );
});

Deno.test("nothing in a message becomes a header or another mail", async () => {
  const { headers, input } = await mailOf(aMessage({
    title: "x\nBcc: all@example.org",
    lines: [".", "From me"],
  }));
  assert.equal(headers.get("Subject"), "x Bcc: all@example.org");
  assert(!/^(\.|From )/m.test(input));
  assert(!input.includes("\r"));
});

Deno.test("addresses are taken as people write them, and nothing else with them", () => {
  const { to, from } = EMAIL.fields;
  for (
    const one of [
      "me@example.org",
      "root",
      "a.b+c@example.org, d@example.org,e",
    ]
  ) assert.equal(to.kind.read(one), one);
  for (
    const none of [
      "",
      "a b@example.org",
      "a@example.org\nBcc: b@example.org",
      "<a@example.org>",
      "a@b@c",
      "a@example.org,",
      ["a@example.org"],
    ]
  ) assert.equal(to.kind.read(none), null, String(none));
  assert.equal(from.kind.read("a@example.org, b@example.org"), null);
});

Deno.test("a sender is told only when there is one", async () => {
  assert(!(await mailOf()).headers.has("From"));
  const own = { ...VALUES, from: "guard@example.org" };
  const { headers } = await mailOf(aMessage(), own);
  assert.equal(headers.get("From"), "guard@example.org");
});

Deno.test("a mail that the host's sendmail holds back for now is tried again", () => {
  const outcome = (code: number) =>
    EMAIL.outcome({ kind: "command", code, stderr: "" }, NOW_MS).kind;
  assert.deepEqual([0, 75, 127].map(outcome), ["ok", "retry", "fatal"]);
});
