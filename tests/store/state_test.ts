import assert from "node:assert/strict";
import { freshMemory, NO_RESTARTS } from "../../lib/core/memory.ts";
import { messagesIn, say } from "../../lib/base/say.ts";
import {
  parseState,
  peekState,
  readState,
  writeState,
} from "../../lib/store/state.ts";
import { at, served } from "../core/world.ts";

const MEMORY = served({
  recoveries: [{ bootMs: 5, unclean: true }],
  noticesWallMs: { "bad-config": 7 },
  incident: {
    openedWallMs: 1,
    openedBootMs: 2,
    verdict: "hung",
    reason: "http",
    goodTicks: 1,
  },
});
const READ = { memory: MEMORY, problem: null };

function withFile(test: (path: string, dir: string) => void): void {
  const dir = Deno.makeTempDirSync();
  try {
    test(`${dir}/state.json`, dir);
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
}

Deno.test("readState() gives back what writeState() wrote, readable by the owner only", () => {
  withFile((path) => {
    writeState(path, MEMORY);
    assert.deepEqual(readState(path, at(0)), READ);
    assert.equal((Deno.statSync(path).mode ?? 0) & 0o777, 0o600);
  });
});

Deno.test("writeState() writes at most 2 KiB for a state with everything in it", () => {
  withFile((path) => {
    writeState(path, MEMORY);
    assert.ok(Deno.statSync(path).size < 2048);
  });
});

Deno.test("a state keeps how its sentence was made, from check to check", () => {
  withFile((path) => {
    const why = say`no answer within ${83} s`;
    writeState(path, { ...MEMORY, why });
    const said = [["no answer within {0} s", "83"]];
    assert.deepEqual(JSON.parse(Deno.readTextFileSync(path)).said, said);
    assert.deepEqual(readState(path, at(0)).memory, { ...MEMORY, why });
    // As another process wrote it.
    const text = Deno.readTextFileSync(path).replaceAll("83", "84");
    const memory = parseState(text);
    assert.equal(memory?.why, "no answer within 84 s");
    assert.deepEqual(messagesIn(memory), {
      said: [["no answer within {0} s", "84"]],
    });
  });
});

Deno.test("readState() starts afresh without a file", () => {
  withFile((path) => {
    const state = readState(path, at(0));
    assert.deepEqual(state.memory, freshMemory(at(0)));
    assert.equal(state.problem, null);
  });
});

const good = JSON.stringify({ schema: 1, memory: MEMORY });
const UNREADABLE: readonly [string, string][] = [
  ["empty", ""],
  ["cut in half", good.slice(0, good.length / 2)],
  ["not JSON", "fail=3:last=1700000000"],
  ["of a newer schema", good.replace('"schema":1', '"schema":2')],
  [
    "with a text for a number",
    good.replace('"openedBootMs":2', '"openedBootMs":"2"'),
  ],
  [
    "with a number out of range",
    good.replace('"openedBootMs":2', '"openedBootMs":1e400'),
  ],
  [
    "with a negative time",
    good.replace('"openedBootMs":2', '"openedBootMs":-2'),
  ],
  ["an array", "[]"],
  ["nested deeply", "[".repeat(100_000)],
  ["of 300 KiB", `"${"x".repeat(300 * 1024)}"`],
];
/** It is JSON, and how often the guard acted is in it. */
function hasLimits(text: string): boolean {
  try {
    return "memory" in JSON.parse(text);
  } catch {
    return false;
  }
}
for (const [what, text] of UNREADABLE) {
  Deno.test(`readState() sets a state file aside that is ${what}, and loses nothing`, () => {
    withFile((path, dir) => {
      Deno.writeTextFileSync(path, text);
      const state = readState(path, at(0));
      const recoveries = hasLimits(text) ? MEMORY.recoveries : [];
      assert.deepEqual(state.memory, { ...freshMemory(at(0)), recoveries });
      const [aside, ...others] = [...Deno.readDirSync(dir)];
      assert.equal(Deno.readTextFileSync(`${dir}/${aside?.name}`), text);
      assert.deepEqual(others, []);
      assert.match(state.problem ?? "", new RegExp(aside?.name ?? "^$"));
    });
  });
}

Deno.test("an older version keeps the limits of a state that a newer one wrote", () => {
  const rollbacks = [{
    ...{ id: "a", from: null, invocationId: "i", tries: 1, wallMs: 5 },
    reason: "what this version does not know",
  }];
  const memory = { ...MEMORY, verdict: "a new one", rollbacks };
  withFile((path) => {
    Deno.writeTextFileSync(path, JSON.stringify({ schema: 2, memory }));
    const { recoveries, rollbacks: kept } = readState(path, at(0)).memory;
    assert.deepEqual(recoveries, MEMORY.recoveries);
    assert.equal(kept[0]?.id, "a");
    const other = { ...memory, bootId: "boot-0", rollbacks: [{ id: 1 }] };
    Deno.writeTextFileSync(path, JSON.stringify({ memory: other }));
    assert.deepEqual(readState(path, at(0)).memory, freshMemory(at(0)));
  });
});

Deno.test("a state from before restarts were counted begins to count", () => {
  const { restarts: _none, ...memory } = MEMORY;
  const state = parseState(JSON.stringify({ schema: 1, memory }));
  assert.deepEqual(state?.restarts, NO_RESTARTS);
});

Deno.test("what a newer version added to the state does not hinder an older one", () => {
  withFile((path) => {
    const memory = { ...MEMORY, added: 1 };
    Deno.writeTextFileSync(
      path,
      JSON.stringify({ schema: 1, memory, more: [] }),
    );
    assert.deepEqual(readState(path, at(0)), READ);
  });
});

Deno.test("readState() sets aside what is no file, without waiting for it", () => {
  const kinds: readonly [string, (path: string) => void][] = [
    ["a folder", (path) => Deno.mkdirSync(path)],
    ["a pipe", (path) => {
      new Deno.Command("mkfifo", { args: [path] }).outputSync();
    }],
    ["a device", (path) => Deno.symlinkSync("/dev/zero", path)],
  ];
  for (const [what, make] of kinds) {
    withFile((path, dir) => {
      make(path);
      assert.deepEqual(peekState(path, at(0)).memory, freshMemory(at(0)), what);
      const state = readState(path, at(0));
      assert.deepEqual(state.memory, freshMemory(at(0)));
      assert.match(state.problem ?? "", /not a plain file.*state\.json\.bad-/);
      writeState(path, MEMORY);
      assert.deepEqual(readState(path, at(0)), READ);
      assert.equal([...Deno.readDirSync(dir)].length, 2);
    });
  }
});

Deno.test("readState() starts afresh and says so where nothing can be put aside", () => {
  const state = readState("/proc/self/oom_score", at(0));
  assert.deepEqual(state.memory, freshMemory(at(0)));
  assert.match(state.problem ?? "", /could not be put aside/);
});

Deno.test("states go from a version that kept the address in them to this one, and back", () => {
  withFile((path) => {
    const state = { schema: 1, memory: MEMORY, snapshot: { port: 18789 } };
    const quiet = { settings: null, config: "1-2-3-4" };
    Deno.writeTextFileSync(path, JSON.stringify({ ...state, quiet }));
    assert.deepEqual(readState(path, at(0)), READ);
    writeState(path, MEMORY);
    const { snapshot, quiet: terms } = JSON.parse(
      Deno.readTextFileSync(path),
    );
    assert.equal(snapshot, null, "it must be there");
    assert.equal(terms, undefined, "its next check is a full one");
  });
});

Deno.test("peekState() leaves an unreadable file where it is", () => {
  withFile((path, dir) => {
    Deno.writeTextFileSync(path, "{");
    assert.deepEqual(peekState(path, at(0)).memory, freshMemory(at(0)));
    assert.deepEqual([...Deno.readDirSync(dir)].map((e) => e.name), [
      "state.json",
    ]);
  });
});

Deno.test("parseState() refuses a state whose verdict no version knows", () => {
  assert.equal(parseState(good.replace('"hung"', '"sulking"')), null);
});

Deno.test("a state of a version that did not know when it was last alive, or of wished starts, is read", () => {
  const { lastAliveBootMs: _a, wishedStart: _w, ...memory } = MEMORY;
  const text = JSON.stringify({ schema: 1, memory });
  assert.deepEqual(parseState(text), MEMORY);
  const wished = { command: "resume", bootMs: 5 };
  const newer = { ...MEMORY, wishedStart: wished, lastAliveBootMs: 6 };
  const kept = parseState(
    JSON.stringify({ schema: 1, memory: newer }),
  );
  assert.deepEqual(kept?.wishedStart, wished);
  assert.equal(kept?.lastAliveBootMs, 6);
});
