import assert from "node:assert/strict";
import { findAnswerer } from "../../lib/probe/answerer.ts";
import { endpointOf } from "../../lib/probe/endpoint.ts";
import { holdsSocket } from "../../lib/probe/process.ts";
import { takingAddresses } from "../../lib/probe/listen_table.ts";
import type { UnitFacts } from "../../lib/core/types.ts";
import { fakeContext } from "../fake_context.ts";
import { unitFacts } from "./facts.ts";
import {
  type FakeProcess,
  listenLine,
  writeProcess,
  writeTcp,
} from "./fake_proc.ts";

const PORT = 18789;
const LOOPBACK = "0100007F";
const GROUP = "/user@1000.service/app.slice/openclaw-gateway.service";
const MAIN: FakeProcess = { pid: 30, cgroup: `0::${GROUP}\n` };
const SESSION = "0::/user.slice/session-1.scope\n";

interface Case {
  readonly when: string;
  /** Lines of proc_net_tcp(5). */
  readonly tcp?: string;
  readonly tcp6?: string;
  readonly processes: readonly FakeProcess[];
  /** Processes in the unit's group, by the kernel's own list. */
  readonly group?: readonly number[];
  readonly host?: string;
  readonly port?: number;
  readonly alternateHost?: string;
  readonly overrides?: { port?: number };
  /** null: systemd cannot be asked. */
  readonly unit?: Partial<UnitFacts> | null;
  /** null: cannot be told. */
  readonly expected: readonly [relation: string, pid: number] | null;
}

const CASES: readonly Case[] = [
  {
    when: "the main process listens",
    tcp: listenLine(LOOPBACK, PORT, 1000, 42),
    processes: [{ ...MAIN, open: ["/dev/null", "socket:[42]"] }],
    expected: ["unit", 30],
  },
  {
    when: "the main process listens on IPv6 and IPv4 at once",
    tcp: "",
    tcp6: listenLine("0".repeat(32), PORT, 1000, 42),
    processes: [{ ...MAIN, open: ["socket:[42]"] }],
    expected: ["unit", 30],
  },
  {
    when: "a child of the main process listens",
    tcp: listenLine(LOOPBACK, PORT, 1000, 42),
    processes: [MAIN, {
      pid: 31,
      ppid: 30,
      cgroup: `0::${GROUP}\n`,
      open: ["socket:[42]"],
    }],
    group: [30, 31],
    expected: ["unit", 31],
  },
  {
    when: "a process in a group below the unit's listens",
    tcp: listenLine(LOOPBACK, PORT, 1000, 42),
    processes: [MAIN, {
      pid: 31,
      cgroup: `0::${GROUP}/inner\n`,
      open: ["socket:[42]"],
    }],
    expected: ["unit", 31],
  },
  {
    when: "systemd made the socket and passed it to the unit",
    tcp: listenLine(LOOPBACK, PORT, 1000, 42),
    processes: [
      { pid: 2, comm: "systemd", open: ["socket:[42]"], startTicks: 1 },
      { ...MAIN, open: ["socket:[42]"] },
    ],
    expected: ["unit", 30],
  },
  {
    when: "another program of the same user listens",
    tcp: listenLine(LOOPBACK, PORT, 1000, 42),
    processes: [MAIN, { pid: 50, cgroup: SESSION, open: ["socket:[42]"] }],
    expected: ["foreign", 50],
  },
  {
    when: "another program has the address that is asked, the unit another one",
    tcp: listenLine(LOOPBACK, PORT, 1000, 42) +
      listenLine("0501A8C0", PORT, 1000, 43),
    processes: [
      { ...MAIN, open: ["socket:[43]"] },
      { pid: 50, cgroup: SESSION, open: ["socket:[42]"] },
    ],
    expected: ["foreign", 50],
  },
  {
    when: "the unit has the address that is asked, another program all others",
    tcp: listenLine(LOOPBACK, PORT, 1000, 42),
    tcp6: listenLine("0".repeat(32), PORT, 1000, 43),
    processes: [
      { ...MAIN, open: ["socket:[42]"] },
      { pid: 50, cgroup: SESSION, open: ["socket:[43]"] },
    ],
    expected: ["unit", 30],
  },
  {
    when: "the unit listens on the alternate address alone",
    tcp: listenLine("0200007F", PORT, 1000, 42),
    processes: [{ ...MAIN, open: ["socket:[42]"] }],
    alternateHost: "127.0.0.2",
    expected: ["unit", 30],
  },
  {
    when: "a program of another user listens",
    tcp: listenLine(LOOPBACK, PORT, 1001, 42),
    processes: [MAIN],
    expected: ["foreign", 0],
  },
  {
    when: "a process of the unit, which hides its descriptors, may listen",
    tcp: listenLine(LOOPBACK, PORT, 1000, 42),
    processes: [MAIN],
    expected: null,
  },
  {
    when: "a process of the unit that became another user may listen",
    tcp: listenLine(LOOPBACK, PORT, 1001, 42),
    processes: [MAIN, { pid: 31, uid: 1001, cgroup: `0::${GROUP}\n` }],
    group: [30, 31],
    expected: null,
  },
  {
    when: "the kernel lists nobody: a network of its own",
    tcp: "",
    processes: [MAIN],
    expected: null,
  },
  {
    when: "a person chose a port in front of the gateway's own",
    tcp: listenLine(LOOPBACK, PORT, 33, 42),
    processes: [MAIN],
    unit: { environment: { OPENCLAW_GATEWAY_PORT: "18790" } },
    overrides: { port: PORT },
    expected: null,
  },
  {
    when: "a person chose the gateway's own port",
    tcp: listenLine(LOOPBACK, PORT, 33, 42),
    processes: [MAIN],
    overrides: { port: PORT },
    expected: ["foreign", 0],
  },
  {
    when: "the address that is asked is another host's",
    tcp: listenLine("00000000", PORT, 1001, 42),
    processes: [MAIN],
    host: "203.0.113.7",
    expected: null,
  },
  {
    when: "a program of another user listens, and systemd cannot be asked",
    tcp: listenLine(LOOPBACK, PORT, 1001, 42),
    processes: [MAIN],
    unit: null,
    expected: ["foreign", 0],
  },
  {
    when: "a program of this user listens, and systemd cannot be asked",
    tcp: listenLine(LOOPBACK, PORT, 1000, 42),
    processes: [{ ...MAIN, open: ["socket:[42]"] }],
    unit: null,
    expected: null,
  },
  {
    when:
      "of two that take the connection one is this user's, and systemd cannot be asked",
    tcp: listenLine(LOOPBACK, PORT, 1001, 42) +
      listenLine(LOOPBACK, PORT, 1000, 43),
    processes: [MAIN],
    unit: null,
    expected: null,
  },
  {
    when:
      "a person chose a port in front of the gateway's own, and systemd cannot be asked",
    tcp: listenLine(LOOPBACK, PORT + 1, 33, 42),
    processes: [MAIN],
    unit: null,
    port: PORT + 1,
    overrides: { port: PORT + 1 },
    expected: null,
  },
];

for (const { when, expected, ...rest } of CASES) {
  Deno.test(`who answers: ${when}`, async () => {
    const root = Deno.makeTempDirSync();
    try {
      writeTcp(root, rest.tcp ?? "", rest.tcp6 ?? "");
      for (const each of rest.processes) writeProcess(root, each);
      Deno.mkdirSync(`${root}/cgroup${GROUP}`, { recursive: true });
      Deno.writeTextFileSync(
        `${root}/cgroup${GROUP}/cgroup.procs`,
        (rest.group ?? [30]).map((pid) => `${pid}\n`).join(""),
      );
      const context = fakeContext({
        roots: {
          proc: root,
          cgroup: `${root}/cgroup`,
          tmp: "/nowhere",
          etc: "/nowhere",
        },
        run: () =>
          Promise.resolve({ code: 1, stdout: "", stderr: "", timedOut: false }),
      });
      const { listener, socket } = await findAnswerer(
        context,
        "default",
        endpointOf({
          host: rest.host ?? "127.0.0.1",
          alternateHost: rest.alternateHost ?? null,
          port: rest.port ?? PORT,
          tls: false,
          certPath: null,
          configPath: "/nowhere/openclaw.json",
          stateDir: "/nowhere",
        }),
        rest.unit === null
          ? null
          : unitFacts({ controlGroup: GROUP, mainPid: 30, ...rest.unit }),
        rest.overrides ?? {},
      );
      const found = listener === null
        ? null
        : [listener.relation, listener.pid];
      assert.deepEqual(found, expected);
      assert.equal(
        socket?.pid ?? null,
        found?.[0] === "unit" ? found[1] : null,
      );
      assert.ok(socket === null || holdsSocket(context, socket));
    } finally {
      Deno.removeSync(root, { recursive: true });
    }
  });
}

Deno.test("the socket of an answer is known again by its descriptor, and only as long as it is open", async () => {
  const context = fakeContext({ uid: Deno.uid() ?? -1 });
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const { socket } = await findAnswerer(
    context,
    "default",
    endpointOf({
      host: "127.0.0.1",
      port,
      tls: false,
      certPath: null,
      configPath: "/nowhere/openclaw.json",
      stateDir: "/nowhere",
    }),
    unitFacts({ mainPid: Deno.pid }),
    {},
  );
  assert.ok(socket !== null);
  assert.equal(socket.pid, Deno.pid);
  assert.ok(holdsSocket(context, socket));
  assert.ok(!holdsSocket(context, { ...socket, inode: socket.inode + 1 }));
  listener.close();
  assert.ok(!holdsSocket(context, socket));
});

Deno.test("the kernel writes an address as words of a little-endian machine", () => {
  const cases = [
    ["127.0.0.1", "0100007F"],
    ["192.168.1.5", "0501A8C0"],
    ["::1", "00000000000000000000000001000000"],
    ["2001:db8::1", "B80D0120000000000000000001000000"],
    ["fe80::1:2:3:4", "000080FE000000000200010004000300"],
    ["localhost", undefined],
    ["256.0.0.1", undefined],
    ["", undefined],
    [":", undefined],
  ] as const;
  for (const [host, expected] of cases) {
    assert.equal(takingAddresses(host)[0], expected, host);
  }
});
