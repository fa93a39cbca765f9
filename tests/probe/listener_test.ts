import assert from "node:assert/strict";
import { CommandNotFoundError } from "../../lib/base/errors.ts";
import { parseListenSockets } from "../../lib/probe/listen_table.ts";
import { findListener } from "../../lib/probe/listener.ts";
import { readProcess } from "../../lib/probe/process.ts";
import { shortCommand } from "../../lib/probe/short_command.ts";
import type { Context } from "../../lib/sys/context.ts";
import { fakeContext } from "../fake_context.ts";
import { unitFacts } from "./facts.ts";
import {
  hideProcess,
  listenLine,
  writeProcess,
  writeTcp,
} from "./fake_proc.ts";

const LOOPBACK = "0100007F";
const UNIT_GROUP = "/user@1000.service/openclaw-gateway.service";
const unit = unitFacts({ controlGroup: UNIT_GROUP });

function withProc(
  prepare: (proc: string) => void,
  parts: Partial<Context> = {},
) {
  const proc = Deno.makeTempDirSync();
  prepare(proc);
  const roots = { proc, cgroup: "/nowhere", tmp: "/nowhere", etc: "/nowhere" };
  return {
    context: fakeContext({ roots, ...parts }),
    [Symbol.dispose]: () => Deno.removeSync(proc, { recursive: true }),
  };
}

const find = (context: Context, port: number) =>
  findListener(context, "default", port, unit);

Deno.test("the real listener of a port is found, and not its client", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  using _client = await Deno.connect({ hostname: "127.0.0.1", port });
  const context = fakeContext({ uid: Deno.uid() ?? -1 });
  const found = await find(context, port);
  assert.equal(found?.pid, Deno.pid);
  assert.equal(found?.uid, Deno.uid());
  assert.equal(found?.startTicks, readProcess(context, Deno.pid)?.startTicks);
  assert.equal(found?.relation, "foreign");
  assert.equal(found?.backlog, 1);
  assert.match(found?.command ?? "", /^deno/);
});

Deno.test("a client alone holds no port", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  using client = await Deno.connect({ hostname: "127.0.0.1", port });
  using _server = await listener.accept();
  listener.close();
  assert.ok(client.localAddr);
  assert.equal(await find(fakeContext(), port), null);
});

Deno.test("of processes that share the socket the unit's own is named", async () => {
  using fake = withProc((proc) => {
    writeTcp(proc, listenLine(LOOPBACK, 18789, 1000, 42), "");
    writeProcess(proc, { pid: 20, open: ["socket:[42]"], startTicks: 1 });
    writeProcess(proc, {
      pid: 30,
      open: ["/dev/null", "socket:[42]"],
      cgroup: `0::${UNIT_GROUP}\n`,
    });
  });
  const found = await find(fake.context, 18789);
  assert.deepEqual([found?.pid, found?.relation], [30, "unit"]);
});

Deno.test("a foreign listener on another address is not in the way", async () => {
  using fake = withProc((proc) => {
    writeTcp(
      proc,
      listenLine("0501A8C0", 18789, 1000, 42),
      listenLine("00000000000000000000000001000000", 18789, 1000, 43),
    );
    writeProcess(proc, { pid: 20, open: ["socket:[42]", "socket:[43]"] });
  });
  assert.equal(await find(fake.context, 18789), null);
});

Deno.test("another user's listener has no pid and is foreign", async () => {
  const asked: string[] = [];
  using fake = withProc(
    (proc) => writeTcp(proc, listenLine(LOOPBACK, 18789, 1001, 42, 7)),
    {
      run: (program, args) => {
        asked.push([program, ...args].join(" "));
        return program === "lsof"
          ? Promise.reject(new CommandNotFoundError(program))
          : Promise.resolve({
            code: 1,
            stdout: "",
            stderr: "",
            timedOut: false,
          });
      },
    },
  );
  assert.deepEqual(await find(fake.context, 18789), {
    pid: 0,
    startTicks: 0,
    uid: 1001,
    command: "unknown",
    relation: "foreign",
    backlog: 7,
  });
  assert.deepEqual(asked, [
    "lsof -nP -t -iTCP:18789 -sTCP:LISTEN",
    "fuser 18789/tcp",
  ]);
});

Deno.test("lsof may name the listener, whose own facts then decide", async () => {
  using fake = withProc((proc) => {
    writeTcp(proc, listenLine(LOOPBACK, 18789, 1001, 42));
    writeProcess(proc, { pid: 50, uid: 1000, cgroup: `0::${UNIT_GROUP}\n` });
    writeProcess(proc, {
      pid: 60,
      uid: 1001,
      cgroup: `0::${UNIT_GROUP}\n`,
      argv: ["/usr/bin/python3", "-u", "/srv/x.py", "--token=secret"],
    });
  }, {
    run: () =>
      Promise.resolve({
        code: 0,
        stdout: "50\n60\n",
        stderr: "",
        timedOut: false,
      }),
  });
  const found = await find(fake.context, 18789);
  assert.equal(found?.pid, 60);
  assert.equal(found?.relation, "foreign");
  assert.equal(found?.command, "python3 x.py");
});

Deno.test("a client that fuser names and proc(5) hides is no listener, and no error", async () => {
  using fake = withProc((proc) => {
    writeTcp(proc, listenLine(LOOPBACK, 18789, 1001, 42));
    writeProcess(proc, { pid: 60, uid: 1001 });
  }, {
    run: () =>
      Promise.resolve({ code: 0, stdout: "60", stderr: "", timedOut: false }),
  });
  using _hidden = hideProcess(fake.context.roots.proc, 60);
  const found = await find(fake.context, 18789);
  assert.deepEqual([found?.pid, found?.uid], [0, 1001]);
});

Deno.test("every address that takes connections to 127.0.0.1 counts", () => {
  const cases = [
    [LOOPBACK, true],
    ["00000000", true],
    ["00000000000000000000000000000000", true],
    ["0000000000000000FFFF00000100007F", true],
    ["00000000000000000000000001000000", false],
    ["0501A8C0", false],
  ] as const;
  for (const [address, takesLoopback] of cases) {
    const [socket] = parseListenSockets(listenLine(address, 80, 5, 6), 80);
    assert.deepEqual(socket, {
      address,
      port: 80,
      takesLoopback,
      uid: 5,
      inode: 6,
      backlog: 0,
    });
  }
  // Connected (01), and another port that ends in the same digits.
  const connected = listenLine(LOOPBACK, 80, 5, 6).replace(" 0A ", " 01 ");
  assert.deepEqual(parseListenSockets(connected, 80), []);
  assert.deepEqual(parseListenSockets(listenLine(LOOPBACK, 80, 5, 6), 8), []);
});

Deno.test("a short command has no arguments that may be secret", () => {
  const cases = [
    [
      ["/usr/bin/node", "--x=1", "/opt/oc/index.js", "--token", "s"],
      "node index.js",
    ],
    [["nc", "-l", "/tmp/secret"], "nc"],
    [["python3", "-c", "print()"], "python3"],
    [["sh", "-c", "curl https://host/?token=secret"], "sh"],
    [["node", "secret", "/opt/oc/index.js"], "node"],
    [["\u001b[31mevil"], "?[31mevil"],
    [["openclaw-gateway --token kanin/chen17"], "openclaw-gateway"],
    [["nginx: master process /usr/sbin/nginx"], "nginx:"],
    [["", "--token", "s"], "kworker"],
    [[], "kworker"],
    [["x".repeat(200)], "x".repeat(60)],
  ] as const;
  for (const [argv, expected] of cases) {
    assert.equal(shortCommand(argv, "kworker"), expected);
  }
});
