import assert from "node:assert/strict";
import { MASK, maskSecrets, maskValue } from "../../lib/base/mask.ts";
import {
  secretsIn,
  secretsInVariables,
  secretVariables,
  variablesOfFile,
} from "../../lib/base/secrets.ts";

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
  ["gateway.auth.pass: hunter2", "hunter2"],
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
  ["X_KEY=hunter2 X_PASS=y", "hunter2"],
  ["X_PASS=hunter2", "hunter2"],
  ["casinopasswd: hunter2", "hunter2"],
  ["--ask-password hunter2", "hunter2"],
  ["--no-password hunter2", "hunter2"],
  ["dbPass: hunter2", "hunter2"],
  ['"pin": "hunter2"', "hunter2"],
  ['"userPin": 481592', "481592"],
  ["MY_PAT=hunter2", "hunter2"],
  ["jwt=hunter2", "hunter2"],
  ["signingKey: hunter2", "hunter2"],
  ["card_number: hunter2", "hunter2"],
  ["--recovery-key hunter2", "hunter2"],
  ["--token -hunter2", "hunter2"],
  ["GET /callback?code=hunter2", "hunter2"],
  ["token: 12345678", "12345678"],
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
  "maxTokens: 4096, contextTokens=200000, requireToken: true, pin: false",
  "bypass: 3, pinned: yes, path: /tmp/x, compass=north, monkey: 1, sessionKey: main",
  "gateway.auth.token: Invalid input: expected string, received number",
  'gateway.auth: unknown key "prot"; hooks.token: Required; x.pin: Too small',
  '~ gateway.auth.mode: "token" -> "password"',
  "cannot read /etc/gateway.key: permission denied",
  "ann ALL=(root) NOPASSWD: /usr/bin/systemctl --system --no-ask-password stop --no-block openclaw.service",
  "SigQ: 0/3, code=78, state: active, exit code: 1",
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

Deno.test("C1: maskSecrets() hides a known secret in every form in which it may be written", () => {
  const secret = "k/n+ä 'q\"7\\=";
  const utf8 = (text: string) =>
    String.fromCharCode(...new TextEncoder().encode(text));
  const forms = [
    secret,
    JSON.stringify(secret),
    JSON.stringify(JSON.stringify(secret)),
    encodeURIComponent(secret),
    encodeURIComponent(secret).toLowerCase(),
    encodeURIComponent(encodeURIComponent(secret)),
    `${new URLSearchParams({ x: secret })}`,
    btoa(utf8(secret)),
    btoa(utf8(`a:${secret}`)),
    btoa(utf8(`ab:${secret}`)),
    btoa(utf8(`abc:${secret}`)),
    Array.from(utf8(secret), (one) => one.charCodeAt(0).toString(16)).join(""),
  ];
  for (const form of forms) {
    // In a place where no pattern finds it.
    const masked = maskSecrets(`<${form}>`, [secret]);
    assert.ok(masked.includes(MASK), `${form}: ${masked}`);
    assert.ok(masked.length < 16, `${form}: ${masked}`);
  }
});

Deno.test("C1: a short or ordinary secret does not turn everything into ***", () => {
  const known = ["on", "1", "18789", "token", "yes!", "a1b2"];
  const text = "port 18789 is on, token 1, yes! a1b2";
  assert.equal(maskSecrets(text, known), "port 18789 is on, token 1, *** ***");
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
      maxTokens: 4096,
      requireToken: true,
    }),
    {
      execStart: ["node", "--token", MASK, "--port", "1", `--password=${MASK}`],
      gatewayToken: MASK,
      auth: MASK,
      lines: ["x", `secret: ${MASK}`],
      none: null,
      token: null,
      count: 3,
      maxTokens: 4096,
      requireToken: true,
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

Deno.test("C1: secretsIn() finds numbers, and what stands in URLs, options and secret objects", () => {
  const value = {
    token: 481592,
    maxTokens: 4096,
    pin: "4815",
    url: "https://me:one@host/?token=two",
    args: ["--token", "three", "--password=four", "--port", "1"],
    env: { ANY: "five-5555", LEVEL: "verbose", FOLDER: "/var/lib/x1" },
    auth: { mode: "password", password: "six" },
    secrets: { providers: { file: { source: "file", path: "/seven" } } },
    apiKey: { source: "env", provider: "default", id: "EIGHT" },
    otherKey: "${NINE}",
    header: { authorization: "Bearer ten" },
  };
  const found = new Set(secretsIn(value));
  for (
    const secret of [
      "481592",
      "4815",
      "one",
      "two",
      "three",
      "four",
      "five-5555",
      "six",
      "ten",
    ]
  ) assert.ok(found.has(secret), secret);
  const other = ["4096", "1", "verbose", "/var/lib/x1", "password", "/seven"];
  for (const plain of [...other, "env", "default", "EIGHT", "${NINE}"]) {
    assert.ok(!found.has(plain), plain);
  }
  assert.deepEqual(secretVariables(value), ["EIGHT", "NINE"]);
});

Deno.test("C1: variables tell by their name, by their looks, or because a config names them", () => {
  const variables = Object.entries({
    X_KEY: "one",
    X_PASS: "two",
    ANYTHING: "Tr0ub4dor&3",
    REFERRED: "three",
    PWD: "/home/openclaw",
    HOME: "/home/openclaw",
    INVOCATION_ID: "030277894937489294e79e9cb26c2a9e",
    OPENCLAW_GATEWAY_PORT: "18789",
    LOG_FILE: "/var/log/openclaw/gateway-2026.log",
    NODE_ENV: "production",
    UNIT: "openclaw-gateway.service",
    VERSION: "2026.9.6",
    WHERE: "http://127.0.0.1:18789/x",
    LISTEN: "0.0.0.0:18789",
    ZONE: "Europe/Berlin",
  });
  assert.deepEqual(
    [...new Set(secretsInVariables(variables, new Set(["REFERRED"])))],
    ["one", "two", "Tr0ub4dor&3", "three"],
  );
});

Deno.test("C1: variablesOfFile() reads what dotenv and systemd read", () => {
  const values = new Set(
    variablesOfFile(
      [
        "A=one # note",
        "export B='two two'",
        'C="three\\nthree"',
        "D: four",
        "# E=five",
        'F="six',
        'six"',
        "G=se#ven",
      ].join("\n"),
    ).map(([name, value]) => `${name}=${value}`),
  );
  for (
    const one of [
      "A=one",
      "B=two two",
      "C=three\nthree",
      "D=four",
      "F=six\nsix",
      "G=se#ven",
    ]
  ) assert.ok(values.has(one), one);
});
