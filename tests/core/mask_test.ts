import assert from "node:assert/strict";
import { maskSecrets } from "../../lib/core/mask.ts";

const HIDDEN = [
  ['{"token": "labtoken"}', "labtoken"],
  ['"authToken":"abc"', "abc"],
  ["OPENCLAW_GATEWAY_TOKEN=abcdef0123", "abcdef0123"],
  ["api_key: sk-live-1", "sk-live-1"],
  ["--password hunter2 --password=hunter2", "=hunter2"],
  ["Authorization: Bearer abcdefgh12345678", "abcdefgh12345678"],
  ["https://user:s3cret@example.org/", "s3cret"],
  ["key sk-proj-0123456789abcdef", "sk-proj-0123456789abcdef"],
  [
    "bot 123456789:AAE-abcdefghijklmnopqrstuvwxyz12345",
    "AAE-abcdefghijklmnopqrstuvwxyz12345",
  ],
  [
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
    "eyJzdWIiOiIxIn0",
  ],
  [`{"clientSecret":"a b"}`, 'clientSecret":"a'],
] as const;
for (const [text, secret] of HIDDEN) {
  Deno.test(`maskSecrets() hides the secret in ${text}`, () => {
    assert.ok(!maskSecrets(text).includes(secret), maskSecrets(text));
  });
}

const KEPT = [
  "Nov 23 01:03:46 oclab node[172]: [gateway] listening on ws://127.0.0.1:18789",
  "State: R (running)",
  "/user.slice/user-4242.slice/user@4242.service/app.slice/openclaw-gateway.service",
  '"invocationId": "030277894937489294e79e9cb26c2a9e"',
];
for (const text of KEPT) {
  Deno.test(`maskSecrets() keeps ${text}`, () => {
    assert.equal(maskSecrets(text), text);
  });
}
