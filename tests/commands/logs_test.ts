import assert from "node:assert/strict";
import { logsCommand, runLogs } from "../../lib/commands/logs.ts";
import { UsageError } from "../../lib/base/errors.ts";
import { profilePaths } from "../../lib/store/paths.ts";
import { speak } from "../../lib/text/speech.ts";
import { fakeClock, fakeContext, fakeTerminal } from "../fake_context.ts";

function world(lines: number) {
  const terminal = fakeTerminal();
  const context = fakeContext({ home: Deno.makeTempDirSync(), terminal });
  const { dir, log } = profilePaths(context, "default");
  Deno.mkdirSync(dir, { recursive: true });
  if (lines > 0) {
    const text = Array.from({ length: lines }, (_, index) => `${index + 1}\n`);
    Deno.writeTextFileSync(log, text.join(""));
  }
  return { context, terminal, log };
}

Deno.test("logs shows the last 20 lines, or as many as asked for", async () => {
  const cases: readonly [args: string[], count: number][] = [
    [[], 20],
    [["-n", "3"], 3],
    [["-n3"], 3],
    [["--lines=50"], 30],
    [["-n", "0"], 0],
  ];
  for (const [args, count] of cases) {
    const { context, terminal } = world(30);
    assert.equal(await logsCommand.run(args, context), 0);
    assert.equal(terminal.lines.length, count, args.join(" "));
    if (count > 0) assert.equal(terminal.lines.at(-1), "30");
  }
});

Deno.test("logs tells lines of an English tick in the reader's language, facts as they are", async () => {
  const { context, terminal, log } = world(1);
  const start = "2026-11-23 09:15:04 +0800 WARN  evidence: ";
  // Of another process, and one of which the history knows nothing.
  const { dir } = profilePaths(context, "default");
  const event = {
    at: "2026-11-23T01:15:04.000Z",
    event: "evidence",
    verdict: null,
    reason: null,
    sentence: "cannot keep evidence: no space",
    facts: {},
    said: [["cannot keep evidence: {0}", "no space"]],
  };
  Deno.writeTextFileSync(`${dir}/history.jsonl`, JSON.stringify(event));
  Deno.writeTextFileSync(
    log,
    [
      `${start}cannot keep evidence: no space files=3 why="just now \\"x"`,
      `${start}cannot keep evidence: no room`,
      "not a record: just now",
    ].join("\n"),
  );
  await speak("zh-CN");
  try {
    assert.equal(await logsCommand.run([], context), 0);
  } finally {
    await speak("en");
  }
  assert.deepEqual(terminal.lines, [
    `${start}无法保存现场记录：no space files=3 why="just now \\"x"`,
    `${start}cannot keep evidence: no room`,
    "not a record: just now",
  ]);
});

Deno.test("logs is friendly when there is no log yet", async () => {
  const { context, terminal } = world(0);
  assert.equal(await logsCommand.run(["--profile", "work"], context), 0);
  assert.match(
    terminal.lines.join("\n"),
    /^No log yet for profile work: .*\/profiles\/work\/guard\.log/,
  );
});

Deno.test("logs refuses a count that is none", async () => {
  for (const count of ["x", "-1", "1.5", "100001", "9".repeat(30), "0x10"]) {
    const { context } = world(1);
    await assert.rejects(
      logsCommand.run([`--lines=${count}`], context),
      UsageError,
    );
  }
});

Deno.test("logs -f goes on with new lines", async () => {
  const { context, terminal, log } = world(2);
  const end = new AbortController();
  let looks = 0;
  const clock = {
    ...fakeClock(),
    sleep() {
      looks++;
      if (looks === 1) Deno.writeTextFileSync(log, "3\n", { append: true });
      else end.abort();
      return Promise.resolve();
    },
  };
  await runLogs(["-f", "-n", "1"], { ...context, clock }, end.signal);
  assert.deepEqual(terminal.lines, ["2", "3"]);
});
