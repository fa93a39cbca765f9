import assert from "node:assert/strict";
import type { GuardEvent } from "../../lib/core/decision.ts";
import { freshMemory, type Memory } from "../../lib/core/memory.ts";
import { freshRoll, type Mark } from "../../lib/core/roll.ts";
import { foldDays, rollAtEnd } from "../../lib/guard/remember_days.ts";
import type { Tick } from "../../lib/guard/tick_tools.ts";
import type { Look } from "../../lib/probe/observe.ts";
import { profilePaths, stateRoot } from "../../lib/store/paths.ts";
import { peekState, writeState } from "../../lib/store/state.ts";
import { fakeClock, fakeContext } from "../fake_context.ts";
import { withFailure } from "../store/failing_disk.ts";

/** A mark of a check in which all happened that can. */
function fullMark(at: number): Mark {
  return {
    at,
    ms: 119_999.99999999999,
    kind: "outage",
    verdict: "foreign-listener",
    probe: 12_345.6,
    incident: "stuck",
    done: ["roll-back-config stuck", "force-clean stuck", "restart stuck"],
    starts: { guard: 1, systemd: 12, person: 1, openclaw: 1 },
    rollback: true,
  };
}

/** A memory with so many marks of half a minute each. */
async function withMarks(
  count: number,
  test: (
    tick: Tick,
    memory: Memory,
    told: GuardEvent[],
  ) => void | Promise<void>,
): Promise<void> {
  const home = Deno.makeTempDirSync();
  const clock = fakeClock();
  const context = fakeContext({ home, clock });
  const now = clock.now();
  const told: GuardEvent[] = [];
  const marks = Array.from(
    { length: count },
    (_, index) => fullMark(now.wallMs - (count - 1 - index) * 30_000),
  );
  try {
    Deno.mkdirSync(stateRoot(context), { recursive: true });
    const tick = {
      context,
      profile: "default",
      record: (event: GuardEvent) => void told.push(event),
    } as unknown as Tick;
    const roll = { ...freshRoll(now), first: 7, marks };
    await test(tick, { ...freshMemory(now), roll }, told);
  } finally {
    Deno.removeSync(home, { recursive: true });
  }
}

Deno.test("what cannot be put into the rollups for long never makes a state that cannot be read", async () => {
  await withMarks(3000, ({ context, profile }, memory) => {
    const now = context.clock.now();
    const look = {
      observation: { probe: null, unit: null },
    } as unknown as Look;
    const roll = rollAtEnd(memory.roll ?? freshRoll(now), look, [], {
      ...{ before: memory, memory, rule: null, began: now, ended: now },
    });
    assert.equal(
      roll.first + roll.marks.length,
      7 + 3001,
      "none has the number of another",
    );
    const { state } = profilePaths(context, profile);
    writeState(state, { ...memory, roll });
    const read = peekState(state, now);
    assert.equal(read.problem, null);
    assert.equal(read.memory.roll?.marks.length, roll.marks.length);
  });
});

Deno.test("rollups that cannot be written are told once a day, and what they lack is kept", async () => {
  await withMarks(240, async (tick, memory, told) => {
    const failing = (known: Memory) => {
      let saved: Memory | null = null;
      return withFailure("full disk", 0, async () => {
        saved = await foldDays(tick, memory, known);
      }).then(({ error }) => {
        assert.equal(error, null);
        return saved;
      });
    };
    const noticed: Memory = await failing(memory) ?? memory;
    assert.equal(noticed.roll?.marks.length, 240);
    assert.equal(await failing(noticed), null);
    assert.match(told[0]?.sentence ?? "", /^cannot write the memory of days: /);
    assert.equal(told.length, 1);
    const folded = await foldDays(tick, memory, noticed);
    assert.deepEqual(folded?.roll?.marks, []);
    assert.equal(folded?.roll?.first, 247);
  });
});
