import assert from "node:assert/strict";
import {
  MASK,
  maskSecrets,
  maskValue,
  secretsIn,
} from "../../lib/core/mask.ts";

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
  ["--password hunter2 --port 1", "hunter2"],
  ["--gateway-token hunter2", "hunter2"],
  [`["--token", "hunter2"]`, "hunter2"],
  [`["--token","hunter2"]`, "hunter2"],
  [String.raw`{"line":"{\"token\":\"hunter2\"}"}`, "hunter2"],
  [
    String.raw`"{\"a\":\"{\\\"apiKey\\\": \\\"hunter2\\\"}\"}"`,
    "hunter2",
  ],
  [String.raw`"password": "be\"fore-hunter2"`, "hunter2"],
  [String.raw`{\"password\": \"be\\\"fore-hunter2\"}`, "hunter2"],
  [`"token": "cut off hunter2`, "hunter2"],
  ["password: 'two words hunter2'", "hunter2"],
  ["password=semi;colon,hunter2}x", "hunter2"],
  [`"secrets": ["one", "hunter2"]`, "hunter2"],
  [`credentials: { user: "a", data: { x: "b" }, y: "hunter2" }`, "hunter2"],
  ["Cookie: first=1; session=hunter2", "hunter2"],
  ["authorization: Digest user=x, response=hunter2", "hunter2"],
  ["Authorization: hunter2", "hunter2"],
  ["GET /?token=hunter2&x=1", "hunter2"],
  ["redirect=%2F%3Ftoken%3Dhunter2", "hunter2"],
  ["{ secret: :hunter2 => 1, 'api-key' => 'hunter2' }", "hunter2'"],
  ["_auth=hunter2", "hunter2"],
  ["access_key = hunter2", "hunter2"],
  ["pwd: hunter2", "hunter2"],
  ["https://hunter2@example.org/", "hunter2"],
  ["https://user:p@ss-hunter2@example.org/", "hunter2"],
  [
    "https://api.telegram.org/bot123456789:AAEabcdefghijklmnopqrstuvwxyz123/getMe",
    "AAEabcdef",
  ],
  ["https://hooks.slack.com/services/T0/B0/hunter2x", "hunter2x"],
  ["https://discord.com/api/webhooks/1/hunter2x", "hunter2x"],
  ["got AKIA0123456789ABCDEF here", "AKIA0123456789"],
  ["got sk_live_0123456789ab here", "sk_live_0123"],
  ["got github_pat_0123456789ab here", "0123456789ab"],
  ["got xoxb-1-2-abcdefgh here", "abcdefgh"],
  ["got aB3dE6gH9jK2mN5pQ8sT1vW4 here", "aB3dE6gH9jK2"],
  ["got AbCdEfGhIjKlMnOp+/QrStUvWxYz0123456789== here", "AbCdEfGhIj"],
  [
    "-----BEGIN RSA PRIVATE KEY-----\nMIIhunter2\n-----END RSA PRIVATE KEY-----",
    "MIIhunter2",
  ],
  ["-----BEGIN PRIVATE KEY-----\nMIIhunter2 cut off", "MIIhunter2"],
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
  "skill-dispatcher loaded 3 skills, ghostwriter-plugin off",
  "[gateway] author: someone, keyboard: none, authentication failed",
  "sessionKey of http://127.0.0.1:18789/health?x=1 and mail me@example.org",
  "/home/openclaw/.nvm/versions/node/v24.1.0/lib/node_modules/openclaw/dist/index.js",
  "2026-11-23T01:03:46+0100 at Server.handleRequest (node:internal/http:12:3)",
];
for (const text of KEPT) {
  Deno.test(`maskSecrets() keeps ${text}`, () => {
    assert.equal(maskSecrets(text), text);
  });
}

Deno.test("maskSecrets() leaves what is around a secret as it was", () => {
  for (
    const [text, masked] of [
      ['{"token": "a", "port": 1}', '{"token": "***", "port": 1}'],
      [
        String.raw`{\"token\":\"a\",\"b\":1}`,
        String.raw`{\"token\":\"***\",\"b\":1}`,
      ],
      ["--token a --port 1", "--token *** --port 1"],
      ["TOKEN=a PORT=1", "TOKEN=*** PORT=1"],
    ] as const
  ) assert.equal(maskSecrets(text), masked);
});

Deno.test("maskSecrets() hides secrets it is told, also as JSON has them, and is not misled by them", () => {
  const known = ['na"ive-1', "password", "short"];
  assert.equal(
    maskSecrets(
      String.raw`x na"ive-1 y "na\"ive-1" password=other short`,
      known,
    ),
    `x *** y "***" ***=*** short`,
  );
});

const HOSTILE = [
  "a".repeat(300_000),
  "a-".repeat(150_000),
  "token".repeat(60_000),
  "token=".repeat(50_000),
  'token="'.repeat(40_000),
  "secret:[".repeat(40_000),
  "-----BEGIN PRIVATE KEY-----".repeat(10_000),
  "//a@".repeat(75_000),
  "\\".repeat(300_000),
  "--token ".repeat(40_000),
  "0:".repeat(150_000),
];
Deno.test("maskSecrets() needs little time for any text", () => {
  for (const text of HOSTILE) {
    const started = performance.now();
    maskSecrets(text);
    const took = performance.now() - started;
    assert.ok(took < 2000, `${text.slice(0, 20)}…: ${took} ms`);
  }
});

Deno.test("maskValue() hides by key, by option before it, and within texts", () => {
  assert.deepEqual(
    maskValue({
      execStart: ["node", "--token", "a", "--port", "1", "--password=b"],
      gatewayToken: 5,
      auth: { mode: "token" },
      lines: ["x", "secret: c"],
      none: null,
      token: null,
      count: 3,
    }),
    {
      execStart: ["node", "--token", MASK, "--port", "1", `--password=${MASK}`],
      gatewayToken: MASK,
      auth: MASK,
      lines: ["x", `secret: ${MASK}`],
      none: null,
      token: null,
      count: 3,
    },
  );
});

Deno.test("secretsIn() finds what stands under a secret's name, however deep", () => {
  assert.deepEqual(
    secretsIn({
      gateway: { port: 1, auth: { token: "one" } },
      models: [{ apiKey: "two" }, { apiKey: { source: ["three"] } }],
      name: "no",
    }),
    ["one", "two", "three"],
  );
});
