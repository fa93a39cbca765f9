import assert from "node:assert/strict";
import { CHANNELS } from "../../lib/notify/channels/table.ts";
import type { Send } from "../../lib/notify/send.ts";
import { masked, tryMessage } from "../../lib/notify/try_message.ts";
import { fakeContext } from "../fake_context.ts";
import { OPENED } from "./messages.ts";
import { channelSettings } from "./world.ts";

const KEY = "693a91f6-7a0c-4bc4-97a0-0ec2c1fa5aaa";
const ADDRESS = `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`;

Deno.test("a service that names only the key of an address tells no secret", () => {
  const cases: readonly [secret: string, said: string, why: string][] = [
    [ADDRESS, `93000: hint: [${KEY}]`, "93000: hint: [***]"],
    [
      "https://api.day.app/yXz3kPq9wVb7nMtR5sLd2A",
      "HTTP 400: no device yXz3kPq9wVb7nMtR5sLd2A",
      "HTTP 400: no device ***",
    ],
    [
      "https://ntfy.sh/my-own-topic",
      "HTTP 403: my-own-topic is reserved",
      "HTTP 403: *** is reserved",
    ],
    ["Bearer tulip-garden", "HTTP 401: no tulip-garden", "HTTP 401: no ***"],
    // Words of an address are no keys.
    [ADDRESS, "40058: send: too long", "40058: send: too long"],
    ["a-secret-word", "HTTP 401: a-secret-word", "HTTP 401: ***"],
  ];
  for (const [secret, said, why] of cases) {
    assert.deepEqual(masked({ kind: "fatal", why: said }, [secret]), {
      kind: "fatal",
      why,
    });
  }
});

Deno.test("a secret that is none of its kind is not sent, and not told", async () => {
  const nobody: Send = () => assert.fail("it was sent");
  for (const value of [KEY, `${ADDRESS} `, "https://example.org/"]) {
    const { outcome } = await tryMessage(
      fakeContext(),
      channelSettings({
        type: "wecom",
        secrets: { url: { kind: "inline", value } },
      }),
      CHANNELS.find(({ type }) => type === "wecom"),
      OPENED,
      nobody,
      1000,
    );
    assert.deepEqual(outcome, {
      kind: "fatal",
      why: 'what "url" leads to must be an address such as ' +
        '"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=***"',
    });
  }
});
