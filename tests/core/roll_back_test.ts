import assert from "node:assert/strict";
import { decide } from "../../lib/core/decide.ts";
import type { Decision } from "../../lib/core/decision.ts";
import type { Memory } from "../../lib/core/memory.ts";
import { DEFAULT_POLICY, type Policy } from "../../lib/core/policy.ts";
import type { ConfigFact, Observation } from "../../lib/core/types.ts";
import {
  at,
  HOUR,
  IDLE,
  MINUTE,
  NO_PROCESS,
  SECOND,
  served,
  sight,
} from "./world.ts";

const AUTO: Policy = { ...DEFAULT_POLICY, rollback: "auto" };

const FACT: ConfigFact = {
  path: "/home/u/.openclaw/openclaw.json",
  id: "broken",
  changedMs: at(-MINUTE).wallMs,
  contended: false,
  untried: false,
  problems: ['gateway: unknown key "prot"'],
  version: "2026.9.6",
  proven: [{ id: "good", version: "2026.9.6" }],
  interrupted: null,
  repair: "openclaw-guard restore-config --yes",
};

function refused(config: Partial<ConfigFact> = {}): Observation {
  return sight({
    unit: {
      activeState: "failed",
      result: "exit-code",
      execMainStatus: 78,
      mainPid: 0,
      invocationId: "failed-start",
    },
    probe: "refused",
    rest: {
      ...NO_PROCESS,
      config: { ...FACT, ...config },
      confirmation: IDLE,
    },
  });
}

function decided(
  config: Partial<ConfigFact> = {},
  memory: Memory = served(),
  policy = AUTO,
): Decision {
  return decide(refused(config), memory, at(0), policy, 0.5);
}

const ROLL_BACK = { kind: "roll-back-config", id: "good", from: "broken" };
const begun = {
  id: "good",
  from: "broken",
  invocationId: "an earlier one",
  tries: 1,
  wallMs: at(-HOUR).wallMs,
};

interface Row {
  readonly when: string;
  readonly config?: Partial<ConfigFact>;
  readonly memory?: Memory;
  readonly policy?: Policy;
  /** Undefined: it rolls back. */
  readonly not?: RegExp | null;
}

const ROWS: readonly Row[] = [
  { when: "all is as it should be" },
  { when: "the file is gone", config: { id: null, changedMs: null } },
  { when: 'the policy is "ask"', policy: DEFAULT_POLICY, not: null },
  {
    when: "the file was changed 29 s ago",
    config: { changedMs: at(-29 * SECOND).wallMs },
    not: /changed 29 s ago.*quiet for 30 s/,
  },
  {
    when: "the file was changed 31 s ago",
    config: { changedMs: at(-31 * SECOND).wallMs },
  },
  {
    when: "the clock was set back by an hour since",
    config: { changedMs: at(HOUR).wallMs },
  },
  {
    when: "nothing is proven",
    config: { proven: [] },
    not: /no config is proven/,
  },
  {
    when: "the file is the newest proven one",
    config: { id: "good" },
    not: /is a proven one/,
  },
  {
    when: "the file is an older proven one",
    config: {
      id: "older",
      proven: [...FACT.proven, { id: "older", version: "2026.9.6" }],
    },
    not: /is a proven one/,
  },
  {
    when: "OpenClaw was updated",
    config: { version: "2026.10.1" },
    not: /proven with OpenClaw 2026\.9\.6, and this is 2026\.10\.1/,
  },
  {
    when: "OpenClaw's version is not known",
    config: { version: null },
    not: /version cannot be told/,
  },
  {
    when: "the version it was proven with is not known",
    config: { proven: [{ id: "good", version: null }] },
    not: /an unknown version/,
  },
  {
    when: "a newer one was proven with another version",
    config: {
      proven: [{ id: "newer", version: "2026.10.1" }, ...FACT.proven],
    },
  },
  {
    when: "it was rolled back to before",
    memory: served({ rollbacks: [begun] }),
    not: /was rolled back to before/,
  },
  {
    when: "another one was rolled back to before",
    memory: served({ rollbacks: [{ ...begun, id: "other" }] }),
  },
  {
    when: "the restarts of this hour are used up",
    memory: served({
      recoveries: Array.from({ length: 6 }, () => ({
        bootMs: at(-10 * MINUTE).bootMs,
        unclean: false,
      })),
    }),
    not: /no rollback before 50 min/,
  },
];

for (const { when, config, memory, policy, not } of ROWS) {
  const does = not === undefined ? "rolls back" : "does not roll back";
  Deno.test(`decide ${does} a refused config when ${when}`, () => {
    const { verdict, actions, why, memory: after } = decided(
      config,
      memory,
      policy,
    );
    assert.equal(verdict, "bad-config");
    assert.match(why, /unknown key "prot".*restore-config --yes" repairs it/);
    if (not !== undefined) {
      assert.deepEqual(actions, []);
      assert.deepEqual(after.rollbacks, memory?.rollbacks ?? []);
      if (not === null) assert.doesNotMatch(why, /roll/);
      else assert.match(why, not);
      return;
    }
    const from = config?.id === undefined ? "broken" : config.id;
    assert.deepEqual(actions, [{ ...ROLL_BACK, from }]);
    assert.equal(after.rollbacks.at(-1)?.id, "good");
    assert.equal(after.rollbacks.at(-1)?.invocationId, "failed-start");
    assert.equal(after.recoveries.length, 1);
  });
}

Deno.test("decide leaves a file alone that was changed after the gateway refused it, and says what tries it", () => {
  const repair = "systemctl --user start openclaw-gateway.service";
  const { verdict, actions, why, memory } = decided(
    { untried: true, problems: [], repair },
  );
  assert.equal(verdict, "bad-config");
  assert.match(why, /changed since and was not tried yet: "systemctl .* tries/);
  assert.match(why, /no rollback: the file was changed after/);
  assert.deepEqual([actions, memory.rollbacks], [[], []]);
});

Deno.test("decide says loudly that it rolls back, and names the keys", () => {
  const { events } = decided();
  const loud = events.find(({ event }) => event === "rollback");
  assert.equal(loud?.level, "error");
  assert.match(
    loud?.sentence ?? "",
    /unknown key "prot".*rolling back to config good/,
  );
});

const UNFINISHED: readonly [when: string, config: Partial<ConfigFact>][] = [
  ["before the file was replaced", {}],
  ["between two files", { id: "mixture", interrupted: "good" }],
  ["after the file was replaced", { id: "good", untried: true }],
];
for (const [when, config] of UNFINISHED) {
  Deno.test(`decide carries on with a rollback that died ${when}, three times at most`, () => {
    let { memory } = decided();
    for (const tries of [2, 3]) {
      const next = decided(config, memory);
      assert.deepEqual(next.actions, [{
        ...ROLL_BACK,
        from: config.id ?? "broken",
      }]);
      assert.equal(next.memory.rollbacks.at(-1)?.tries, tries);
      assert.equal(next.memory.rollbacks.length, 1);
      ({ memory } = next);
    }
    assert.deepEqual(decided(config, memory).actions, []);
  });
}

Deno.test('decide carries on with a rollback under "ask" only if it has changed the files already', () => {
  const { memory } = decided();
  const [untouched, ...changed] = UNFINISHED.map(([, config]) =>
    decided(config, memory, DEFAULT_POLICY).actions.map(({ kind }) => kind)
  );
  assert.deepEqual(untouched, []);
  assert.deepEqual(changed, [["roll-back-config"], ["roll-back-config"]]);
});

Deno.test("decide does not carry on over an edit, a start, or in maintenance", () => {
  const { memory } = decided();
  assert.deepEqual(decided({ id: "edited" }, memory).actions, []);
  const restarted = refused();
  const unit = { ...restarted.unit!, invocationId: "another start" };
  const again = decide({ ...restarted, unit }, memory, at(0), AUTO, 0.5);
  assert.deepEqual(again.actions, []);
  const maintenance = {
    source: "guard",
    untilMs: null,
    reason: null,
    by: null,
  } as const;
  const held = decide({ ...refused(), maintenance }, memory, at(0), AUTO, 0.5);
  assert.deepEqual(held.actions, []);
});

Deno.test("decide carries on with a rollback where systemd starts the gateway again and again, unless the file was changed since", () => {
  const looping = refused();
  const again = (memory: Memory, config: Partial<ConfigFact> = {}) =>
    decide(
      {
        ...looping,
        unit: {
          ...looping.unit!,
          activeState: "activating",
          subState: "auto-restart",
          execMainStatus: 1,
          invocationId: "another start",
        },
        config: { ...FACT, ...config },
      },
      memory,
      at(0),
      AUTO,
      0.5,
    ).actions;
  const { memory } = decided();
  assert.deepEqual(again(served()), [ROLL_BACK]);
  assert.deepEqual(again(memory), [ROLL_BACK]);
  const mixture = { id: "mixture", changedMs: at(SECOND).wallMs };
  assert.deepEqual(again(memory, { ...mixture, interrupted: "good" }), [
    { ...ROLL_BACK, from: "mixture" },
  ]);
  // As "restore-config --undo" leaves it.
  assert.deepEqual(again(memory, { changedMs: at(SECOND).wallMs }), []);
});

Deno.test("decide never goes back twice, not even after a reboot", () => {
  const { memory } = decided();
  const later = { ...at(HOUR), bootId: "boot-2", bootMs: 60_000 };
  const after = decide(
    sight({ probe: "healthy" }),
    memory,
    later,
    AUTO,
    0.5,
  ).memory;
  assert.equal(after.rollbacks.length, 1);
});

Deno.test("decide tells of another mistake in the file at once, of the same one once a day", () => {
  const first = decided({}, served(), DEFAULT_POLICY);
  assert.equal(first.events.length, 1);
  const same = decided({}, first.memory, DEFAULT_POLICY);
  assert.equal(same.events.length, 0);
  const other = decided({ id: "other" }, same.memory, DEFAULT_POLICY);
  assert.equal(other.events.length, 1);
});

Deno.test("a config that cannot be replaced is not rolled back, not even to carry on, and the rest is told", () => {
  const locked = {
    why: "X is a link to Y: it is managed elsewhere",
    next: "Change it there",
    unlock: null,
  };
  for (const memory of [served(), { ...served(), rollbacks: [begun] }]) {
    const { actions, why } = decided({ locked, repair: null }, memory);
    assert.deepEqual(actions, []);
    assert.match(
      why,
      /"prot"; X is a link to Y: .*\. Change it there; no roll/,
    );
    assert.match(why, /no rollback: X is a link to Y/);
    assert.doesNotMatch(why, /repairs it/);
  }
  const asked = decided({ locked, repair: null }, served(), DEFAULT_POLICY);
  assert.doesNotMatch(asked.why, /no rollback/);
});

Deno.test("a rollback that could not be carried out is not said to have been made", () => {
  const failed = { ...begun, tries: 3 };
  const { actions, why } = decided({}, { ...served(), rollbacks: [failed] });
  assert.deepEqual(actions, []);
  assert.match(why, /config good could not be carried out 3 times/);
});
