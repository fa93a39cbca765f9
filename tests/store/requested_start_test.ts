import assert from "node:assert/strict";
import { freshMemory } from "../../lib/core/memory.ts";
import { fileStamp } from "../../lib/store/file_stamp.ts";
import { profilePaths } from "../../lib/store/paths.ts";
import { peekState, writeState } from "../../lib/store/state.ts";
import {
  rememberWishedStart,
  startAsWished,
} from "../../lib/store/requested_start.ts";
import { fakeContext } from "../fake_context.ts";
import { withFailure } from "./failing_disk.ts";

function world() {
  const context = fakeContext({ home: Deno.makeTempDirSync() });
  const { dir, state } = profilePaths(context, "default");
  const now = context.clock.now();
  return {
    context,
    dir,
    state,
    /** A check has been made. */
    looked() {
      Deno.mkdirSync(dir, { recursive: true });
      const lastTick = { wallMs: now.wallMs, bootMs: now.bootMs };
      writeState(state, { ...freshMemory(now), verdict: "healthy", lastTick });
    },
    read: () => peekState(state, now),
  };
}

Deno.test("a wished start is remembered, and the next check is not a quiet one", async () => {
  const { context, looked, read, state } = world();
  looked();
  const before = fileStamp(state);
  await rememberWishedStart(context, "default", "resume");
  assert.deepEqual(read().memory.wishedStart, {
    command: "resume",
    bootMs: context.clock.now().bootMs,
  });
  assert.equal(read().memory.verdict, "healthy");
  assert.notEqual(fileStamp(state), before, "terms for quiet ones hold");
});

Deno.test("a start that could not be asked for is no wished one any more", async () => {
  const { context, looked, read } = world();
  looked();
  let meanwhile: string | undefined;
  const start = (error: Error | null, asked = true) =>
    startAsWished(context, "default", "restore-config", () => {
      meanwhile = read().memory.wishedStart?.command;
      return error === null ? Promise.resolve(asked) : Promise.reject(error);
    });
  await assert.rejects(start(new Error("no bus")), /no bus/);
  assert.equal(meanwhile, "restore-config");
  assert.equal(read().memory.wishedStart, null);
  assert.equal(await start(null, false), false);
  assert.equal(read().memory.wishedStart, null);
  await start(null);
  assert.equal(read().memory.wishedStart?.command, "restore-config");
});

Deno.test("a guard that has never looked gets no files of a wished start", async () => {
  const { context, dir } = world();
  await rememberWishedStart(context, "default", "resume");
  assert.throws(() => Deno.statSync(dir), Deno.errors.NotFound);
});

Deno.test("a full disk keeps nobody from starting the gateway, and the old state stays", async () => {
  for (let at = 0;; at++) {
    const { context, looked, state } = world();
    looked();
    const before = Deno.readTextFileSync(state);
    const { calls, error } = await withFailure(
      "full disk",
      at,
      () => rememberWishedStart(context, "default", "resume"),
    );
    assert.equal(error, null, `call ${at}`);
    if (at >= calls) {
      assert.ok(at > 2, "nothing was written");
      return;
    }
    const after = Deno.readTextFileSync(state);
    assert.ok(after === before || after.includes('"wishedStart":{'), after);
  }
});
