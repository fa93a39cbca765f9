import assert from "node:assert/strict";
import { resumeCommand } from "../../../lib/commands/emergency_stop/resume.ts";
import { writeReceipt } from "../../../lib/install/receipt.ts";
import { writeOwnSwitch } from "../../../lib/store/maintenance.ts";
import { World } from "../../install/world.ts";

/** As after `install --scheduler none`. */
function install(world: World) {
  writeReceipt(world.context, {
    schema: 1,
    program: world.program,
    profiles: ["default"],
    version: "1.0.0",
    installedAt: "2026-11-23T01:00:00Z",
    scheduler: "none",
  });
}

/** What `resume --no-start` with these further words gives back and says. */
async function resume(world: World, ...args: string[]) {
  world.lines.length = 0;
  const code = await resumeCommand.run(
    ["--no-start", ...args],
    world.context,
  );
  return { code, output: world.output };
}

Deno.test("resume where the guard is not installed says that nothing starts it, and ends with 2", async () => {
  using world = new World();
  const { code, output } = await resume(world);
  assert.equal(code, 2);
  assert.match(output, /^guard: nothing starts it, it is not installed; /m);
  assert.doesNotMatch(output, /crontab/);
});

Deno.test("resume for a profile that is not watched says so and ends with 2", async () => {
  using world = new World();
  install(world);
  assert.equal((await resume(world)).code, 0);
  const { code, output } = await resume(world, "--profile", "work");
  assert.equal(code, 2);
  assert.match(output, /does not watch profile work; .* --profile work"/);
});

Deno.test("resume tells of maintenance that is still on, and what ends it", async () => {
  using world = new World();
  install(world);
  assert.doesNotMatch((await resume(world)).output, /maintenance/);
  const { wallMs } = world.context.clock.now();
  writeOwnSwitch(world.context, "default", {
    sinceMs: wallMs,
    untilMs: wallMs + 60_000,
    reason: null,
    by: "ann",
  });
  assert.match(
    (await resume(world)).output,
    /^default: maintenance is still on until \d\d:\d\d:\d\d; "openclaw-guard maintenance off" ends it now$/m,
  );
});
