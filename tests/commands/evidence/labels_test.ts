import assert from "node:assert/strict";
import {
  cgroupEvidence,
  hostEvidence,
  portEvidence,
  processEvidence,
} from "../../../lib/act/evidence_sources.ts";
import { labelOf } from "../../../lib/commands/evidence/labels.ts";
import type { Silence } from "../../../lib/core/silence.ts";
import type { Observation } from "../../../lib/core/types.ts";
import { speak } from "../../../lib/text/speech.ts";
import { parseUnit } from "../../../lib/probe/unit.ts";
import { GATEWAY, UNIT } from "../../core/world.ts";
import { fakeContext } from "../../fake_context.ts";

/** Names of the kernel and of programs, the same in every language. */
const NAMES = /^(pid|uid|inode|by|memory\.\w+|cpu\.stat|pids\.current)$/;

/** Everything an observation may hold. */
const { unit: _unit, sample: _sample, ...PROBE }: Observation = {
  maintenance: { source: "guard", untilMs: 0, reason: "disk", by: "ada" },
  settingsError: "",
  unit: null,
  unitError: "",
  incarnation: GATEWAY,
  ageMs: 0,
  processState: "S",
  probe: {
    outcome: "silent",
    reason: "http",
    status: 503,
    latencyMs: 0,
    detail: "",
    error: "",
  },
  startup: "unknown",
  notReady: [],
  listener: {
    pid: 7,
    startTicks: 9,
    uid: 1000,
    command: "node",
    relation: "foreign",
    isGateway: true,
  },
  leftInactiveMs: 0,
  loopbackMs: 0,
  config: {
    path: "",
    id: "",
    changedMs: 0,
    contended: false,
    untried: false,
    problems: [],
    version: "",
    proven: [{ id: "", version: "" }],
    interrupted: "",
    repair: "",
  },
  confirmation: { waitedMs: 0, cpuShare: 0 },
  eventLoop: {
    utilization: 0,
    delayMaxMs: 0,
    delayP99Ms: 0,
    degraded: false,
  },
};

/** Everything a silence may hold. */
const SILENCE: Silence = {
  sinceBootMs: 0,
  answeredBootMs: 0,
  samples: [{
    pid: 1,
    startTicks: 1,
    atBootMs: 0,
    state: "S",
    mainCpuMs: 0,
    mainQueuedMs: 0,
    restCpuMs: 0,
    io: 0,
    switches: 0,
    children: [{ pid: 2, startTicks: 1, bornBootMs: 0, cpuMs: 0, command: "" }],
    majorFaults: 0,
    memoryShare: 0,
    queue: 0,
    memoryPressure: 0,
  }],
};

/** Every fact's name, with what it is a part of. */
function factsOf(value: unknown, parent: string): [string, string][] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => factsOf(item, parent));
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => [
    [name, parent] as [string, string],
    ...factsOf(item, name),
  ]);
}

Deno.test("every fact of a piece of evidence has a label in Chinese", async () => {
  const context = fakeContext();
  const {
    environment: _environment,
    systemctl: _systemctl,
    profile: _profile,
    ...unit
  } = { ...parseUnit(UNIT, ""), faultyDropIn: "" };
  const parts = {
    probe: PROBE,
    silence: SILENCE,
    unit,
    process: await processEvidence(
      context,
      { pid: Deno.pid, startTicks: 1 },
      "",
    ),
    port: [
      await portEvidence(context, "127.0.0.1", 1),
      { listening: [{ takesLoopback: true, uid: 1, inode: 2, backlog: 3 }] },
    ],
    cgroup: cgroupEvidence(context, "/"),
    host: hostEvidence(context),
    stability: { file: "", modified: "" },
  };
  await speak("zh-CN");
  try {
    const facts = Object.entries(parts)
      .flatMap(([name, value]) => factsOf(value, name));
    assert.ok(facts.length > 60, "the facts were found");
    assert.deepEqual(
      facts.filter(([name, parent]) =>
        !NAMES.test(name) && !/\p{Script=Han}/u.test(labelOf(name, parent))
      ),
      [],
    );
  } finally {
    await speak("en");
  }
});

Deno.test("a fact of another version is called by its name in words", () => {
  const cases: [name: string, parent: string, label: string][] = [
    ["someNewFact", "probe", "some new fact"],
    ["status", "probe", "HTTP status"],
    ["status", "process", "status in /proc"],
  ];
  for (const [name, parent, label] of cases) {
    assert.equal(labelOf(name, parent), label);
  }
});
