import assert from "node:assert/strict";
import { statusExitCode } from "../../lib/cli/exit_code.ts";
import { type GuardLiveness, livenessOf } from "../../lib/guard/liveness.ts";
import { freshMemory, type Memory } from "../../lib/core/memory.ts";
import type { HistoryEvent } from "../../lib/store/history.ts";
import type { Unwritable } from "../../lib/store/unwritable.ts";
import { at, HOUR, MINUTE, SECOND } from "../core/world.ts";

const NOW = at(HOUR);

/** The guard looked so long ago and found the gateway hung. */
function looked(agoMs: number, changes: Partial<Memory> = {}): Memory {
  const { wallMs, bootMs } = at(HOUR - agoMs);
  return {
    ...freshMemory(NOW),
    lastTick: { wallMs, bootMs },
    verdict: "hung",
    reason: "http",
    ...changes,
  };
}

const EVENTS: HistoryEvent[] = [
  { event: "healthy", verdict: "healthy", agoMs: 9 * MINUTE },
  { event: "emergency-stop", verdict: null, agoMs: 8 * MINUTE },
].map(({ event, verdict, agoMs }) => ({
  at: new Date(at(HOUR - agoMs).wallMs).toISOString(),
  ...{ event, verdict, reason: null, sentence: "", facts: {} },
}));

const resumed = (agoMs: number): HistoryEvent => ({
  at: new Date(at(HOUR - agoMs).wallMs).toISOString(),
  ...{ event: "resume", verdict: null, reason: null, sentence: "", facts: {} },
});

const INSTALLED = { installed: true, installedAtMs: at(0).wallMs };
const NOT_INSTALLED = { installed: false, installedAtMs: null };

interface Case {
  readonly what: string;
  readonly memory?: Memory;
  readonly problem?: string;
  readonly receipt?: Parameters<typeof livenessOf>[1];
  readonly emergencyStop?: boolean;
  readonly events?: readonly HistoryEvent[];
  readonly bootMs?: number;
  readonly holderAgeMs?: number;
  readonly unwritable?: Unwritable;
  readonly expected: Partial<GuardLiveness>;
}

const hung = (agoMs: number) => ({
  wallMs: at(HOUR - agoMs).wallMs,
  verdict: "hung",
  reason: "http",
});

const UNWRITABLE: Unwritable = {
  ...{ path: "/state", why: "it belongs to uid 0", mends: true },
  command: "sudo chown -R 1000 /state",
};

const CASES: readonly Case[] = [
  {
    what: "a check half a minute ago",
    memory: looked(30 * SECOND),
    expected: { checking: true, lastKnown: hung(30 * SECOND) },
  },
  {
    what: "as long as two checks may be missing",
    memory: looked(90 * SECOND),
    expected: { checking: true },
  },
  {
    what: "a moment longer",
    memory: looked(90 * SECOND + 1),
    expected: { checking: false, lastKnown: hung(90 * SECOND + 1) },
  },
  {
    what: "a clock that was set forward since does not matter in one boot",
    memory: looked(30 * SECOND, {
      lastTick: { wallMs: 1, bootMs: at(HOUR - 30 * SECOND).bootMs },
    }),
    expected: { checking: true },
  },
  {
    what:
      "the last check was before the boot, and by the clock is still to come",
    memory: looked(-MINUTE, { bootId: "another" }),
    expected: { checking: false },
  },
  {
    what: "checks by hand, without install",
    memory: looked(30 * SECOND),
    receipt: NOT_INSTALLED,
    expected: { checking: true, installed: false },
  },
  {
    what: "uninstalled: the history is left",
    receipt: NOT_INSTALLED,
    events: EVENTS,
    expected: {
      checking: false,
      installed: false,
      lastKnown: {
        wallMs: at(HOUR - 9 * MINUTE).wallMs,
        verdict: "healthy",
        reason: null,
      },
    },
  },
  {
    what: "never anything",
    receipt: NOT_INSTALLED,
    expected: { checking: false, pending: null, lastKnown: null },
  },
  {
    what: "installed a moment ago",
    receipt: { installed: true, installedAtMs: NOW.wallMs - 5 * SECOND },
    expected: { checking: null, pending: "installed" },
  },
  {
    what: "installed a moment ago, and the checks have ended already",
    memory: looked(2 * MINUTE),
    receipt: { installed: true, installedAtMs: NOW.wallMs - 5 * SECOND },
    expected: { checking: false, pending: null },
  },
  {
    what: "installed an hour ago, and never a check",
    expected: { checking: false, pending: null },
  },
  {
    what: "booted a moment ago, the last check was before",
    memory: looked(-MINUTE, { bootId: "another" }),
    bootMs: 89 * SECOND,
    expected: { checking: null, pending: "booted" },
  },
  {
    what: "booted so long ago that a check should have come",
    memory: looked(HOUR, { bootId: "another" }),
    bootMs: 90 * SECOND,
    expected: { checking: false, pending: null },
  },
  {
    what: "booted a moment ago, and not installed",
    receipt: NOT_INSTALLED,
    bootMs: 5 * SECOND,
    expected: { checking: false, pending: null },
  },
  {
    what: "resumed a moment ago after a long emergency stop",
    memory: looked(20 * MINUTE),
    events: [...EVENTS, resumed(5 * SECOND)],
    expected: { checking: null, pending: "resumed" },
  },
  {
    what: "resumed so long ago that a check should have come",
    memory: looked(20 * MINUTE),
    events: [...EVENTS, resumed(90 * SECOND)],
    expected: { checking: false, pending: null },
  },
  {
    what: "a check waits for minutes whether the failure lasts",
    memory: looked(2 * MINUTE),
    holderAgeMs: 40_000,
    expected: { checking: true, pending: "at-work" },
  },
  {
    what: "A9: a check that hangs (stopped, say) keeps all others away",
    memory: looked(5 * MINUTE),
    holderAgeMs: 5 * MINUTE,
    expected: { checking: false, pending: "at-work" },
  },
  {
    what: "A9: also while quiet checks see the gateway well",
    memory: looked(5 * SECOND),
    holderAgeMs: 3 * MINUTE,
    expected: { checking: false, pending: null },
  },
  {
    what: "an emergency stop a moment ago",
    memory: looked(5 * SECOND),
    emergencyStop: true,
    bootMs: 5 * SECOND,
    holderAgeMs: 40_000,
    expected: { checking: false, pending: null },
  },
  {
    what: "C5: the state cannot be written, and no check counts",
    memory: looked(5 * MINUTE),
    unwritable: UNWRITABLE,
    expected: { checking: false, unwritable: UNWRITABLE },
  },
  {
    what: "C5: the state can be neither read nor written",
    problem: "permission denied",
    unwritable: UNWRITABLE,
    expected: { checking: false, unwritable: UNWRITABLE },
  },
  {
    what: "C5: so that not even an emergency stop can be told",
    problem: "permission denied",
    emergencyStop: true,
    unwritable: UNWRITABLE,
    expected: { checking: false, unwritable: UNWRITABLE },
  },
  {
    what: "C5: as long as checks count nobody tries to write",
    memory: looked(30 * SECOND),
    unwritable: UNWRITABLE,
    expected: { checking: true, unwritable: null },
  },
  {
    what: "a state that cannot be read does not tell",
    problem: "it is no state",
    events: EVENTS,
    expected: { checking: null, pending: null },
  },
];

for (const { what, expected, ...given } of CASES) {
  Deno.test(`is the guard at work? ${what}`, () => {
    const liveness = livenessOf(
      {
        memory: given.memory ?? freshMemory(NOW),
        problem: given.problem ?? null,
      },
      given.receipt ?? INSTALLED,
      given.emergencyStop ?? false,
      {
        events: () => given.events ?? [],
        holder: () =>
          given.holderAgeMs === undefined ? null : {
            pid: 812,
            startTicks: 1,
            ageMs: given.holderAgeMs,
            state: "T",
            isCheck: true,
          },
        unwritable: () => given.unwritable ?? null,
      },
      { ...NOW, bootMs: given.bootMs ?? NOW.bootMs },
    );
    assert.deepEqual({ ...liveness, ...expected }, liveness);
  });
}

Deno.test("status never exits with 0 when nobody checks, and never hides what is worse", () => {
  const cases: [
    Parameters<typeof statusExitCode>[0],
    boolean | null,
    number,
  ][] = [
    ["healthy", true, 0],
    ["healthy", null, 0],
    ["healthy", false, 1],
    ["stopped", false, 1],
    ["maintenance", false, 1],
    ["hung", false, 2],
    ["inconclusive", false, 3],
  ];
  for (const [verdict, checking, code] of cases) {
    assert.equal(statusExitCode(verdict, checking), code, verdict);
  }
  assert.equal(statusExitCode("healthy", true, true), 1, "broken config");
  assert.equal(statusExitCode("hung", true, true), 2);
});
