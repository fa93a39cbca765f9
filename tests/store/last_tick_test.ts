import assert from "node:assert/strict";
import {
  lastTickPath,
  readLastTick,
  writeLastTick,
} from "../../lib/store/last_tick.ts";

function withFolder(test: (statePath: string) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    test(`${folder}/state.json`);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("the last quiet check is read back, for its own full check only", () => {
  withFolder((state) => {
    assert.equal(readLastTick(state, 1000), null);
    writeLastTick(state, 1000, { wallMs: 1e12, bootMs: 31_000 });
    assert.deepEqual(readLastTick(state, 1000), {
      wallMs: 1e12,
      bootMs: 31_000,
    });
    assert.equal(readLastTick(state, 900), null, "of another full check");
  });
});

Deno.test("what cannot be a last quiet check counts as none", () => {
  const texts = [
    "",
    "{",
    "null",
    "[]",
    '{"after":1000}',
    '{"after":1000,"wallMs":1,"bootMs":999}',
    '{"after":1000,"wallMs":-1,"bootMs":2000}',
    '{"after":1000,"wallMs":"1","bootMs":2000}',
    '{"after":1000,"wallMs":1,"bootMs":null}',
  ];
  withFolder((state) => {
    for (const text of texts) {
      Deno.writeTextFileSync(lastTickPath(state), text);
      assert.equal(readLastTick(state, 1000), null, text);
    }
  });
});
