import assert from "node:assert/strict";
import { configProblems } from "../../lib/config/problems.ts";

const AT = "2026-11-23T01:43:57.188+00:00";
const AFTER = `Run "openclaw doctor --fix" to repair, then retry.
If startup is still blocked, inspect the adjacent .bak backup before restoring it manually.
${AT} Run "openclaw doctor --fix" to repair the config, then retry.`;
const BEFORE = `${AT} [gateway] loading configuration…
${AT} [gateway] starting...`;
const INVALID =
  `${AT} Gateway failed to start: Invalid config at /home/u/.openclaw/openclaw.json:`;

/** As 2026.3.13 prints them before the problem itself. */
const BOX = `│
◇  Config ───────────────────────────────────────────────────╮
│                                                            │
│  Config invalid; doctor will run with best-effort config.  │
│                                                            │
├────────────────────────────────────────────────────────────╯
Config invalid
File: ~/.openclaw/openclaw.json
Problem:`;
const OLD_AFTER = `
Run: openclaw doctor --fix`;
/** After a problem of 2026.5.28 and 2026.6.11. */
const MIDDLE_AFTER = `Run "openclaw doctor --fix" to repair, then retry.
If startup is still blocked, inspect the adjacent .bak backup before restoring it manually.. Run openclaw gateway status --deep for diagnostics.`;

/** Journals of OpenClaw, seen in the lab; of 2026.9.6 if nothing else is said. */
const JOURNALS: readonly [journal: string, problems: readonly string[]][] = [
  [
    `${BEFORE}
${INVALID}
openclaw.json:1 — gateway.port: Invalid input: expected number, received string
${AFTER}`,
    ["gateway.port: Invalid input: expected number, received string"],
  ],
  [
    `${INVALID}
openclaw.json:1 — gateway: Unrecognized key: "prot"
<root>: Unrecognized key: "chanels"
${AFTER}`,
    ['gateway: unknown key "prot"', 'top level: unknown key "chanels"'],
  ],
  [
    `${INVALID}
<root>: Failed to read include file: ./base.json5 (resolved: /home/u/.openclaw/base.json5)
${AFTER}`,
    [
      "top level: Failed to read include file: ./base.json5 (resolved: /home/u/.openclaw/base.json5)",
    ],
  ],
  [
    `${AT} Gateway start blocked: existing config is missing gateway.mode. Treat this as suspicious or clobbered config. Re-run \`openclaw setup\`.
${AT} Config write audit: SQLite diagnostic_events`,
    ["existing config is missing gateway.mode"],
  ],
  [
    `${AT} Refusing to bind gateway to lan without auth.
Set gateway.auth.token/password or pass --token/--password.`,
    ["Refusing to bind gateway to lan without auth"],
  ],
  // Exit code 1: a misspelt gateway.bind.
  [
    `${AT} [gateway] loading configuration…
${AT} Invalid --bind. Use "loopback", "lan", "tailnet", "auto", or "custom".`,
    ['gateway.bind: Use "loopback", "lan", "tailnet", "auto", or "custom".'],
  ],
  // 2026.6.11, exit code 1 (2026.5.28 the same).
  [
    `${BEFORE}
${AT} [gateway] wrote stability bundle: /home/u/.openclaw/logs/stability/openclaw-stability-gateway.startup_failed.json
${AT} Gateway failed to start: Invalid config at /home/u/.openclaw/openclaw.json.
gateway: Invalid input
${MIDDLE_AFTER}`,
    ["gateway: Invalid input"],
  ],
  [
    `${AT} Gateway failed to start: Invalid config at /home/u/.openclaw/openclaw.json.
gateway.port: Invalid input
${MIDDLE_AFTER}`,
    ["gateway.port: Invalid input"],
  ],
  // 2026.3.13, exit code 1 (2026.2.26 the same).
  [
    String
      .raw`Invalid config at /home/u/.openclaw/openclaw.json:\n- gateway.bind: Invalid input (allowed: "auto", "lan", "loopback", "custom", "tailnet")
${BOX}
  - gateway.bind: Invalid input (allowed: "auto", "lan", "loopback", "custom", "tailnet")
${OLD_AFTER}`,
    [
      'gateway.bind: Invalid input (allowed: "auto", "lan", "loopback", "custom", "tailnet")',
    ],
  ],
  [
    `${BOX}
  - gateway: Unrecognized key: "prot"
${OLD_AFTER}`,
    ['gateway: unknown key "prot"'],
  ],
  [
    `${AT} Gateway failed to start: another gateway is already listening on ws://127.0.0.1:18789`,
    ["another gateway is already listening on ws://127.0.0.1:18789"],
  ],
  [BEFORE, []],
  ["", []],
];

Deno.test("configProblems() blames the config for exit code 1 only where OpenClaw does", () => {
  for (const [journal, problems] of JOURNALS) {
    const vague = /failed to start: another/.test(journal);
    assert.deepEqual(
      configProblems(journal, [], false),
      vague ? [] : problems,
    );
  }
});
for (const [journal, problems] of JOURNALS) {
  Deno.test(`configProblems() finds ${JSON.stringify(problems)}`, () => {
    assert.deepEqual(configProblems(journal), problems);
  });
}

Deno.test("configProblems() takes the last refusal, hides secrets, and cuts what is too much", () => {
  const many = Array.from({ length: 30 }, (_, index) => `key${index}: wrong`);
  const problems = configProblems(
    `${INVALID}\nold: wrong\n${AFTER}\n${INVALID}\n` +
      `x.y: got "sk-proj-0123456789abcdef"\nlong: ${"x".repeat(500)}\n` +
      many.join("\n"),
  );
  assert.equal(problems[0], 'x.y: got "***"');
  assert.equal(problems[1]?.length, 201);
  assert.equal(problems.length, 8);
});
