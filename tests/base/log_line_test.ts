import assert from "node:assert/strict";
import { logLine } from "../../lib/base/log_line.ts";

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

Deno.test("the time is the local one, with its distance from UTC", async () => {
  const cases = {
    "UTC": "2026-11-23 01:15:04 +0000",
    "Asia/Shanghai": "2026-11-23 09:15:04 +0800",
    "America/St_Johns": "2026-11-22 21:45:04 -0330",
    "Asia/Kathmandu": "2026-11-23 07:00:04 +0545",
  };
  const file = new URL("../../lib/base/log_line.ts", import.meta.url);
  for (const [zone, expected] of Object.entries(cases)) {
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: [
        "eval",
        "--no-lock",
        "--no-config",
        `import { localTimestamp } from "${file}";
         console.log(localTimestamp(Date.UTC(2026, 10, 23, 1, 15, 4)));`,
      ],
      env: { TZ: zone },
    }).output();
    assert.equal(new TextDecoder().decode(stdout), `${expected}\n`, zone);
  }
});
