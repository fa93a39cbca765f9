import assert from "node:assert/strict";
import type { Command } from "../../lib/cli/options.ts";
import { dispatch, reportError } from "../../lib/cli/dispatch.ts";
import { GuardError, UsageError } from "../../lib/base/errors.ts";
import { type Context, systemContext } from "../../lib/sys/context.ts";
import { fakeTerminal } from "../fake_context.ts";

interface World {
  readonly context: Context;
  readonly out: string[];
  readonly ran: string[];
  readonly commands: Record<string, () => Promise<Command>>;
}

function world(uid = 1000): World {
  const out: string[] = [];
  const ran: string[] = [];
  const real = systemContext();
  const context: Context = {
    ...real,
    uid,
    env: () => undefined,
    terminal: { ...real.terminal, out: (line) => void out.push(line) },
  };
  const entry = (name: string, code: number) => (): Promise<Command> =>
    Promise.resolve({
      run(args) {
        ran.push([name, ...args].join(" "));
        return Promise.resolve(code);
      },
    });
  const commands = {
    status: entry("status", 2),
    version: entry("version", 0),
    help: entry("help", 0),
  };
  return { context, out, ran, commands };
}

Deno.test("the first word chooses the command, the rest is for it", async () => {
  const cases: [string[], number, string[], string[]][] = [
    [["status", "--json"], 2, ["status --json"], []],
    [["--version"], 0, ["version"], []],
    [["-V", "--json"], 0, ["version --json"], []],
    [["--help"], 0, ["help"], []],
    [["-h", "status"], 0, ["help status"], []],
    [[], 64, ["help"], []],
    [["status", "--help"], 0, ["help status"], []],
    [["status", "--json", "-h"], 0, ["help status"], []],
    [["status", "--", "-h"], 2, ["status -- -h"], []],
  ];
  for (const [args, code, ran, out] of cases) {
    const { context, commands, ...seen } = world();
    const result = await dispatch(args, context, commands);
    assert.deepEqual(
      { code: result, ...seen },
      { code, ran, out },
      args.join(" "),
    );
  }
});

Deno.test("an unknown command is a usage error, whatever its name", async () => {
  for (const name of ["stauts", "constructor", "__proto__", "", "--json"]) {
    const { context, commands } = world();
    await assert.rejects(dispatch([name], context, commands), UsageError, name);
  }
});

Deno.test("a mistyped command or option is answered with what was meant", async () => {
  const cases: [string, RegExp][] = [
    ["stauts", /"openclaw-guard status"\?$/],
    ["--verison", /a command comes first.* "openclaw-guard --version"\?$/],
    ["--json", /a command comes first.* See "openclaw-guard help"$/],
    ["reinvent", /no such command.* See "openclaw-guard help"$/],
  ];
  for (const [name, line] of cases) {
    const { context, commands } = world();
    await assert.rejects(
      dispatch([name], context, commands),
      (error) => error instanceof UsageError && line.test(error.describe()),
      name,
    );
  }
});

Deno.test("root may ask for help, with whatever HOME", async () => {
  for (const args of [["version"], ["help"], ["status", "--help"]]) {
    const { context, commands } = world(0);
    const home = "/proc/1/nothing";
    const result = await dispatch(args, { ...context, home }, commands);
    assert.equal(result, 0, args.join(" "));
  }
});

Deno.test("an error becomes one line and an exit code", () => {
  const cases: [unknown, number, string][] = [
    [new UsageError("cannot a", "Do b"), 64, "openclaw-guard: cannot a. Do b"],
    [new GuardError("cannot a"), 70, "openclaw-guard: cannot a"],
    [new TypeError("a\n  b"), 70, "openclaw-guard: a b"],
    ["thrown text", 70, "openclaw-guard: thrown text"],
    [
      new Error("Permission denied (os error 13): mkdir '/x'"),
      70,
      "openclaw-guard: permission denied (mkdir '/x')",
    ],
    [
      new Error("No space left on device (os error 28)"),
      70,
      "openclaw-guard: no space is left on the disk",
    ],
  ];
  for (const [error, code, line] of cases) {
    const lines: string[] = [];
    assert.equal(reportError(error, (text) => lines.push(text), false), code);
    assert.deepEqual(lines, [line]);
  }
  const { err, errors } = fakeTerminal();
  const cause = new Error("the system said http://me:password@a.example");
  const error = new TypeError("a", { cause });
  reportError(error, err, true);
  assert.match(errors.join("\n"), /TypeError: a\n.*dispatch_test\.ts/);
  assert.match(errors.join(), /the system said/);
  assert.doesNotMatch(errors.join(), /password/);
});

Deno.test("C1: an error that quotes others shows no secret and moves no cursor", () => {
  const { err, errors } = fakeTerminal();
  reportError(
    new GuardError("cannot ask: token=hunter2\r\u202e", "See --token hunter2"),
    err,
    false,
  );
  assert.deepEqual(errors, [
    "openclaw-guard: cannot ask: token=***\\u000d\\u202e. See --token ***",
  ]);
});
