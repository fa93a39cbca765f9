import assert from "node:assert/strict";
import {
  CommandNotFoundError,
  GuardError,
  UsageError,
} from "../../../../lib/base/errors.ts";
import { statusCommand } from "../../../../lib/commands/status/command.ts";
import type { RunCommand, RunOptions } from "../../../../lib/sys/command.ts";
import { speak } from "../../../../lib/text/speech.ts";
import { fakeContext, fakeTerminal } from "../../../fake_context.ts";

const SAYS: Readonly<Record<string, object | string>> = {
  "me@kitchen": { verdict: "healthy", reason: null },
  "me@attic": { verdict: "hung", reason: "http" },
  "me@shed": "ssh: connect to host shed port 22: Connection refused",
  "me@cellar": {
    verdict: "healthy",
    reason: null,
    guard: { checking: false },
    brokenConfig: {},
  },
  "me@house": {
    verdict: "healthy",
    reason: null,
    others: [{
      profile: "work",
      verdict: "down",
      reason: "port",
      since: "2026-11-22T23:00:00.000Z",
    }],
  },
};

/** An ssh with the hosts above. */
const ssh: RunCommand = (_, args) => {
  const says = SAYS[args.at(-2) ?? ""] ?? "no such host";
  return Promise.resolve(
    typeof says === "string"
      ? { code: 255, stdout: "", stderr: says, timedOut: false }
      : {
        code: 0,
        stdout: JSON.stringify({
          schema: 1,
          profile: "default",
          since: "2026-11-22T21:00:00.000Z",
          ...says,
        }),
        stderr: "",
        timedOut: false,
      },
  );
};

async function statusWith(run: RunCommand, ...args: string[]) {
  const terminal = fakeTerminal();
  const code = await statusCommand.run(args, fakeContext({ run, terminal }));
  return { code, lines: terminal.lines };
}

function hosts(...names: string[]): string[] {
  return names.flatMap((name) => ["--host", name]);
}

Deno.test("each host has a line, and more than one have a sum", async () => {
  assert.deepEqual(await statusWith(ssh, ...hosts(...Object.keys(SAYS))), {
    code: 2,
    lines: [
      "me@kitchen  healthy - it works, for 3 h",
      "me@attic    hung (http) - it runs, but does not answer, for 3 h",
      "me@shed     unknown - it cannot be reached: ssh: connect to host shed port 22: Connection refused",
      "me@cellar   NOBODY IS CHECKING; seen now: healthy - it works, its config is broken, for 3 h",
      "me@house    work: down (port) - it runs, but nobody listens on its port, for 1 h; default: healthy",
      "hosts: 5; well: 1, warning: 1, critical: 2, unknown: 1",
    ],
  });
});

Deno.test("the same in Chinese", async () => {
  await speak("zh-CN");
  try {
    const { lines } = await statusWith(ssh, ...hosts("me@kitchen", "me@shed"));
    assert.deepEqual(lines, [
      "me@kitchen  healthy，工作正常，已持续 3 小时",
      "me@shed     未知，无法连上：ssh: connect to host shed port 22: Connection refused",
      "机器共 2 台；正常 1，未知 1",
    ]);
  } finally {
    await speak("en");
  }
});

Deno.test("the exit code is the worst one, and a host that is off is unknown", async () => {
  const codes: [string[], number][] = [
    [["me@kitchen"], 0],
    [["me@kitchen", "me@cellar"], 1],
    [["me@kitchen", "me@cellar", "me@shed"], 3],
    [["me@attic", "me@cellar", "me@shed"], 2],
  ];
  for (const [names, code] of codes) {
    assert.equal((await statusWith(ssh, ...hosts(...names))).code, code);
  }
});

Deno.test("--json is one document in the order of the hosts, whoever answers first", async () => {
  const slow: RunCommand = async (program, args, options) => {
    if (args.includes("me@kitchen")) await Promise.resolve().then(() => {});
    return await ssh(program, args, options);
  };
  const { code, lines } = await statusWith(
    slow,
    ...hosts("me@kitchen", "me@shed", "me@house"),
    "--json",
  );
  assert.equal(lines.length, 1);
  const { schema, exitCode, hosts: told } = JSON.parse(lines[0] ?? "");
  assert.deepEqual([code, schema, exitCode], [2, 1, 2]);
  assert.deepEqual(
    told.map((
      { target, verdict, exitCode, problem, status }: {
        target: string;
        verdict: string;
        exitCode: number;
        problem: string | null;
        status: { profile: string } | null;
      },
    ) => [target, verdict, exitCode, problem, status?.profile ?? null]),
    [
      ["me@kitchen", "healthy", 0, null, "default"],
      [
        "me@shed",
        "unknown",
        3,
        "it cannot be reached: ssh: connect to host shed port 22: Connection refused",
        null,
      ],
      ["me@house", "down", 2, null, "default"],
    ],
  );
});

Deno.test("ssh asks nobody, runs always the same, and gets the host as one word", async () => {
  const runs: [string, readonly string[], RunOptions | undefined][] = [];
  await statusWith((program, args, options) => {
    runs.push([program, args, options]);
    return ssh(program, args, options);
  }, ...hosts("me@kitchen"));
  const [[program, args, options] = []] = runs;
  assert.equal(program, "ssh");
  assert.deepEqual(args?.slice(-3), [
    "--",
    "me@kitchen",
    'env PATH="$HOME/.local/bin:$PATH" openclaw-guard status --json',
  ]);
  assert(args?.includes("BatchMode=yes"));
  assert(args?.includes("ConnectTimeout=10"));
  assert.equal(options?.timeoutMs, 30_000);
  // Of a jump host another ssh asks, which these options do not reach.
  assert.deepEqual(options?.env, {
    SSH_ASKPASS: "/bin/false",
    SSH_ASKPASS_REQUIRE: "force",
  });
});

Deno.test("at most 16 hosts are asked at once, and all of them in the end", async () => {
  let now = 0, most = 0;
  const asked: string[] = [];
  const run: RunCommand = async (program, args, options) => {
    most = Math.max(most, ++now);
    asked.push(args.at(-2) ?? "");
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    now--;
    return await ssh(program, args, options);
  };
  const names = Array.from({ length: 50 }, (_, index) => `host-${index}`);
  const { lines } = await statusWith(run, ...hosts(...names));
  assert.equal(most, 16);
  assert.deepEqual(asked, names);
  assert.equal(lines.length, 51);
});

Deno.test("a machine that cannot start one more ssh does not know about that host", async () => {
  const run: RunCommand = (program, args, options) =>
    args.includes("me@attic")
      ? Promise.reject(new GuardError('cannot run "ssh": too many processes'))
      : ssh(program, args, options);
  const { code, lines } = await statusWith(
    run,
    ...hosts("me@kitchen", "me@attic"),
  );
  assert.equal(code, 3);
  assert.equal(
    lines[1],
    'me@attic    unknown - cannot run "ssh": too many processes',
  );
});

Deno.test("without ssh nothing can be asked", async () => {
  await assert.rejects(
    statusWith(
      () => Promise.reject(new CommandNotFoundError("ssh")),
      ...hosts("me@kitchen"),
    ),
    CommandNotFoundError,
  );
});

Deno.test("other hosts are told of whole and once", async () => {
  for (
    const args of [
      ["--host", "a", "--profile", "work"],
      ["--host", "a", "--watch"],
      ["--hosts", "/tmp/x", "--watch", "5"],
      ["--host", ""],
      ["--hosts", "/tmp/x", "--hosts", "/tmp/y"],
    ]
  ) await assert.rejects(statusWith(ssh, ...args), UsageError);
});
