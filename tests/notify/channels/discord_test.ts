import assert from "node:assert/strict";
import { DISCORD } from "../../../lib/notify/channels/discord.ts";
import { asked } from "../asked.ts";
import { OPENED } from "../messages.ts";

const HOOK = "/api/webhooks/118765432109876/Zq3_abcdef";

Deno.test("discord: it asks to wait, in a thread or not, at a mirror or not", async () => {
  const cases: readonly [values: Record<string, string>, url: string][] = [
    [
      { url: `https://discord.com${HOOK}` },
      `https://discord.com${HOOK}?wait=true`,
    ],
    [
      { url: `https://discord.com${HOOK}?wait=false&thread_id=9` },
      `https://discord.com${HOOK}?wait=true&thread_id=9`,
    ],
    [
      { url: `https://discord.com${HOOK}`, thread: "12345" },
      `https://discord.com${HOOK}?wait=true&thread_id=12345`,
    ],
    [
      {
        url: `https://discord.com${HOOK}`,
        baseUrl: "https://mirror.example.org/discord/",
      },
      `https://mirror.example.org/discord${HOOK}?wait=true`,
    ],
  ];
  for (const [values, url] of cases) {
    assert.equal((await asked(DISCORD, values)).url, url);
  }
});

Deno.test("discord: markup is shown, mentions are not made, commands stay as they are", async () => {
  const { body } = await asked(DISCORD, { url: `https://discord.com${HOOK}` }, {
    ...OPENED,
    title: "🔴 OpenClaw my_work: hung",
    lines: ["@everyone **x** [y](https://z)", "openclaw-guard logs"],
  });
  assert.deepEqual(body, {
    allowed_mentions: { parse: [] },
    embeds: [{
      title: "🔴 OpenClaw my\\_work: hung",
      description:
        "\\@everyone \\*\\*x\\*\\* \\[y\\](https://z)\nopenclaw-guard logs",
      color: 0xd92d20,
    }],
  });
});
