import assert from "node:assert/strict";
import { findElsewhere } from "../../lib/probe/elsewhere.ts";
import type { ProbeResult, UnitFacts } from "../../lib/core/types.ts";
import { fakeContext } from "../fake_context.ts";
import { unitFacts } from "./facts.ts";
import {
  type FakeProcess,
  listenLine,
  writeProcess,
  writeTcp,
} from "./fake_proc.ts";

const GROUP = "/user@1000.service/app.slice/openclaw-gateway.service";
const LOOPBACK = "0100007F";
const GATEWAY = ["node", "openclaw.mjs", "gateway"];
const ANY_IPV6 = "0".repeat(32);

type Answer = ProbeResult["outcome"] | 200 | 404;

interface Case {
  readonly when: string;
  /** Who listens: address, port, and the pid that holds it. */
  readonly sockets: readonly (readonly [string, number, number])[];
  /** Processes besides the main one (30, started at 5000). */
  readonly others?: readonly Partial<FakeProcess>[];
  /** In the unit's group besides the main one. */
  readonly group?: readonly number[];
  /** What answers, by URL; nobody else is asked without an error. */
  readonly answers: Readonly<Record<string, Answer>>;
  readonly unit?: Partial<UnitFacts>;
  readonly saysReady?: boolean;
  /** null: nothing was found. */
  readonly expected: string | null;
}

const CASES: readonly Case[] = [
  {
    when: "a gateway on another port of the loopback is found",
    sockets: [[LOOPBACK, 19999, 30]],
    answers: { "http://127.0.0.1:19999": "healthy" },
    expected: "http://127.0.0.1:19999",
  },
  {
    when: "one that takes all addresses is asked over the loopback",
    sockets: [["00000000", 19999, 30], [ANY_IPV6, 19999, 30]],
    answers: { "http://127.0.0.1:19999": "healthy" },
    expected: "http://127.0.0.1:19999",
  },
  {
    when: "one on the IPv6 loopback alone is asked there",
    sockets: [[`${"0".repeat(24)}01000000`, 19999, 30]],
    answers: { "http://[::1]:19999": "healthy" },
    expected: "http://[::1]:19999",
  },
  {
    when: "one on the expected port of one address of this host is asked there",
    sockets: [["0501A8C0", 18789, 30]],
    answers: { "http://192.168.1.5:18789": "healthy" },
    expected: "http://192.168.1.5:18789",
  },
  {
    when: "an IPv4 address in the form of IPv6 is one of IPv4",
    sockets: [[`0000000000000000FFFF0000${LOOPBACK}`, 19999, 30]],
    answers: { "http://127.0.0.1:19999": "healthy" },
    expected: "http://127.0.0.1:19999",
  },
  {
    when: "a gateway that is the child of a wrapper is found",
    sockets: [[LOOPBACK, 19999, 31]],
    others: [{ pid: 31, ppid: 30, startTicks: 5001, argv: GATEWAY }],
    group: [31],
    answers: { "http://127.0.0.1:19999": "healthy" },
    expected: "http://127.0.0.1:19999",
  },
  {
    when: "a gateway behind two wrappers is found",
    sockets: [[LOOPBACK, 19999, 32]],
    others: [
      { pid: 31, ppid: 30, startTicks: 5001, argv: ["npm", "exec"] },
      { pid: 32, ppid: 31, startTicks: 5002, argv: GATEWAY },
    ],
    group: [31, 32],
    answers: { "http://127.0.0.1:19999": "healthy" },
    expected: "http://127.0.0.1:19999",
  },
  {
    when: "a gateway that an agent has started and left behind is not asked",
    sockets: [[LOOPBACK, 19999, 31]],
    others: [{ pid: 31, ppid: 1, startTicks: 9000, argv: GATEWAY }],
    group: [31],
    answers: {},
    expected: null,
  },
  {
    when: "a gateway that the gateway has started is not asked",
    sockets: [[LOOPBACK, 19999, 32]],
    others: [
      { pid: 31, ppid: 30, startTicks: 5001, argv: GATEWAY },
      { pid: 32, ppid: 31, startTicks: 9000, argv: GATEWAY },
    ],
    group: [31, 32],
    answers: {},
    expected: null,
  },
  {
    when:
      "what says ok on a port of a gateway that has lost its own, but not /ready, is a plugin",
    sockets: [[LOOPBACK, 19999, 30]],
    answers: { "http://127.0.0.1:19999": "healthy" },
    saysReady: false,
    expected: null,
  },
  {
    when: "of several answers that of the healthy gateway counts",
    sockets: [[LOOPBACK, 9229, 30], [LOOPBACK, 18791, 30], [
      LOOPBACK,
      19999,
      30,
    ]],
    answers: {
      "http://127.0.0.1:9229": 404,
      "http://127.0.0.1:18791": "failing",
      "http://127.0.0.1:19999": "healthy",
    },
    expected: "http://127.0.0.1:19999",
  },
  {
    when: "a hung one is known where it hangs",
    sockets: [[LOOPBACK, 19999, 30]],
    answers: { "http://127.0.0.1:19999": "silent" },
    expected: "http://127.0.0.1:19999",
  },
  {
    when: "a page of the gateway's own process may be a plugin's",
    sockets: [[LOOPBACK, 19999, 30]],
    answers: { "http://127.0.0.1:19999": 200 },
    expected: null,
  },
  {
    when: "a debugger's port is no gateway",
    sockets: [[LOOPBACK, 9229, 30]],
    answers: { "http://127.0.0.1:9229": 404 },
    expected: null,
  },
  {
    when: "a site that an agent serves is not even asked",
    sockets: [[LOOPBACK, 3000, 31]],
    others: [{ pid: 31, ppid: 30, startTicks: 9000 }],
    group: [31],
    answers: {},
    expected: null,
  },
  {
    when: "what an earlier life left over is not even asked",
    sockets: [[LOOPBACK, 19999, 31]],
    others: [{ pid: 31, startTicks: 4999 }],
    group: [31],
    answers: {},
    expected: null,
  },
  {
    when: "somebody else's gateway is not even asked",
    sockets: [[LOOPBACK, 19999, 50]],
    others: [{ pid: 50 }],
    answers: {},
    expected: null,
  },
  {
    when: "a process of another user in the group is not even asked",
    sockets: [[LOOPBACK, 19999, 31]],
    others: [{ pid: 31, uid: 1001, startTicks: 9000 }],
    group: [31],
    answers: {},
    expected: null,
  },
  {
    when:
      "where its own address is the one that was asked, nothing else counts",
    sockets: [[LOOPBACK, 18789, 30], [LOOPBACK, 19999, 30]],
    answers: {},
    expected: null,
  },
  {
    when: "a unit that listens on nothing is not found anywhere",
    sockets: [],
    answers: {},
    expected: null,
  },
  {
    when: "a unit that is stopping is not looked for",
    sockets: [[LOOPBACK, 19999, 30]],
    answers: {},
    unit: { activeState: "deactivating" },
    expected: null,
  },
];

function probeOf(answer: Answer): ProbeResult {
  const status = typeof answer === "number" ? answer : null;
  const outcome = typeof answer === "number" ? "unsupported" : answer;
  return { outcome, status, reason: null, latencyMs: 1, detail: "" };
}

for (const { when, sockets, others = [], expected, ...rest } of CASES) {
  Deno.test(`listens elsewhere: ${when}`, async () => {
    const root = Deno.makeTempDirSync();
    try {
      const lines = (wide: boolean) =>
        sockets.map(([address, port], index) =>
          (address.length > 8) === wide
            ? listenLine(address, port, 1000, 40 + index)
            : ""
        ).join("");
      writeTcp(root, lines(false), lines(true));
      const processes = [{ pid: 30 }, ...others].map((each) => ({
        pid: 0,
        cgroup: `0::${GROUP}\n`,
        ...each,
      }));
      for (const each of processes) {
        const open = sockets.flatMap(([, , pid], index) =>
          pid === each.pid ? [`socket:[${40 + index}]`] : []
        );
        writeProcess(root, { ...each, open });
      }
      Deno.mkdirSync(`${root}/cgroup${GROUP}`, { recursive: true });
      Deno.writeTextFileSync(
        `${root}/cgroup${GROUP}/cgroup.procs`,
        [30, ...rest.group ?? []].map((pid) => `${pid}\n`).join(""),
      );
      const context = fakeContext({
        uid: 1000,
        home: root,
        roots: {
          proc: root,
          cgroup: `${root}/cgroup`,
          tmp: "/nowhere",
          etc: "/nowhere",
        },
      });
      const found = await findElsewhere(
        context,
        "default",
        unitFacts({ controlGroup: GROUP, mainPid: 30, ...rest.unit }),
        {},
        ({ url }) => {
          const answer = rest.answers[url];
          assert.ok(answer !== undefined, `${url} was asked`);
          return Promise.resolve(probeOf(answer));
        },
        () => Promise.resolve(rest.saysReady ?? true),
      );
      assert.equal(found?.endpoint.url ?? null, expected);
      if (found === null) return;
      assert.equal(
        found.endpoint.difference,
        `the gateway listens at ${expected}, where it is asked; nobody listens at http://127.0.0.1:18789, where it should (OpenClaw's own default)`,
      );
    } finally {
      Deno.removeSync(root, { recursive: true });
    }
  });
}
