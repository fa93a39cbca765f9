import assert from "node:assert/strict";
import { evidenceCommand } from "../../../lib/commands/evidence/command.ts";
import { evidenceLines } from "../../../lib/commands/evidence/text.ts";
import { GuardError, UsageError } from "../../../lib/base/errors.ts";
import { type Evidence, writeEvidence } from "../../../lib/store/evidence.ts";
import { profilePaths } from "../../../lib/store/paths.ts";
import { say } from "../../../lib/base/say.ts";
import { speak } from "../../../lib/text/speech.ts";
import { fakeContext, fakeTerminal } from "../../fake_context.ts";

const EVIDENCE: Evidence = {
  schema: 1,
  at: "2026-11-22T23:50:00.000Z",
  profile: "work",
  cause: "restart",
  attempt: 2,
  verdict: "hung",
  reason: "http",
  why: "no answer",
  tookMs: 250,
  parts: {
    journal: {
      state: "collected",
      tookMs: 9,
      value: ["first \u001b[31mred", "second"],
    },
    disk: { state: "failed", why: "no df" },
    restartLog: { state: "late" },
    process: {
      state: "collected",
      tookMs: 1,
      value: {
        pid: 7,
        fileDescriptors: 12,
        wchan: null,
        cpuShare: 0.12345,
        someNewFact: "new",
      },
    },
    port: {
      state: "collected",
      tookMs: 1,
      value: { listening: [{ backlog: 8, uid: 1000 }] },
    },
  },
};

async function evidence(...args: string[]): Promise<string[]> {
  const terminal = fakeTerminal();
  const context = fakeContext({ home: Deno.makeTempDirSync(), terminal });
  writeEvidence(context, EVIDENCE);
  const last = { ...EVIDENCE, at: "2026-11-22T23:55:00.000Z", attempt: 3 };
  writeEvidence(context, last);
  Deno.writeTextFileSync(
    `${profilePaths(context, "work").evidence}/20201122T235000Z-restart-1.json`,
    "{",
  );
  assert.equal(await evidenceCommand.run(args, context), 0);
  return terminal.lines;
}

Deno.test("evidence lists what there is, the newest first, and damaged files as such", async () => {
  const lines = await evidence("--profile", "work");
  assert.match(
    lines[0] ?? "",
    /^20261122T235500Z-restart-3 {2}.* \(5 min ago\) .* B {2}attempt 3: restart, hung \(http\)$/,
  );
  assert.match(lines[1] ?? "", /^20261122T235000Z-restart-2 /);
  assert.match(lines[2] ?? "", /^20201122T235000Z-restart-1 .*damaged$/);
});

Deno.test("evidence --json has the same for programs", async () => {
  const [line = ""] = await evidence("--profile", "work", "--json");
  const { schema, evidence: rows } = JSON.parse(line);
  assert.equal(schema, 1);
  assert.deepEqual(rows.map((row: { attempt: unknown }) => row.attempt), [
    3,
    2,
    null,
  ]);
});

Deno.test("evidence of a gateway that was never restarted says so", async () => {
  assert.match((await evidence())[0] ?? "", /^No evidence of profile default/);
});

Deno.test("evidence show has a section for each part, and nothing that moves the cursor", async () => {
  const text = (await evidence("show", "latest", "--profile=work")).join("\n");
  const expected = [
    "Evidence 20261122T235500Z-restart-3",
    "before        attempt 3: restart",
    "verdict       hung (http)",
    "open file descriptors  12",
    "CPU use, of one core   12 %",
    "some new fact          new",
    "connections waiting 8, uid 1000",
    "not to be had: no df",
    "did not come in time",
    "first \\u001b[31mred",
  ];
  for (const part of expected) {
    assert.ok(text.includes(part), `${part} is missing in\n${text}`);
  }
  assert.ok(text.indexOf("Main process") < text.indexOf("Journal"));
  assert.ok(!text.includes("\u001b"));
  assert.ok(!text.includes("wchan"), "what is not known is left out");
});

Deno.test("evidence show in Chinese tells sentences, reasons and states in Chinese", async () => {
  await speak("zh-CN");
  try {
    const lines = evidenceLines("x", {
      ...EVIDENCE,
      parts: {
        probe: {
          state: "collected",
          tookMs: 1,
          value: {
            processState: "T",
            ageMs: 61_000,
            probe: {
              detail:
                say`it takes connections but gives no HTTP answer within ${5000} ms`,
            },
          },
        },
        restartLog: {
          state: "failed",
          why: "there is no such file or folder",
        },
      },
    });
    assert.deepEqual(lines.slice(7), [
      "守护程序所见",
      "  进程状态  被信号冻结",
      "  已运行    1 分 1 秒",
      "  探测",
      "    说明  能建立连接，但 5000 毫秒内没有 HTTP 应答",
      "",
      "OpenClaw 重启日志的末尾",
      "  无法取得：没有这个文件或文件夹",
    ]);
  } finally {
    await speak("en");
  }
});

Deno.test("evidence show ID --json gives the file as it is", async () => {
  const id = "20261122T235000Z-restart-2";
  const [line = ""] = await evidence("show", id, "--profile=work", "--json");
  assert.deepEqual(JSON.parse(line), EVIDENCE);
});

const WRONG: readonly [args: string[], error: typeof GuardError, RegExp][] = [
  [["show"], UsageError, /which one is not said/],
  [["show", "latest"], GuardError, /no evidence of profile default/],
  [["show", "x", "--profile=work"], GuardError, /no evidence "x"/],
  [["remove"], UsageError, /"remove" is none of show\|list/],
  [["list", "x"], UsageError, /cannot list evidence "x"/],
  [["latest"], UsageError, /say what to do with it/],
];
for (const [args, type, message] of WRONG) {
  Deno.test(`evidence ${args.join(" ")} is refused`, async () => {
    await assert.rejects(() => evidence(...args), (error) => {
      assert.ok(error instanceof type);
      assert.match(error.message, message);
      return true;
    });
  });
}
