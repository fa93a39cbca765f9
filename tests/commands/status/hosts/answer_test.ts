import assert from "node:assert/strict";
import {
  MAX_ANSWER_BYTES,
  readAnswer,
} from "../../../../lib/commands/status/hosts/answer.ts";
import type { RunResult } from "../../../../lib/sys/command.ts";

const WELL = {
  schema: 1,
  profile: "default",
  verdict: "healthy",
  reason: null,
  since: "2026-11-23T00:00:00.000Z",
  brokenConfig: null,
  guard: { checking: true },
};

function ended(parts: Partial<RunResult>): RunResult {
  return { code: 0, stdout: "", stderr: "", timedOut: false, ...parts };
}

function saying(parts: object, more: Partial<RunResult> = {}): RunResult {
  return ended({
    stdout: `${JSON.stringify({ ...WELL, ...parts })}\n`,
    ...more,
  });
}

const ANSWERS: readonly [
  what: string,
  result: RunResult,
  code: number,
  problem: RegExp | null,
][] = [
  ["a gateway that is well", saying({}), 0, null],
  ["one that hangs", saying({ verdict: "hung", reason: "http" }), 2, null],
  [
    "one that nobody checks",
    saying({ guard: { checking: false } }),
    1,
    null,
  ],
  [
    "one with a broken config",
    saying({ brokenConfig: { path: "/x", problem: "y" } }),
    1,
    null,
  ],
  ["an older guard that tells less", saying({ guard: undefined }), 0, null],
  ["a verdict of a newer guard", saying({ verdict: "sleepy" }), 3, null],
  [
    "a greeting before the answer",
    ended({ stdout: `Welcome!\n\n${JSON.stringify(WELL)}\n` }),
    0,
    null,
  ],
  [
    "two gateways, one of them down",
    saying({ others: [{ ...WELL, profile: "work", verdict: "down" }] }),
    2,
    null,
  ],
  [
    "a host that is off",
    ended({
      code: 255,
      stderr: "ssh: connect to host attic port 22: No route to host\r\n",
    }),
    3,
    /^it cannot be reached: ssh: .*No route to host$/,
  ],
  ["ssh without a word", ended({ code: 255 }), 3, /: exit code 255$/],
  [
    "half an answer, and then nothing",
    ended({
      code: 137,
      timedOut: true,
      stdout: JSON.stringify(WELL).slice(0, 40),
    }),
    3,
    /^no whole answer within 30 s$/,
  ],
  [
    "half an answer, and the end",
    ended({ stdout: JSON.stringify(WELL).slice(0, 40) }),
    3,
    /^its answer is no status of openclaw-guard: exit code 0$/,
  ],
  [
    "an endless answer",
    ended({
      timedOut: true,
      code: 137,
      stdout: "y\n".repeat(MAX_ANSWER_BYTES / 2 + 1),
    }),
    3,
    /^its answer has more than 1 MiB$/,
  ],
  [
    "no guard there",
    ended({
      code: 127,
      stderr: "env: 'openclaw-guard': No such file or directory\n",
    }),
    3,
    /^openclaw-guard was not found there: env: /,
  ],
  [
    "an error of the guard there",
    ended({ code: 70, stderr: "cannot find the home folder\n" }),
    3,
    /no status of openclaw-guard: cannot find the home folder$/,
  ],
  ["another schema", saying({ schema: 2 }), 3, /schema 2, which only a newer/],
  ["other JSON", ended({ stdout: '{"ok":true}' }), 3, /no status/],
  ["JSON that is no object", ended({ stdout: "[]" }), 3, /no status/],
  [
    "a verdict that is none",
    saying({ verdict: "\u001b[2Jhealthy" }),
    3,
    /no status/,
  ],
  [
    "an error of a megabyte",
    ended({ code: 1, stderr: "x".repeat(1 << 20) }),
    3,
    /: x{300}$/,
  ],
];

for (const [what, result, code, problem] of ANSWERS) {
  Deno.test(`the answer of a host: ${what}`, () => {
    const answer = readAnswer("attic", result, 30_000);
    assert.equal(answer.exitCode, code);
    if (problem === null) assert.equal(answer.problem, null);
    else assert.match(answer.problem ?? "", problem);
    assert.equal(answer.status === null, problem !== null);
    assert.equal(answer.gateways.length === 0, problem !== null);
  });
}

Deno.test("the worst gateway of a host comes first", () => {
  const verdicts = ["starting", "sleepy", "hung", "healthy"];
  const others = verdicts.map((verdict) => ({ ...WELL, verdict }));
  const { gateways } = readAnswer("attic", saying({ others }), 1);
  assert.deepEqual(
    gateways.map(({ verdict }) => verdict),
    ["hung", "sleepy", "starting", "healthy", "healthy"],
  );
});
