import assert from "node:assert/strict";
import {
  alreadyStopped,
  stopProfile,
} from "../../../lib/commands/emergency_stop/gateway.ts";
import { emergencyStopCommand } from "../../../lib/commands/emergency_stop/command.ts";
import { profilePaths, settingsPath } from "../../../lib/store/paths.ts";
import {
  readEmergencyStop,
  writeEmergencyStop,
} from "../../../lib/store/maintenance.ts";
import { lockingPid } from "../../../lib/store/lock.ts";
import { withGuardBlock } from "../../../lib/install/cron/block.ts";
import { writeReceipt } from "../../../lib/install/receipt.ts";
import { World } from "../../install/world.ts";
import { writeProcess } from "../../probe/fake_proc.ts";

/** All of it was stopped at the world's time, and two minutes have passed. */
function stopped(): World {
  const world = new World();
  world.unit = { ActiveState: "inactive", SubState: "dead", MainPID: "0" };
  world.file(`${world.proc}/net/tcp`, "header\n");
  world.file(`${world.proc}/net/tcp6`, "header\n");
  writeEmergencyStop(world.context, "default");
  world.wallMs += 120_000;
  world.bootMs += 120_000;
  return world;
}

Deno.test("a second emergency stop says since when, what resume does, and does nothing", async () => {
  for (const args of [[], ["--yes"], ["--dry-run"]]) {
    using world = stopped();
    const before = world.snapshot();
    assert.equal(await emergencyStopCommand.run(args, world.context), 0);
    assert.equal(world.lines.length, 2, world.output);
    assert.match(
      world.lines[0] ?? "",
      /^default: stopped already, since .*\(2 min ago\)$/,
    );
    assert.match(world.lines[1] ?? "", /"openclaw-guard resume" starts/);
    assert.deepEqual(world.questions, []);
    assert.deepEqual(world.snapshot(), before);
  }
});

Deno.test("when anything has come back it is stopped again", async () => {
  const cases: Record<string, (world: World) => void> = {
    "no stop in force": (world) =>
      Deno.removeSync(profilePaths(world.context, "default").emergency),
    "the unit runs": (world) => {
      world.unit = { ActiveState: "active", MainPID: "42" };
    },
    "it is being started": (world) => {
      world.unit = { ActiveState: "activating", MainPID: "0" };
    },
    "the lines are in the crontab": (world) => {
      world.table = withGuardBlock(world.context, "", world.program);
    },
    "the timer is on": (world) => {
      world.timer = { active: true, enabled: true, outdated: false };
    },
    "a process is left in the unit's control group": (world) => {
      world.unit = {
        ...world.unit,
        ControlGroup: "/user.slice/openclaw-gateway.service",
      };
      world.file(
        `${world.root}/user.slice/openclaw-gateway.service/cgroup.procs`,
        "77\n",
      );
    },
    "no program can be run at all": (world) => {
      world.intercept = () => {
        throw new Deno.errors.PermissionDenied("fork: EAGAIN");
      };
    },
    "systemd does not answer": (world) => {
      world.busError = "no bus\n";
    },
  };
  for (const [name, change] of Object.entries(cases)) {
    using world = stopped();
    change(world);
    assert.equal(
      await alreadyStopped(world.context, ["default"], [], ""),
      null,
      name,
    );
  }
});

Deno.test("the schedule of others, and a missing crontab command, are no work left", async () => {
  using watched = stopped();
  watched.table = withGuardBlock(watched.context, "", watched.program);
  assert.ok(await alreadyStopped(watched.context, ["default"], ["work"], ""));
  using without = stopped();
  without.hasCrontab = false;
  assert.ok(await alreadyStopped(without.context, ["default"], [], ""));
});

Deno.test("a stop that is in force keeps its beginning; one that tells none gets one", () => {
  using world = stopped();
  const first = readEmergencyStop(world.context, "default")?.sinceMs;
  assert.equal(first, world.wallMs - 120_000);
  writeEmergencyStop(world.context, "default");
  assert.equal(readEmergencyStop(world.context, "default")?.sinceMs, first);
  world.file(profilePaths(world.context, "default").emergency, "");
  writeEmergencyStop(world.context, "default");
  assert.equal(
    readEmergencyStop(world.context, "default")?.sinceMs,
    world.wallMs,
  );
});

Deno.test("an empty control group is no work left", async () => {
  using world = stopped();
  const group = "/user.slice/openclaw-gateway.service";
  world.unit = { ...world.unit, ControlGroup: group };
  world.file(`${world.root}${group}/cgroup.procs`, "");
  assert.ok(await alreadyStopped(world.context, ["default"], [], ""));
});

Deno.test("where its own state cannot be read, that is said, nothing counts as stopped already, and all is done", async () => {
  for (const args of [["--dry-run"], ["--yes"]]) {
    using world = stopped();
    const { dir } = profilePaths(world.context, "default");
    Deno.removeSync(dir, { recursive: true });
    Deno.writeTextFileSync(dir, "");
    const code = await emergencyStopCommand.run(args, world.context);
    assert.match(
      world.output,
      /^default: cannot read what the guard knows: .*: it is not a folder\. Run "ls -ld/m,
    );
    assert.doesNotMatch(world.output, /stopped already/);
    if (args.includes("--dry-run")) assert.match(world.output, /^would stop/m);
    else {
      assert.match(world.output, /^default: cannot write down that the guard/m);
      assert.equal(code, 2);
    }
  }
});

Deno.test("all is stopped, said and let go of before a service is asked, which may not answer", async () => {
  using world = stopped();
  Deno.removeSync(profilePaths(world.context, "default").emergency);
  const program = `${world.home}/tell`;
  world.file(
    settingsPath(world.context),
    JSON.stringify({
      notify: { channels: { own: { type: "command", program } } },
    }),
  );
  const seen: unknown[] = [];
  world.intercept = (asked) => {
    if (asked !== program) return undefined;
    const paths = profilePaths(world.context, "default");
    seen.push([world.output, lockingPid(paths, "/proc")]);
    return { code: 0, stdout: "", stderr: "", timedOut: false };
  };
  assert.equal(await emergencyStopCommand.run(["--yes"], world.context), 0);
  assert.deepEqual(seen, [[world.output, null]]);
});

Deno.test("with --dry-run, too, what starts the guard stays where it watches others", async () => {
  const cases = [
    [
      "cron",
      /^crontab: the guard's lines stay, they watch default\nwould stop/,
    ],
    ["systemd", /^timer: \S+ stays on, it watches default\nwould stop/],
    ["none", /^would stop/],
  ] as const;
  for (const [scheduler, told] of cases) {
    using world = new World();
    world.timer = { active: true, enabled: true, outdated: false };
    writeReceipt(world.context, {
      ...{ schema: 1, profiles: ["default", "work"], version: "1.0.0" },
      ...{ program: world.program, installedAt: "2026-11-23T01:00:00Z" },
      scheduler,
    });
    const args = ["--profile", "work", "--dry-run"];
    assert.equal(await emergencyStopCommand.run(args, world.context), 0);
    assert.match(world.output, told);
    assert.doesNotMatch(world.output, /would (?:switch|take)/);
  }
});

Deno.test("a main process that had to be killed is told with the time that it was given", async () => {
  const cases = [
    ["/bin/sh", /had not ended after 4 s and was killed$/m],
    ["/usr/bin/podman", /had not ended after 15 s and was killed$/m],
  ] as const;
  for (const [program, told] of cases) {
    using world = stopped();
    const ExecStart =
      `{ path=${program} ; argv[]=${program} run x ; ignore_errors=no ; }`;
    world.unit = { ExecStart };
    writeProcess(world.proc, { pid: 42, uid: world.context.uid });
    const signal = () => {
      Deno.removeSync(`${world.proc}/42`, { recursive: true });
      world.unit = { ExecStart, ActiveState: "failed", MainPID: "0" };
    };
    const context = { ...world.context, signal };
    assert.equal(await stopProfile(context, "default"), true, world.output);
    assert.match(world.output, told);
  }
});
