import assert from "node:assert/strict";
import { PortHolder } from "../../lib/commands/drill/port_holder.ts";
import {
  forbiddenByPerson,
  putBack,
  tidyUpAfterDrill,
} from "../../lib/act/undo_drill.ts";
import { readStat } from "../../lib/probe/process.ts";
import {
  type DrillRecord,
  readDrillRecord,
  writeDrillRecord,
} from "../../lib/store/drill_record.ts";
import {
  readMaintenance,
  writeEmergencyStop,
  writeOwnSwitch,
} from "../../lib/store/maintenance.ts";
import { profilePaths } from "../../lib/store/paths.ts";
import type { Forbidden } from "../../lib/act/service.ts";
import type { Context } from "../../lib/sys/context.ts";
import { fakeClock, fakeContext } from "../fake_context.ts";

const GONE = { pid: 4_194_303, startTicks: 1 };

/** A user whose systemctl knows one unit and remembers what it was asked. */
function world(unit: Readonly<Record<string, string>> = {}) {
  const asked: string[] = [];
  const home = Deno.makeTempDirSync();
  const clock = fakeClock();
  const context: Context = fakeContext({
    home,
    clock,
    uid: Deno.uid() ?? 0,
    roots: {
      proc: "/proc",
      cgroup: "/sys/fs/cgroup",
      tmp: home,
      etc: "/nowhere",
    },
    run: (_program, args) => {
      const [verb = ""] = args.slice(2);
      if (verb !== "show") asked.push(verb);
      const stdout = Object.entries({
        LoadState: "loaded",
        ActiveState: "inactive",
        InvocationID: "life",
        ...unit,
      }).map(([name, value]) => `${name}=${value}\n`).join("");
      return Promise.resolve({ code: 0, stdout, stderr: "", timedOut: false });
    },
  });
  return { context, asked, clock };
}

/** A person forbids that anything is started. */
function switchOn(context: Context, which: Forbidden): void {
  if (which === "emergency-stop") {
    return writeEmergencyStop(context, "default");
  }
  const sinceMs = context.clock.now().wallMs;
  writeOwnSwitch(context, "default", {
    ...{ sinceMs, untilMs: sinceMs + 60_000, reason: null, by: "ann" },
  });
}

const RECORD: DrillRecord = {
  schema: 1,
  drill: "stop",
  bootId: "boot-1",
  owner: GONE,
  startedBootMs: 7_200_000,
  frozen: null,
  stopped: null,
  maintenanceSinceMs: null,
};

Deno.test("a frozen process goes on, and only the one that was meant", async () => {
  const child = new Deno.Command("sleep", { args: ["60"] }).spawn();
  try {
    const { context } = world();
    const stat = () => readStat(context, child.pid);
    const startTicks = stat()?.startTicks ?? 0;
    Deno.kill(child.pid, "SIGSTOP");
    while (stat()?.state !== "T") await new Promise((go) => setTimeout(go, 1));
    const other = { pid: child.pid, startTicks: startTicks + 1 };
    assert.deepEqual(
      (await putBack(context, "default", { ...RECORD, frozen: other })).done,
      [],
    );
    assert.equal(stat()?.state, "T");
    const frozen = { pid: child.pid, startTicks };
    const { done } = await putBack(context, "default", { ...RECORD, frozen });
    assert.deepEqual(done, [`pid ${child.pid} goes on (SIGCONT)`]);
    while (stat()?.state === "T") await new Promise((go) => setTimeout(go, 1));
    // Nothing to be told about a process that runs.
    assert.deepEqual(
      (await putBack(context, "default", { ...RECORD, frozen })).done,
      [],
    );
  } finally {
    child.kill("SIGKILL");
    await child.status;
  }
});

Deno.test("the unit is started only if it is still as the drill left it", async () => {
  const cases: [Record<string, string>, string[]][] = [
    [{}, ["reset-failed", "start"]],
    [{ ActiveState: "failed" }, ["reset-failed", "start"]],
    [{ ActiveState: "deactivating" }, ["reset-failed", "start"]],
    [{ ActiveState: "active" }, []],
    [{ ActiveState: "activating" }, []],
    [{ InvocationID: "another life" }, []],
    [{ Job: "12" }, []],
  ];
  for (const [unit, expected] of cases) {
    const { context, asked } = world(unit);
    await putBack(context, "default", {
      ...RECORD,
      stopped: { invocationId: "life" },
    });
    assert.deepEqual(asked, expected, JSON.stringify(unit));
  }
});

Deno.test("A2: what a person forbids is not started, and that is told; only after maintenance there is something left to do", async () => {
  const stopped = { invocationId: "life" };
  for (const forbidden of ["emergency-stop", "maintenance"] as const) {
    const { context, asked } = world();
    switchOn(context, forbidden);
    const record = { ...RECORD, stopped };
    writeDrillRecord(context, "default", record);
    const result = await putBack(context, "default", record);
    assert.deepEqual(result, { done: [], refused: forbidden });
    assert.deepEqual(asked, []);
    // As good as new: maintenance may take longer than a record lives.
    assert.equal(
      readDrillRecord(context, "default")?.startedBootMs,
      forbidden === "maintenance" ? context.clock.now().bootMs : undefined,
    );
  }
});

Deno.test("A2: a person forbids with an emergency stop or maintenance, not the drill with its own maintenance", () => {
  const { context } = world();
  const own = { ...RECORD, maintenanceSinceMs: 5 };
  const { wallMs } = context.clock.now();
  const about = () => forbiddenByPerson(context, "default", own);
  const maintenance = (sinceMs: number) =>
    writeOwnSwitch(context, "default", {
      ...{ sinceMs, untilMs: wallMs + 60_000, reason: null, by: "ann" },
    });
  assert.equal(about(), null);
  maintenance(5);
  assert.equal(about(), null);
  const flag = `${context.roots.tmp}/openclaw-maintenance`;
  Deno.writeTextFileSync(flag, "");
  assert.equal(about(), "maintenance");
  Deno.removeSync(flag);
  maintenance(6);
  assert.equal(about(), "maintenance");
  writeEmergencyStop(context, "default");
  assert.equal(about(), "emergency-stop");
});

Deno.test("the drill's maintenance ends, a person's stays", async () => {
  for (const [sinceMs, stays] of [[5, false], [6, true]] as const) {
    const { context, clock } = world();
    const { wallMs } = clock.now();
    writeOwnSwitch(context, "default", {
      sinceMs,
      untilMs: wallMs + 60_000,
      reason: null,
      by: "ann",
    });
    await putBack(context, "default", { ...RECORD, maintenanceSinceMs: 5 });
    assert.equal(readMaintenance(context, "default", wallMs) !== null, stays);
  }
});

Deno.test("after a killed drill everything is put back once; not while it lives, not after a reboot, not an hour later", async () => {
  const self = {
    pid: Deno.pid,
    startTicks: readStat(world().context, Deno.pid)?.startTicks ?? 0,
  };
  const stopped = { invocationId: "life" };
  const cases: [Partial<DrillRecord>, starts: boolean, record: boolean][] = [
    [{ stopped }, true, false],
    [{ stopped, owner: self }, false, true],
    [{ stopped, owner: self, bootId: "boot-0" }, false, false],
    [{ stopped, bootId: "boot-0" }, false, false],
    [{ stopped, startedBootMs: 7_200_000 - 3_600_001 }, false, false],
    [{}, false, false],
  ];
  for (const [change, starts, stays] of cases) {
    const { context, asked } = world();
    writeDrillRecord(context, "default", { ...RECORD, ...change });
    await tidyUpAfterDrill(context, "default");
    assert.equal(asked.includes("start"), starts, JSON.stringify(change));
    assert.equal(readDrillRecord(context, "default") !== null, stays);
    await tidyUpAfterDrill(context, "default");
    assert.equal(asked.filter((verb) => verb === "start").length, +starts);
  }
});

Deno.test("a record that nobody understands is removed", async () => {
  const { context, asked } = world();
  writeDrillRecord(context, "default", RECORD);
  const path = profilePaths(context, "default").drill;
  for (const text of ["", "{", "[]", '{"schema":2}']) {
    Deno.writeTextFileSync(path, text);
    assert.equal(readDrillRecord(context, "default"), null);
    assert.deepEqual(await tidyUpAfterDrill(context, "default"), []);
    assert.throws(() => Deno.statSync(path), Deno.errors.NotFound);
  }
  assert.deepEqual(asked, []);
});

Deno.test("the stranger takes connections, answers nothing, and gives way", async () => {
  const { context } = world();
  const other = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = other.addr;
  await assert.rejects(PortHolder.take(context, port), /somebody else holds/);
  other.close();
  const name = () => Deno.readTextFileSync("/proc/self/comm").trim();
  const before = name();
  const holder = await PortHolder.take(context, port);
  // The gateway kills what has "openclaw" in its name on its port.
  assert.equal(name(), "port-stranger");
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  assert.equal(await connection.read(new Uint8Array(1)), null);
  connection.close();
  holder.close();
  assert.equal(name(), before);
  // Whoever comes next gets the port.
  (await PortHolder.take(systemSleep(context), port)).close();
});

/** Taking a port may need a moment of real time. */
function systemSleep(context: Context): Context {
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => setTimeout(resolve, ms / 100));
  return { ...context, clock: { ...context.clock, sleep } };
}
