import assert from "node:assert/strict";
import { hmacSha256 } from "../../lib/notify/hmac.ts";

// NOTIFY.md section 3.
const CASES: readonly [
  name: string,
  key: string | Uint8Array<ArrayBuffer>,
  message: string,
  base64: string,
][] = [
  [
    "feishu",
    "1767225600\nSECfeishuTestSecret01",
    "",
    "CoSrZ5rP2g/5tGWtYDv7hEu5BGxW0c+zYvZcpWsQ+NA=",
  ],
  [
    "dingtalk",
    "SECdingTestSecret0123456789",
    "1767225600000\nSECdingTestSecret0123456789",
    "YazFjzM/PgqpotXiaOVCe9Vro6ZxGYjva+SY8XMFFTA=",
  ],
  [
    "Standard Webhooks",
    Uint8Array.fromBase64("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
    'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}',
    "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  ],
];

Deno.test("signatures are those of NOTIFY.md section 3", async () => {
  for (const [name, key, message, base64] of CASES) {
    assert.equal((await hmacSha256(key, message)).toBase64(), base64, name);
  }
  assert.equal(
    (await hmacSha256("whsec-test-key", '{"event":"test"}')).toHex(),
    "62b13ed000a85c7b9086597ee2fb8794b50d18a63aa6990cdbbdff6f7e8a4cbf",
  );
});
