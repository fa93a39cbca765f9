import assert from "node:assert/strict";
import { silentProcess, takeSample } from "../../lib/probe/sample.ts";
import type { ListenerFact } from "../../lib/core/types.ts";
import { memoryLimit } from "../../lib/probe/memory_limit.ts";
import { readProcess, readStat } from "../../lib/probe/process.ts";
import { systemContext } from "../../lib/sys/context.ts";
import { fakeContext } from "../fake_context.ts";
import {
  type FakeProcess,
  listenLine,
  writeProcess,
  writeTcp,
} from "./fake_proc.ts";

const MIB = 1024 * 1024;

/** A proc(5) with one gateway, as its files are written. */
function procWith(
  process: Partial<FakeProcess>,
  files: Readonly<Record<string, string>>,
) {
  const proc = Deno.makeTempDirSync();
  const whole = { pid: 7, startTicks: 5000, ...process };
  writeProcess(proc, whole);
  writeTcp(proc, listenLine("0100007F", 18789, 1000, 42, 5));
  for (const [name, text] of Object.entries(files)) {
    const path = `${proc}/${name}`;
    Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    Deno.writeTextFileSync(path, text);
  }
  const context = fakeContext({
    roots: {
      ...{ proc, cgroup: `${proc}/cgroup`, tmp: `${proc}/tmp` },
      etc: `${proc}/etc`,
    },
  });
  return { proc, context };
}

/** A main thread that computed 1.5 s of the 2 s the whole process did. */
function threadFiles(): Record<string, string> {
  const stat = `7 (node) R 1 7 7 0 -1 0 0 0 3 0 100 50 0 0 20 0 11 0 5000 1\n`;
  return {
    "7/task/7/stat": stat,
    "7/task/7/schedstat": "1500000000 250000000 99\n",
    "7/task/7/io": "rchar: 9\nwchar: 9\nsyscr: 30\nsyscw: 12\nread_bytes: 0\n",
    "7/task/7/status":
      "Name:\tnode\nvoluntary_ctxt_switches:\t77\nnonvoluntary_ctxt_switches:\t5\n",
    "7/task/7/children": "8 9 11 ",
    "pressure/memory":
      "some avg10=12.50 avg60=0.00 avg300=0.00 total=0\nfull avg10=1.00 avg60=0.00 avg300=0.00 total=0\n",
  };
}

Deno.test("a sample has what the main thread shows, without any privilege", () => {
  const { proc, context } = procWith(
    { utime: 150, stime: 50, argv: ["node", "--max-old-space-size=64"] },
    threadFiles(),
  );
  Deno.writeTextFileSync(
    `${proc}/7/status`,
    "Name:\tnode\nUid:\t1\t1000\t1\t1\nVmRSS:\t   49152 kB\n",
  );
  writeProcess(proc, {
    pid: 8,
    ppid: 7,
    startTicks: 6000,
    utime: 2,
    stime: 1,
    argv: ["/bin/sh", "-c", "git pull https://user:secret@host"],
  });
  writeProcess(proc, { pid: 9, ppid: 7, startTicks: 5500, state: "Z" });
  writeProcess(proc, {
    pid: 11,
    ppid: 7,
    startTicks: 7000,
    argv: ["node", "/opt/openclaw/worker.js"],
    environment: { NODE_CHANNEL_FD: "3" },
  });
  writeProcess(proc, {
    pid: 10,
    ppid: 8,
    startTicks: 6001,
    utime: 40,
    stime: 0,
    argv: ["git", "pull", "https://user:secret@host"],
  });
  Deno.mkdirSync(`${proc}/8/task/8`, { recursive: true });
  Deno.writeTextFileSync(`${proc}/8/task/8/children`, "10 ");
  const sample = takeSample(context, { pid: 7, startTicks: 5000 }, 18789);
  assert.ok(sample);
  const { atBootMs: _at, children, ...rest } = sample;
  assert.deepEqual(rest, {
    pid: 7,
    startTicks: 5000,
    state: "R",
    mainCpuMs: 1500,
    mainQueuedMs: 250,
    restCpuMs: 500,
    io: 42,
    switches: 77,
    majorFaults: 0,
    memoryShare: 0.75,
    queue: 5,
    memoryPressure: 12.5,
  });
  // The zombie has ended, the worker is not waited for; what the shell waits for is named, its secrets are not.
  assert.deepEqual(
    children?.map(({ bornBootMs: _born, ...child }) => child),
    [{ pid: 8, startTicks: 6000, cpuMs: 430, command: "sh > git" }],
  );
});

Deno.test("what the kernel does not tell is null, and a process that is another one is no sample", () => {
  const { "7/task/7/stat": stat = "" } = threadFiles();
  const { context } = procWith({}, { "7/task/7/stat": stat });
  const sample = takeSample(context, { pid: 7, startTicks: 5000 }, 1);
  assert.equal(sample?.io, null);
  assert.equal(sample?.switches, null);
  assert.equal(sample?.children, null);
  assert.equal(sample?.queue, null);
  assert.equal(sample?.memoryShare, null);
  assert.equal(sample?.memoryPressure, null);
  assert.equal(takeSample(context, { pid: 7, startTicks: 4999 }, 1), null);
  assert.equal(takeSample(context, { pid: 77, startTicks: 5000 }, 1), null);
  const none = procWith({}, {}).context;
  assert.equal(takeSample(none, { pid: 7, startTicks: 5000 }, 1), null);
});

Deno.test("a process has no more memory than its heap, its group and the machine allow", () => {
  const cases: [Partial<FakeProcess>, Record<string, string>, number | null][] =
    [
      [{}, {}, null],
      [{}, { meminfo: "MemTotal:       2048 kB\n" }, 2 * MIB],
      [{ argv: ["node", "--max_old_space_size=8"] }, {}, 8 * MIB],
      [
        {
          environment: {
            NODE_OPTIONS: "--no-warnings --max-old-space-size=16",
          },
        },
        { meminfo: "MemTotal:  1048576 kB\n" },
        16 * MIB,
      ],
      [
        { cgroup: "0::/app\n", argv: ["node", "--max-old-space-size=8"] },
        { "cgroup/app/memory.max": "4194304\n" },
        4 * MIB,
      ],
      [{ cgroup: "0::/app\n" }, { "cgroup/app/memory.max": "max\n" }, null],
    ];
  for (const [process, files, expected] of cases) {
    const { context } = procWith(process, files);
    assert.equal(memoryLimit(context, 7), expected);
  }
});

Deno.test("a sample of a real process is whole, and has the child it has started", async () => {
  const context = systemContext();
  const shell = new Deno.Command("sh", {
    args: ["-c", 'sleep 60 & echo $!; wait; echo "never"'],
    stdout: "piped",
  }).spawn();
  const reader = shell.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const child = Number((await reader.read()).value);
  try {
    const { startTicks = 0 } = readStat(context, shell.pid) ?? {};
    const sample = takeSample(context, { pid: shell.pid, startTicks }, 1);
    assert.ok(sample);
    assert.match(sample.state, /^[RSD]$/);
    assert.ok(sample.io !== null && sample.io > 0);
    assert.ok(sample.switches !== null);
    assert.ok(sample.memoryShare !== null && sample.memoryShare < 1);
    const [young] = sample.children ?? [];
    assert.equal(young?.pid, child);
    assert.ok(Math.abs(young.bornBootMs - sample.atBootMs) < 5000);
  } finally {
    Deno.kill(child, "SIGKILL");
    shell.kill("SIGKILL");
    await shell.status;
    await reader.cancel();
  }
});

Deno.test("it is the process that listens whose silence counts, else the main process if it is Node's", () => {
  const listener = (relation: ListenerFact["relation"]): ListenerFact => ({
    ...{ pid: 8, startTicks: 6000, uid: 1000, command: "node", relation },
  });
  const cases: [ListenerFact | null, string, number | null][] = [
    [listener("unit"), "/bin/sh", 8],
    [listener("unit"), "node", 8],
    [listener("orphan-gateway"), "node", 8],
    [listener("foreign"), "node", null],
    [null, "/opt/node24/bin/node", 7],
    [null, "openclaw-gateway", 7],
    [null, "/bin/sh", null],
    [null, "/usr/bin/python3", null],
  ];
  for (const [listens, program, expected] of cases) {
    const { context } = procWith({ argv: [program, "x"] }, {});
    const main = readProcess(context, 7);
    assert.equal(silentProcess(listens, main)?.pid ?? null, expected, program);
  }
  assert.equal(silentProcess(null, null), null);
});
