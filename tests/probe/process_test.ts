import assert from "node:assert/strict";
import {
  parseStat,
  processAgeMs,
  readEnvironment,
  readProcess,
  sameProcess,
} from "../../lib/probe/process.ts";
import { systemClock } from "../../lib/sys/clock.ts";
import { fakeContext } from "../fake_context.ts";
import { writeProcess } from "./fake_proc.ts";

function fakeProc() {
  const proc = Deno.makeTempDirSync();
  const roots = { proc, cgroup: "/nowhere", tmp: "/nowhere", etc: "/nowhere" };
  return {
    proc,
    context: fakeContext({ roots }),
    [Symbol.dispose]: () => Deno.removeSync(proc, { recursive: true }),
  };
}

Deno.test("the guard can read itself", () => {
  const context = fakeContext();
  const facts = readProcess(context, Deno.pid);
  assert.ok(facts);
  assert.equal(facts.pid, Deno.pid);
  assert.equal(facts.uid, Deno.uid());
  assert.equal(facts.ppid, Deno.ppid);
  assert.match(facts.state, /^[RS]$/);
  assert.ok(facts.argv.length > 1);
  assert.ok(facts.cgroup.startsWith("/"));
  assert.ok(facts.cpuTicks > 0);
  const ageMs = processAgeMs(
    facts.startTicks,
    systemClock().now(),
    systemClock(),
  );
  assert.ok(ageMs > 0 && ageMs < 3_600_000, String(ageMs));
});

Deno.test("a process name may have spaces and parentheses", () => {
  using fake = fakeProc();
  writeProcess(fake.proc, {
    pid: 77,
    comm: "a) S (1 2 3",
    ppid: 5,
    startTicks: 99,
  });
  const facts = readProcess(fake.context, 77);
  assert.equal(facts?.comm, "a) S (1 2 3");
  assert.equal(facts?.ppid, 5);
  assert.equal(facts?.startTicks, 99);
  assert.equal(facts?.cpuTicks, 7);
});

Deno.test("the effective user counts, not the real one", () => {
  using fake = fakeProc();
  writeProcess(fake.proc, { pid: 77, uid: 1000 });
  assert.equal(readProcess(fake.context, 77)?.uid, 1000);
});

Deno.test("the NULs a title leaves behind are no arguments", () => {
  using fake = fakeProc();
  writeProcess(fake.proc, { pid: 77, argv: ["openclaw-gateway", "", "", ""] });
  writeProcess(fake.proc, { pid: 78, argv: ["prog", "", "x"] });
  writeProcess(fake.proc, { pid: 79, argv: [] });
  const argv = (pid: number) => readProcess(fake.context, pid)?.argv;
  assert.deepEqual(argv(77), ["openclaw-gateway"]);
  assert.deepEqual(argv(78), ["prog", "", "x"]);
  assert.deepEqual(argv(79), []);
});

Deno.test("the control group is found in v2, hybrid and v1 trees", () => {
  using fake = fakeProc();
  const cases = [
    ["0::/a/b.service\n", "/a/b.service"],
    ["5:cpu:/x\n1:name=systemd:/y\n0::/z\n", "/z"],
    ["5:cpu:/x\n1:name=systemd:/y\n", "/y"],
    ["5:cpu:/x\n", ""],
  ] as const;
  cases.forEach(([cgroup, expected], index) => {
    writeProcess(fake.proc, { pid: 100 + index, cgroup });
    assert.equal(readProcess(fake.context, 100 + index)?.cgroup, expected);
  });
});

Deno.test("a process that is not there, or goes while it is read, is null", () => {
  using fake = fakeProc();
  assert.equal(readProcess(fake.context, 77), null);
  writeProcess(fake.proc, { pid: 78 });
  Deno.removeSync(`${fake.proc}/78/cgroup`);
  assert.equal(readProcess(fake.context, 78), null);
  for (const text of ["", "78", "78 (x", "78 (x) S 1", ") ("]) {
    assert.equal(parseStat(text), null, text);
  }
});

Deno.test("a process is the same only with the same start time, and alive", () => {
  using fake = fakeProc();
  writeProcess(fake.proc, { pid: 77, startTicks: 5 });
  writeProcess(fake.proc, { pid: 78, startTicks: 5, state: "Z" });
  const same = (pid: number, startTicks: number) =>
    sameProcess(fake.context, { pid, startTicks });
  assert.equal(same(77, 5), true);
  assert.equal(same(77, 6), false);
  assert.equal(same(78, 5), false);
  assert.equal(same(79, 5), false);
});

Deno.test("the environment is read, and null without one", () => {
  using fake = fakeProc();
  writeProcess(fake.proc, { pid: 77, environment: { A: "1=2", B: "" } });
  assert.deepEqual({ ...readEnvironment(fake.context, 77) }, {
    A: "1=2",
    B: "",
  });
  assert.equal(readEnvironment(fake.context, 78), null);
});
