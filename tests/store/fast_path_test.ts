import assert from "node:assert/strict";
import {
  addFastTick,
  type FastTick,
  fastTicksPath,
  lastFastTick,
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
  addFastTick(state, readFastTicks(state) ?? "", fullBootMs, tick);

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

Deno.test("the file of quiet checks stays small over a day of them", () => {
  withFolder((state) => {
    for (let count = 1; count <= 2880; count++) {
      const tick = { wallMs: 1e12 + count * 30_000, bootMs: count * 30_000 };
      add(state, 1000, tick);
      assert.deepEqual(last(state, 1000), tick);
      assert.ok(Deno.statSync(fastTicksPath(state)).size <= 1080);
    }
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
    '{"after":1000}',
    '{"after":1000,"wallMs":1,"bootMs":999}',
    '{"after":1000,"wallMs":-1,"bootMs":2000}',
    '{"after":1000,"wallMs":"1","bootMs":2000}',
    '{"after":1000,"wallMs":1,"bootMs":null}',
  ]
) {
  Deno.test(`the line ${JSON.stringify(line)} counts as no quiet check`, () => {
    assert.equal(lastFastTick(`\n${line}`, 1000), null);
  });
}
