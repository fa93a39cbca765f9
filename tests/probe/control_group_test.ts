import assert from "node:assert/strict";
import process from "node:process";
import { cpuShare, readCpuUsage } from "../../lib/probe/control_group.ts";
import { fakeContext } from "../fake_context.ts";
import { writeProcess } from "./fake_proc.ts";

function world() {
  const root = Deno.makeTempDirSync();
  const roots = {
    proc: `${root}/proc`,
    cgroup: `${root}/cgroup`,
    tmp: root,
    etc: root,
  };
  const context = fakeContext({ roots });
  return {
    usage: (group: string, pid: number) => readCpuUsage(context, group, pid),
    putGroup(path: string, text: string) {
      Deno.mkdirSync(`${roots.cgroup}${path}`, { recursive: true });
      Deno.writeTextFileSync(`${roots.cgroup}${path}/cpu.stat`, text);
    },
    putProcess: (startTicks: number) =>
      writeProcess(roots.proc, { pid: 9, utime: 30, stime: 12, startTicks }),
    putSchedstat(text: string) {
      Deno.writeTextFileSync(`${roots.proc}/9/schedstat`, text);
    },
    [Symbol.dispose]: () => Deno.removeSync(root, { recursive: true }),
  };
}

Deno.test("the control group's time is preferred to the process's", () => {
  using it = world();
  assert.equal(it.usage("/a", 9), null);
  it.putProcess(1);
  assert.equal(it.usage("/a", 9)?.usageMs, 420);
  assert.equal(it.usage("", 9)?.usageMs, 420);
  it.putGroup("/unified/a", "usage_usec 7000000\nuser_usec 1\n");
  assert.equal(it.usage("/a", 9)?.usageMs, 7000);
  it.putGroup("/a", "usage_usec 5000000\nuser_usec 1\n");
  assert.equal(it.usage("/a", 9)?.usageMs, 5000);
  assert.equal(it.usage("/a", 0)?.usageMs, 5000);
  // A v1 tree has the file, but other lines in it.
  it.putGroup("/b", "nr_periods 0\nnr_throttled 0\n");
  assert.equal(it.usage("/b", 9)?.usageMs, 420);
});

Deno.test("the share counts cores, and only like is compared with like", () => {
  using it = world();
  const at = (usageMs: number, source = "x", queuedMs = 0) => ({
    usageMs,
    queuedMs,
    source,
  });
  assert.equal(cpuShare(at(100), at(600), 1000), 0.5);
  assert.equal(cpuShare(at(100), at(2100), 1000), 2);
  assert.equal(cpuShare(at(100), at(100), 1000), 0);
  assert.equal(cpuShare(at(100), at(50), 1000), null);
  assert.equal(cpuShare(at(100), at(600, "y"), 1000), null);
  assert.equal(cpuShare(at(100), at(600), 0), null);
  // On a crowded machine: it computes whenever it may, or it just wakes up late.
  assert.equal(cpuShare(at(100), at(200, "x", 900), 1000), 1);
  assert.equal(cpuShare(at(100), at(110, "x", 200), 1000), 0.0125);
  assert.equal(cpuShare(at(100), at(100, "x", 1001), 1000), 1);
  it.putProcess(1);
  const before = it.usage("", 9);
  it.putProcess(2);
  const after = it.usage("", 9);
  assert.ok(before && after);
  assert.equal(cpuShare(before, after, 1000), null);
});

Deno.test("the time in the run queue is read where the kernel keeps it", () => {
  using it = world();
  it.putProcess(1);
  it.putGroup("/a", "usage_usec 5000000\n");
  assert.equal(it.usage("", 9)?.queuedMs, 0);
  it.putSchedstat("7000000000 1234000000 12\n");
  assert.equal(it.usage("", 9)?.queuedMs, 1234);
  assert.equal(it.usage("/a", 9)?.queuedMs, 1234);
  assert.equal(it.usage("/a", 0)?.queuedMs, 0);
});

Deno.test("time this process uses is seen", () => {
  const context = fakeContext();
  const before = readCpuUsage(context, "", Deno.pid);
  const used = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  // Its own time, not the clock's: a crowded machine gives it less.
  const enough = used() + 100;
  while (used() < enough);
  const after = readCpuUsage(context, "", Deno.pid);
  assert.ok(before && after);
  const share = cpuShare(before, after, 100);
  assert.ok(share !== null && share > 0.2, String(share));
});
