import assert from "node:assert/strict";
import {
  putGuardLines,
  removeGuardLines,
} from "../../../lib/install/cron/block.ts";
import { failed, ok, World } from "../world.ts";

Deno.test("a table in which anything is left is never removed", async () => {
  for (const before of ["\n", "# mine\n", "MAILTO=me\n", " "]) {
    using world = new World();
    world.table = before;
    await putGuardLines(world.context, world.program);
    await removeGuardLines(world.context);
    assert.equal(world.table?.trimEnd(), before.trimEnd());
    assert.ok(world.calls.every((call) => call[1] !== "-r"));
  }
});

Deno.test("a table somebody writes meanwhile is not removed", async () => {
  using world = new World();
  await putGuardLines(world.context, world.program);
  let reads = 0;
  world.intercept = (program, args) => {
    if (program === "crontab" && args[0] === "-l" && ++reads === 2) {
      world.table = "1 * * * * /theirs\n";
    }
    return undefined;
  };
  await assert.rejects(
    removeGuardLines(world.context),
    /changed by somebody else just now/,
  );
  assert.equal(world.table, "1 * * * * /theirs\n");
});

Deno.test("a table somebody installs right after the removal stays theirs", async () => {
  using world = new World();
  await putGuardLines(world.context, world.program);
  let removed = false;
  world.intercept = (program, args) => {
    if (program !== "crontab") return undefined;
    if (removed && args[0] === "-l") world.table = "1 * * * * /theirs\n";
    removed ||= args[0] === "-r";
    return undefined;
  };
  const { changed } = await removeGuardLines(world.context);
  assert.ok(changed);
  assert.equal(world.table, "1 * * * * /theirs\n");
});

Deno.test("a table that cannot be removed is emptied only if it is still the same", async () => {
  using world = new World();
  await putGuardLines(world.context, world.program);
  world.intercept = (program, args) => {
    if (program !== "crontab" || args[0] !== "-r") return undefined;
    world.table = "1 * * * * /theirs\n";
    return failed("no -r\n");
  };
  await assert.rejects(
    removeGuardLines(world.context),
    /changed by somebody else just now/,
  );
  assert.equal(world.table, "1 * * * * /theirs\n");
});

Deno.test("where crontab -r succeeds without removing anything, the table is emptied", async () => {
  using world = new World();
  await putGuardLines(world.context, world.program);
  world.intercept = (program, args) =>
    program === "crontab" && args[0] === "-r" ? ok("") : undefined;
  await removeGuardLines(world.context);
  assert.equal(world.table, "");
});

Deno.test("where crontab cannot remove a table it is emptied", async () => {
  using world = new World();
  await putGuardLines(world.context, world.program);
  world.intercept = (program, args) =>
    program === "crontab" && args[0] === "-r" ? failed("no -r\n") : undefined;
  await removeGuardLines(world.context);
  assert.equal(world.table, "");
});
