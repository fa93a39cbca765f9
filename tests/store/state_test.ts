import assert from "node:assert/strict";
import { freshMemory, NO_RESTARTS } from "../../lib/core/memory.ts";
import {
  parseState,
  peekState,
  readState,
  type State,
  writeState,
} from "../../lib/store/state.ts";
import { at, served } from "../core/world.ts";

const STATE: State = {
  memory: served({
    recoveries: [{ bootMs: 5, unclean: true }],
    noticesWallMs: { "bad-config": 7 },
    incident: {
      openedWallMs: 1,
      openedBootMs: 2,
      verdict: "hung",
      reason: "http",
      goodTicks: 1,
    },
  }),
  snapshot: {
    takenBootMs: 3,
    host: "127.0.0.1",
    alternateHost: null,
    port: 18789,
    tls: false,
    certPath: null,
    configPath: "/home/u/.openclaw/openclaw.json",
    stateDir: "/home/u/.openclaw",
    version: "2026.9.6",
    startedWallMs: 4,
  },
  quiet: { settings: null, config: "1-2-3-4" },
};

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
    writeState(path, STATE);
    assert.deepEqual(readState(path, at(0)), { ...STATE, problem: null });
    assert.equal((Deno.statSync(path).mode ?? 0) & 0o777, 0o600);
  });
});

Deno.test("writeState() writes at most 2 KiB for a state with everything in it", () => {
  withFile((path) => {
    writeState(path, STATE);
    assert.ok(Deno.statSync(path).size < 2048);
  });
});

Deno.test("readState() starts afresh without a file", () => {
  withFile((path) => {
    const state = readState(path, at(0));
    assert.deepEqual(state.memory, freshMemory(at(0)));
    assert.equal(state.problem, null);
  });
});

const good = JSON.stringify({ schema: 1, ...STATE });
const UNREADABLE: readonly [string, string][] = [
  ["empty", ""],
  ["cut in half", good.slice(0, good.length / 2)],
  ["not JSON", "fail=3:last=1700000000"],
  ["of a newer schema", good.replace('"schema":1', '"schema":2')],
  ["with a text for a number", good.replace('"port":18789', '"port":"18789"')],
  [
    "with a number out of range",
    good.replace('"port":18789', '"port":1e400'),
  ],
  ["with a negative time", good.replace('"takenBootMs":3', '"takenBootMs":-3')],
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
      const recoveries = hasLimits(text) ? STATE.memory.recoveries : [];
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
  const memory = { ...STATE.memory, verdict: "a new one", rollbacks };
  withFile((path) => {
    Deno.writeTextFileSync(path, JSON.stringify({ schema: 2, memory }));
    const { recoveries, rollbacks: kept } = readState(path, at(0)).memory;
    assert.deepEqual(recoveries, STATE.memory.recoveries);
    assert.equal(kept[0]?.id, "a");
    const other = { ...memory, bootId: "boot-0", rollbacks: [{ id: 1 }] };
    Deno.writeTextFileSync(path, JSON.stringify({ memory: other }));
    assert.deepEqual(readState(path, at(0)).memory, freshMemory(at(0)));
  });
});

Deno.test("a state from before restarts were counted begins to count", () => {
  const { restarts: _none, ...memory } = STATE.memory;
  const state = parseState(JSON.stringify({ schema: 1, ...STATE, memory }));
  assert.deepEqual(state?.memory.restarts, NO_RESTARTS);
});

Deno.test("what a newer version added to the state does not hinder an older one", () => {
  withFile((path) => {
    const memory = { ...STATE.memory, added: 1 };
    Deno.writeTextFileSync(
      path,
      JSON.stringify({ schema: 1, ...STATE, memory, more: [] }),
    );
    assert.deepEqual(readState(path, at(0)), { ...STATE, problem: null });
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
      writeState(path, STATE);
      assert.deepEqual(readState(path, at(0)), { ...STATE, problem: null });
      assert.equal([...Deno.readDirSync(dir)].length, 2);
    });
  }
});

Deno.test("readState() starts afresh and says so where nothing can be put aside", () => {
  const state = readState("/proc/self/oom_score", at(0));
  assert.deepEqual(state.memory, freshMemory(at(0)));
  assert.match(state.problem ?? "", /could not be put aside/);
});

Deno.test("a state written while the clock stood at 1970 is read again", () => {
  withFile((path) => {
    const snapshot = STATE.snapshot === null
      ? null
      : { ...STATE.snapshot, startedWallMs: -5000 };
    writeState(path, { ...STATE, snapshot });
    assert.equal(readState(path, at(0)).snapshot?.startedWallMs, -5000);
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
  const { lastAliveBootMs: _a, wishedStart: _w, ...memory } = STATE.memory;
  const text = JSON.stringify({ schema: 1, ...STATE, memory });
  assert.deepEqual(parseState(text), STATE);
  const wished = { command: "resume", bootMs: 5 };
  const newer = { ...STATE.memory, wishedStart: wished, lastAliveBootMs: 6 };
  const kept = parseState(
    JSON.stringify({ schema: 1, ...STATE, memory: newer }),
  );
  assert.deepEqual(kept?.memory.wishedStart, wished);
  assert.equal(kept?.memory.lastAliveBootMs, 6);
});
