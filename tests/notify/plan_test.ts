import assert from "node:assert/strict";
import type { Instant } from "../../lib/base/instant.ts";
import type { Notice } from "../../lib/core/notice.ts";
import type { Outcome } from "../../lib/notify/channel.ts";
import { type ChannelState, UNTRIED } from "../../lib/notify/delivery_state.ts";
import type { Entry } from "../../lib/notify/outbox.ts";
import { afterTry, isQuiet, planSends } from "../../lib/notify/plan.ts";
import { channelSettings, MINUTE, NOON, notice, TEST_TYPE } from "./world.ts";

const HOUR = 60 * MINUTE;

/** So many minutes after noon. */
function at(minutes: number, bootId = "boot-1"): Instant {
  const ms = minutes * MINUTE;
  return { wallMs: NOON + ms, bootMs: 7_200_000 + ms, bootId };
}

/** An entry made so many minutes after noon. */
function entry(minutes: number, parts: Partial<Notice> = {}): Entry {
  const about = notice({ ...parts, atWallMs: NOON + minutes * MINUTE });
  return {
    name: `${about.id}~team.json`,
    channel: "team",
    made: at(minutes),
    notice: about,
  };
}

interface Given {
  readonly entries: readonly Entry[];
  /** Minutes after noon. */
  readonly now?: number;
  readonly state?: Partial<ChannelState>;
  readonly machine?: boolean;
  /** Quiet from 23:00 to 7:30; the time of the day as [hour, minute]. */
  readonly night?: readonly [number, number];
  readonly fingerprint?: string;
}

/** "phase incident" of each item, those that replace a beginning with a "+", by message. */
function planned(given: Given): string[][] {
  const { entries, now = 0, state, machine, night } = given;
  const { sends } = planSends({
    entries,
    channels: [channelSettings()],
    types: [{ ...TEST_TYPE, ...(machine === true ? { machine } : {}) }],
    quietHours: { fromMinute: 23 * 60, toMinute: 7 * 60 + 30 },
    states: state === undefined
      ? {}
      : { team: { ...UNTRIED, fingerprint: "f", ...state } },
    fingerprints: { team: given.fingerprint ?? "f" },
    now: at(now),
    minute: night === undefined ? 720 : 60 * night[0] + night[1],
  });
  return sends.flatMap(({ messages }) =>
    messages.map((items) =>
      items.map(({ notice: { phase, incident }, began }) =>
        `${phase} ${incident}${began === null ? "" : "+"}`
      )
    )
  );
}

const opened = (incident = "1", minutes = 0) => entry(minutes, { incident });
const over = (incident = "1", minutes = 8) =>
  entry(minutes, { incident, phase: "over" });
const escalated = (parts: Partial<Notice> = {}) =>
  entry(4, { phase: "escalated", severity: "critical", ...parts });
const reminder = (minutes: number) => entry(minutes, { phase: "reminder" });

const CASES: readonly [what: string, given: Given, told: string[][]][] = [
  ["nothing is told of nothing", { entries: [] }, []],
  ["what is new is told", { entries: [opened()] }, [["opened 1"]]],
  ["several at once are one message", {
    entries: [opened("1"), opened("2"), over("3")],
  }, [["opened 1", "opened 2", "over 3"]]],
  ["a beginning and its end that both wait are told as one", {
    entries: [opened(), over()],
  }, [["over 1+"]]],
  ["an end whose beginning was told stands alone", { entries: [over()] }, [
    ["over 1"],
  ]],
  ["of what got worse the last word is told", {
    entries: [opened(), escalated()],
  }, [["escalated 1"]]],
  ["of what got worse the graver is told, whatever the wall clock says", {
    entries: [escalated(), opened("1", 8)],
  }, [["escalated 1"]]],
  ["incidents of two profiles with one number are two", {
    entries: [opened(), entry(1, { profile: "work", phase: "over" })],
  }, [["opened 1", "over 1"]]],
  ["a reminder beside its beginning is not told", {
    entries: [opened(), reminder(240)],
  }, [["opened 1"]]],
  ["of several reminders the last is told", {
    entries: [reminder(240), reminder(360)],
  }, [["reminder 1"]]],
  ["a reminder of what is over is not told", {
    entries: [reminder(240), over("1", 250)],
  }, [["over 1"]]],
  ["of coming and going the end is told", {
    entries: [
      entry(0, { phase: "flapping", id: "first" }),
      entry(60, { phase: "flapping", id: "second" }),
      entry(90, { phase: "over" }),
    ],
  }, [["over 1+"]]],
  ["what a person has to mend is told before that it comes and goes", {
    entries: [escalated(), entry(60, { phase: "flapping" })],
  }, [["escalated 1"]]],
  ["a machine gets every part by itself", {
    entries: [opened(), over(), opened("2")],
    machine: true,
  }, [["opened 1"], ["over 1"], ["opened 2"]]],

  ["quiet hours hold what is not critical", {
    entries: [opened(), over()],
    night: [23, 0],
  }, []],
  [
    "quiet hours go on after midnight",
    { entries: [opened()], night: [7, 29] },
    [],
  ],
  ["afterwards all of it is one message", {
    entries: [opened("1"), over("1"), opened("2")],
    night: [7, 30],
  }, [["over 1+", "opened 2"]]],
  ["what is critical passes, alone", {
    entries: [opened("1"), entry(1, { incident: "2", severity: "critical" })],
    night: [3, 0],
  }, [["opened 2"]]],
  ["what has become critical passes with its beginning", {
    entries: [opened(), escalated()],
    night: [3, 0],
  }, [["escalated 1"]]],
  ["who was woken is told of the end", {
    entries: [entry(8, { phase: "over", toldBefore: "critical" })],
    night: [3, 0],
  }, [["over 1"]]],
  ["a test passes", {
    entries: [entry(0, { phase: "test", severity: "info" })],
    night: [3, 0],
  }, [["test 1"]]],
  ["a machine does not sleep", {
    entries: [opened()],
    machine: true,
    night: [3, 0],
  }, [["opened 1"]]],

  ["what has just failed waits", {
    entries: [opened()],
    now: 3,
    state: { failures: 2, tried: at(2), waitMs: 2 * MINUTE },
  }, []],
  ["after its wait it is tried again", {
    entries: [opened()],
    now: 4,
    state: { failures: 2, tried: at(2), waitMs: 2 * MINUTE },
  }, [["opened 1"]]],
  ["news is worth a try, with all that waits", {
    entries: [opened("1"), opened("2", 3)],
    now: 3,
    state: { failures: 2, tried: at(2), waitMs: 20 * MINUTE },
  }, [["opened 1", "opened 2"]]],
  ["a wait that the service asked for holds for news, too", {
    entries: [opened("1"), opened("2", 3)],
    now: 3,
    state: { failures: 2, tried: at(2), waitMs: 20 * MINUTE, imposed: true },
  }, []],
  ["what was refused does not keep news back, nor is tried with it", {
    entries: [opened("1"), opened("2", 3)],
    now: 3,
    state: { failures: 1, tried: at(2), waitMs: HOUR, fatal: true },
  }, [["opened 2"]]],
  ["an end is never told before its beginning", {
    entries: [opened("1"), opened("2"), over("1", 3)],
    now: 3,
    state: { failures: 1, tried: at(2), waitMs: HOUR, fatal: true },
  }, [["over 1+"]]],
  ["other settings are tried at once", {
    entries: [opened()],
    now: 3,
    state: { failures: 1, tried: at(2), waitMs: HOUR, fatal: true },
    fingerprint: "g",
  }, [["opened 1"]]],
  ["a wall clock that was set back delays nothing on the same boot", {
    entries: [opened()],
    now: 4,
    state: {
      failures: 2,
      tried: { ...at(2), wallMs: NOON + 99 * HOUR },
      waitMs: 2 * MINUTE,
    },
  }, [["opened 1"]]],
  ["nor does one that was set back while the machine was off", {
    entries: [opened()],
    now: 3,
    state: {
      failures: 2,
      tried: { ...at(2, "boot-0"), wallMs: NOON + 99 * HOUR },
      waitMs: 2 * MINUTE,
    },
  }, [["opened 1"]]],
  ["a day is how long it is tried", { entries: [opened()], now: 24 * 60 }, [
    ["opened 1"],
  ]],
  ["after that it is not told", { entries: [opened()], now: 24 * 60 + 1 }, []],
];

for (const [what, given, told] of CASES) {
  Deno.test(what, () => assert.deepEqual(planned(given), told));
}

Deno.test("what is too old is named, and what is for a channel that is gone stays until then", () => {
  const plan = (minutes: number) =>
    planSends({
      entries: [{ ...opened(), channel: "gone" }, opened("2", 60)],
      channels: [],
      types: [TEST_TYPE],
      quietHours: null,
      states: {},
      fingerprints: {},
      now: at(minutes),
      minute: 0,
    });
  assert.deepEqual(plan(24 * 60), { sends: [], expired: [] });
  assert.deepEqual(
    plan(24 * 60 + 1).expired.map(({ channel }) => channel),
    ["gone"],
  );
});

Deno.test("quiet hours have a first minute and end before the last, over midnight, too", () => {
  const night = { fromMinute: 1380, toMinute: 450 };
  const siesta = { fromMinute: 780, toMinute: 900 };
  for (
    const [hours, minute, quiet] of [
      [null, 0, false],
      [night, 1379, false],
      [night, 1380, true],
      [night, 0, true],
      [night, 449, true],
      [night, 450, false],
      [siesta, 779, false],
      [siesta, 780, true],
      [siesta, 899, true],
      [siesta, 900, false],
      [{ fromMinute: 60, toMinute: 60 }, 60, false],
    ] as const
  ) {
    assert.equal(
      isQuiet(hours, minute),
      quiet,
      JSON.stringify([hours, minute]),
    );
  }
});

Deno.test("waits double from half a minute to half an hour, a fifth of them by chance", () => {
  const retry: Outcome = { kind: "retry", afterMs: null, why: "HTTP 503" };
  let state: ChannelState | undefined;
  const waits: number[] = [];
  for (let number = 1; number <= 9; number++) {
    state = afterTry(
      state,
      { outcome: retry, answered: true },
      TEST_TYPE,
      "f",
      at(number),
      0,
    );
    waits.push(state.waitMs / 1000);
  }
  assert.deepEqual(waits, [30, 60, 120, 240, 480, 960, 1800, 1800, 1800]);
  assert.equal(state?.failingSinceWallMs, NOON + MINUTE);
  const jittered = afterTry(
    undefined,
    { outcome: retry, answered: true },
    TEST_TYPE,
    "f",
    at(0),
    0.5,
  );
  assert.equal(jittered.waitMs, 27_000);
});

Deno.test("what a service asks for is waited, and what its type demands", () => {
  const slow = { ...TEST_TYPE, shortestRetryMs: 10 * MINUTE };
  const cases: readonly [
    Outcome,
    typeof slow | typeof TEST_TYPE,
    answered: boolean,
    waitMs: number,
    imposed: boolean,
  ][] = [
    [
      { kind: "retry", afterMs: 90_000, why: "" },
      TEST_TYPE,
      true,
      90_000,
      true,
    ],
    [{ kind: "retry", afterMs: 1000, why: "" }, TEST_TYPE, true, 30_000, true],
    [{ kind: "retry", afterMs: null, why: "" }, slow, true, 10 * MINUTE, true],
    // It was not reached: nothing can have been counted there.
    [{ kind: "retry", afterMs: null, why: "" }, slow, false, 30_000, false],
    [{ kind: "fatal", why: "" }, TEST_TYPE, true, HOUR, false],
  ];
  for (const [outcome, type, answered, waitMs, imposed] of cases) {
    const state = afterTry(
      undefined,
      { outcome, answered },
      type,
      "f",
      at(0),
      0,
    );
    assert.deepEqual(
      [state.waitMs, state.imposed],
      [waitMs, imposed],
      JSON.stringify(outcome),
    );
  }
});

Deno.test("a success ends all of it", () => {
  const failed: ChannelState = {
    ...UNTRIED,
    ...{ failures: 3, fatal: true, why: "no", failingSinceWallMs: NOON },
  };
  assert.deepEqual(
    afterTry(
      failed,
      { outcome: { kind: "ok" }, answered: true },
      TEST_TYPE,
      "f",
      at(5),
      0,
    ),
    {
      ...UNTRIED,
      ...{ lastOkWallMs: at(5).wallMs, tried: at(5), fingerprint: "f" },
    },
  );
});
