import assert from "node:assert/strict";
import type { Clock } from "../../lib/sys/clock.ts";
import { logLine, openLog } from "../../lib/store/log.ts";

const CLOCK: Clock = {
  now: () => ({ wallMs: 1_795_396_504_000, bootMs: 0, bootId: "b" }),
  elapsedMs: () => 0,
  sleep: () => Promise.resolve(),
};

function withFolder(test: (folder: string) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    test(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

const refuse = (problem: string) => assert.fail(problem);

Deno.test("a log nobody writes to leaves nothing behind", () => {
  withFolder((folder) => {
    openLog(`${folder}/state/guard.log`, CLOCK, refuse)[Symbol.dispose]();
    assert.deepEqual([...Deno.readDirSync(folder)], []);
  });
});

Deno.test("records are lines at the end of a private file", () => {
  withFolder((folder) => {
    const path = `${folder}/state/guard.log`;
    {
      using log = openLog(path, CLOCK, refuse);
      log.info("healthy", "the gateway is back", { attempt: 1 });
      log.warn("hung", "no answer");
    }
    {
      using log = openLog(path, CLOCK, refuse);
      log.error("broken", "two\nlines");
    }
    const lines = Deno.readTextFileSync(path).split("\n");
    assert.deepEqual(lines.map((line) => line.slice(26)), [
      "INFO  healthy: the gateway is back attempt=1",
      "WARN  hung: no answer",
      "ERROR broken: two\\nlines",
      "",
    ]);
    assert.equal(Deno.statSync(path).mode! & 0o777, 0o600);
    assert.equal(Deno.statSync(`${folder}/state`).mode! & 0o777, 0o700);
  });
});

Deno.test("a full disk is reported once and harms nobody", () => {
  withFolder((folder) => {
    const path = `${folder}/guard.log`;
    Deno.symlinkSync("/dev/full", path);
    const problems: string[] = [];
    using log = openLog(path, CLOCK, (problem) => problems.push(problem));
    log.info("a", "b");
    log.error("c", "d");
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? "", /^cannot write the log .*No space left/);
  });
});

Deno.test("a log that cannot be opened is reported once too", () => {
  withFolder((folder) => {
    Deno.writeTextFileSync(
      `${folder}/state`,
      "a file where the folder should be",
    );
    const problems: string[] = [];
    const report = (problem: string) => problems.push(problem);
    using log = openLog(`${folder}/state/guard.log`, CLOCK, report);
    log.info("a", "b");
    log.info("a", "b");
    assert.equal(problems.length, 1);
  });
});

/** The line without its time. */
function text(
  ...record: Parameters<typeof logLine> extends [number, ...infer Rest] ? Rest
    : never
): string {
  return logLine(0, ...record).replace(/^\S+ \S+ \S+ /, "");
}

Deno.test("a line has level, event, sentence and facts", () => {
  assert.equal(
    text("WARN", "hung", "no answer within 10 s", {
      reason: "stuck",
      attempt: 1,
      dryRun: false,
      until: null,
    }),
    "WARN  hung: no answer within 10 s reason=stuck attempt=1 dryRun=false until=null",
  );
  assert.equal(text("ERROR", "a", "b", {}), "ERROR a: b");
});

Deno.test("values that could be misread are quoted", () => {
  const cases: [string, string][] = [
    ["/usr/bin/node", "/usr/bin/node"],
    ["a b", '"a b"'],
    ["", '""'],
    ["a=b", '"a=b"'],
    ['say "hi"', '"say \\"hi\\""'],
    ["C:\\x", '"C:\\\\x"'],
    ["节点", "节点"],
  ];
  for (const [value, shown] of cases) {
    assert.equal(
      text("INFO", "e", "s", { value }),
      `INFO  e: s value=${shown}`,
    );
  }
});

Deno.test("nothing can break a line, move the cursor or turn text around", () => {
  const hostile = "a\nb\rc\td\u001b[2Je\u0085f\u2028g\u202eh\u007fi\u0000j";
  for (
    const line of [
      text("INFO", hostile, "s", {}),
      text("INFO", "e", hostile, {}),
      text("INFO", "e", "s", { hostile }),
    ]
  ) {
    // deno-lint-ignore no-control-regex
    assert.doesNotMatch(line, /[\u0000-\u001f\u007f-\u009f\u2028\u202e]/);
    assert.match(line, /a\\nb\S+c\\td\\u001b\[2Je/);
  }
});
