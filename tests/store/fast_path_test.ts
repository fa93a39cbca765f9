import assert from "node:assert/strict";
import {
  addFastTick,
  type FastTick,
  fastTicksPath,
  lastFastTick,
  MAX_FAST_TICKS_BYTES,
  readFastTicks,
} from "../../lib/store/fast_path.ts";

function withFolder(test: (statePath: string) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    test(`${folder}/state.json`);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

const add = (state: string, fullBootMs: number, tick: FastTick) =>
  addFastTick(state, fullBootMs, tick, 1.25);

const last = (state: string, fullBootMs: number) =>
  lastFastTick(readFastTicks(state) ?? "", fullBootMs);

Deno.test("the last quiet check is read back, for its own full check only", () => {
  withFolder((state) => {
    assert.equal(last(state, 1000), null);
    add(state, 1000, { wallMs: 1e12, bootMs: 31_000 });
    add(state, 1000, { wallMs: 1e12 + 30_000, bootMs: 61_000 });
    assert.deepEqual(last(state, 1000), {
      wallMs: 1e12 + 30_000,
      bootMs: 61_000,
    });
    assert.equal(last(state, 900), null, "of another full check");
  });
});

Deno.test("a file of quiet checks that no full one puts away needs a full one before it is too long to be read", () => {
  withFolder((state) => {
    let count = 0;
    while (readFastTicks(state) !== null) {
      const tick = {
        wallMs: 1e12 + 999 + ++count * 1000,
        bootMs: 1e10 + 999 + count * 1000,
      };
      add(state, 1e10, tick);
      assert.ok(count < 1000, "it is not bounded");
    }
    assert.ok(count > 60, `only ${count} checks fit in`);
    const { size } = Deno.statSync(fastTicksPath(state));
    assert.ok(size < MAX_FAST_TICKS_BYTES - 200, `${size} bytes`);
  });
});

Deno.test("a line cut short costs only its own check", () => {
  withFolder((state) => {
    add(state, 1000, { wallMs: 1e12, bootMs: 31_000 });
    const { size } = Deno.statSync(fastTicksPath(state));
    Deno.truncateSync(fastTicksPath(state), size - 9);
    assert.equal(last(state, 1000), null);
    const tick = { wallMs: 1e12 + 60_000, bootMs: 91_000 };
    add(state, 1000, tick);
    assert.deepEqual(last(state, 1000), tick);
  });
});

for (
  const line of [
    "",
    "{",
    "null",
    "[]",
    "[1000]",
    "[1000,1,2000]",
    "[1000,1,999,3]",
    "[999,1,2000,3]",
    "[1000,-1,2000,3]",
    '[1000,"1",2000,3]',
    "[1000,1,null,3]",
    "[[1000],[1],[2000],[3]]",
    // As an earlier version wrote it.
    '{"after":1000,"wallMs":1,"bootMs":2000}',
  ]
) {
  Deno.test(`the line ${JSON.stringify(line)} counts as no quiet check`, () => {
    assert.equal(lastFastTick(`\n${line}`, 1000), null);
  });
}
