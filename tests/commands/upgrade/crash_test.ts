import assert from "node:assert/strict";
import { withFailure } from "../../store/failing_disk.ts";
import { UpgradeWorld } from "./world.ts";

/** More calls than any of these makes. */
const MANY = 200;

for (const how of ["killed", "full disk"] as const) {
  Deno.test(`upgrade that is ${how} at any moment leaves a whole program, and the next one works`, async () => {
    let ended = 0;
    for (let at = 0; at < MANY; at++) {
      using world = new UpgradeWorld();
      const base = await world.release("1.1.0");
      const args = ["--yes", "--base-url", base];
      const { error, calls } = await withFailure(
        how,
        at,
        () => world.upgrade(args),
      );
      const version = world.versionOf(world.program);
      const where = `${how} at ${at}: ${error}`;
      assert.ok(["1.0.0", "1.1.0"].includes(version), where);
      const kept = world.versionOf(world.previous);
      // The old program is never lost.
      if (version === "1.1.0") assert.equal(kept, "1.0.0", where);
      else assert.ok(["", "1.0.0"].includes(kept), where);
      world.version = version;
      await world.upgrade(args);
      assert.equal(world.versionOf(world.program), "1.1.0", where);
      const hidden = world.placed.filter((name) => name.startsWith("."));
      if (version === "1.0.0") assert.deepEqual(hidden, [], where);
      if (error === null && at >= calls) break;
      ended++;
    }
    assert.ok(ended > 8, `${ended}`);
    assert.ok(ended < MANY);
  });

  Deno.test(`rollback that is ${how} at any moment leaves a whole program`, async () => {
    let ended = 0;
    for (let at = 0; at < MANY; at++) {
      using world = new UpgradeWorld();
      const base = await world.release("1.1.0");
      await world.upgrade(["--yes", "--base-url", base]);
      world.version = "1.1.0";
      const { error, calls } = await withFailure(
        how,
        at,
        () => world.upgrade(["--rollback", "--yes"]),
      );
      const version = world.versionOf(world.program);
      const where = `${how} at ${at}: ${error}`;
      assert.ok(["1.0.0", "1.1.0"].includes(version), where);
      assert.equal(
        ["1.0.0", "1.1.0"].includes(world.versionOf(world.previous)),
        true,
        where,
      );
      world.version = version;
      await world.upgrade(["--yes", "--base-url", base]);
      assert.equal(world.versionOf(world.program), "1.1.0", where);
      if (error === null && at >= calls) break;
      ended++;
    }
    assert.ok(ended > 4, `${ended}`);
    assert.ok(ended < MANY);
  });
}
