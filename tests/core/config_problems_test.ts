import assert from "node:assert/strict";
import { configProblems } from "../../lib/core/config_problems.ts";

const AT = "2026-11-23T01:43:57.188+00:00";
const AFTER = `Run "openclaw doctor --fix" to repair, then retry.
If startup is still blocked, inspect the adjacent .bak backup before restoring it manually.
${AT} Run "openclaw doctor --fix" to repair the config, then retry.`;
const BEFORE = `${AT} [gateway] loading configuration…
${AT} [gateway] starting...`;
const INVALID =
  `${AT} Gateway failed to start: Invalid config at /home/u/.openclaw/openclaw.json:`;

/** Journals of OpenClaw 2026.9.6, seen in the lab. */
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
  [BEFORE, []],
  ["", []],
];
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
