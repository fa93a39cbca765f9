import assert from "node:assert/strict";
import { emergencyStopCommand } from "../../lib/commands/emergency_stop/command.ts";
import { maintenanceCommand } from "../../lib/commands/maintenance/command.ts";
import { GuardError } from "../../lib/base/errors.ts";
import { checksElsewhere } from "../../lib/install/state_mismatch.ts";
import { withGuardBlock } from "../../lib/install/cron/block.ts";
import { stateRoot } from "../../lib/store/paths.ts";
import { World } from "./world.ts";

/** Checks as a shell with this XDG_STATE_HOME had cron or the timer start them. */
function installedBy(
  scheduler: "cron" | "timer" | null,
  stateHome: string | undefined,
): World {
  const world = new World();
  if (stateHome !== undefined) world.env = { XDG_STATE_HOME: stateHome };
  if (scheduler === "cron") {
    world.table = withGuardBlock(world.context, "A=1\n", world.program);
  }
  if (scheduler === "timer") {
    const environment = stateHome === undefined
      ? ""
      : `"XDG_STATE_HOME=${stateHome}"`;
    world.timer = { active: true, enabled: true, outdated: false, environment };
  }
  world.env = {};
  return world;
}

Deno.test("checks that keep their state elsewhere are found, by cron and by the timer", async () => {
  for (const scheduler of ["cron", "timer"] as const) {
    using world = installedBy(scheduler, "/other x");
    assert.deepEqual(await checksElsewhere(world.context), {
      theirs: "/other x/openclaw-guard",
      ours: stateRoot(world.context),
      stateHome: "/other x",
    });
    world.env = { XDG_STATE_HOME: "/other x" };
    assert.equal(await checksElsewhere(world.context), null, scheduler);
  }
});

Deno.test("a difference that is none, or cannot be told, is not told", async () => {
  const cases: [string, () => World, ((world: World) => void)?][] = [
    ["nothing starts checks", () => installedBy(null, "/other")],
    ["the same folders", () => installedBy("cron", undefined)],
    ["a timer of an older version", () => installedBy("timer", undefined)],
    [
      "a timer that is off",
      () => installedBy("timer", "/other"),
      (world) => void (world.timer.active = false),
    ],
    [
      "another way to write the same folder",
      () => installedBy("cron", undefined),
      (world) => {
        world.env = { XDG_STATE_HOME: `${world.home}//.local/state/` };
      },
    ],
    [
      "a link to the same folder",
      () => installedBy("cron", undefined),
      (world) => {
        world.file(`${world.home}/.local/state/openclaw-guard/lock`, "");
        Deno.symlinkSync(`${world.home}/.local/state`, `${world.root}/link`);
        world.env = { XDG_STATE_HOME: `${world.root}/link` };
      },
    ],
    [
      "a damaged block",
      () => installedBy("cron", "/other"),
      (world) => void (world.table = "# BEGIN openclaw-guard\n"),
    ],
  ];
  for (const [what, make, change] of cases) {
    using world = make();
    change?.(world);
    assert.equal(await checksElsewhere(world.context), null, what);
  }
});

Deno.test("maintenance that no check would see is not switched on, and a switch that works is named", async () => {
  using world = installedBy("cron", "/other x");
  const before = world.snapshot();
  await assert.rejects(
    maintenanceCommand.run(["on", "--profile", "work"], world.context),
    (error: unknown) => {
      assert.ok(error instanceof GuardError);
      const text = error.describe();
      assert.match(text, /keep their files in \/other x\/openclaw-guard,/);
      assert.match(
        text,
        /"XDG_STATE_HOME='\/other x' openclaw-guard maintenance on --profile work" or "touch \/tmp\/openclaw-maintenance"/,
      );
      return true;
    },
  );
  assert.deepEqual(world.snapshot(), before);
  assert.equal(await maintenanceCommand.run(["off"], world.context), 0);
  assert.match(
    world.output,
    /ends with "XDG_STATE_HOME='\/other x' openclaw-guard maintenance off"\.$/,
  );
});

Deno.test("an emergency stop that checks do not see says so, and stops all the same", async () => {
  using world = installedBy("cron", "/other");
  world.unit = { ActiveState: "inactive", SubState: "dead", MainPID: "0" };
  world.file(`${world.proc}/net/tcp`, "header\n");
  world.file(`${world.proc}/net/tcp6`, "header\n");
  assert.equal(await emergencyStopCommand.run(["--yes"], world.context), 0);
  assert.match(
    world.output,
    /keep their files in \/other\/openclaw-guard.* Run "XDG_STATE_HOME=\/other openclaw-guard emergency-stop" as well/,
  );
  assert.equal(world.table, "A=1\n");
});
