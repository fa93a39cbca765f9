import assert from "node:assert/strict";
import { resumeCommand } from "../../../lib/commands/emergency_stop/resume.ts";
import { freshMemory } from "../../../lib/core/memory.ts";
import { writeReceipt } from "../../../lib/install/receipt.ts";
import {
  hasEmergencyStop,
  writeEmergencyStop,
} from "../../../lib/store/emergency_stop.ts";
import { writeOwnSwitch } from "../../../lib/store/maintenance.ts";
import { profilePaths } from "../../../lib/store/paths.ts";
import { peekState, writeState } from "../../../lib/store/state.ts";
import { World } from "../../install/world.ts";

/** As after `install --scheduler none`. */
function install(world: World, ...others: string[]) {
  writeReceipt(world.context, {
    schema: 1,
    program: world.program,
    profiles: ["default", ...others],
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

/** A rescue of this profile was interrupted after it had stopped the gateway. */
function interrupted(world: World, profile: string) {
  const { dir, state } = profilePaths(world.context, profile);
  const now = world.context.clock.now();
  Deno.mkdirSync(dir, { recursive: true, mode: 0o700 });
  writeState(state, {
    ...freshMemory(now),
    rescue: {
      ...{ kind: "force-clean", step: "unit-stopped", attempt: 4 },
      startedBootMs: now.bootMs,
      incarnation: null,
      invocationId: "",
    },
  });
}

function remembersRescue({ context }: World, profile: string): boolean {
  const { state } = profilePaths(context, profile);
  return peekState(state, context.clock.now()).memory.rescue !== null;
}

Deno.test("resume --no-start forgets the rescue that an emergency stop interrupted, and no other", async () => {
  using world = new World();
  install(world, "work");
  interrupted(world, "default");
  interrupted(world, "work");
  writeEmergencyStop(world.context, "default");
  assert.equal((await resume(world)).code, 0);
  assert.equal(hasEmergencyStop(world.context, "default"), false);
  assert.equal(remembersRescue(world, "default"), false);
  // The guard itself has stopped that gateway, and is to start it again.
  assert.equal(remembersRescue(world, "work"), true);
});

Deno.test("where a rescue cannot be forgotten, the emergency stop goes on, and no other does for it", async () => {
  using world = new World();
  install(world, "work");
  writeEmergencyStop(world.context, "default");
  writeEmergencyStop(world.context, "work");
  Deno.mkdirSync(profilePaths(world.context, "default").lock);
  const { code, output } = await resume(world);
  assert.equal(code, 2);
  assert.match(output, /^default: the emergency stop goes on: /m);
  assert.doesNotMatch(output, /^work: /m);
  assert.equal(hasEmergencyStop(world.context, "default"), true);
  assert.equal(hasEmergencyStop(world.context, "work"), false);
});

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
