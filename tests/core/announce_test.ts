import assert from "node:assert/strict";
import { announce, announceStop, withTold } from "../../lib/core/announce.ts";
import { ownGatewayUnit } from "../../lib/base/gateway_unit.ts";
import { isSteady } from "../../lib/core/steady.ts";
import {
  heard,
  type Seen,
  Teller,
  type TellerOptions,
  TICK,
} from "./teller.ts";
import { DAY, HOUR, MINUTE, NO_PROCESS, SECOND } from "./world.ts";

const STARTING: Seen = { probe: "refused", rest: { startup: "starting" } };
const STOPPED: Seen = {
  unit: { activeState: "inactive", subState: "dead", mainPid: 0 },
  probe: "refused",
  rest: NO_PROCESS,
};
const PAUSED: Seen = {
  rest: {
    maintenance: { source: "guard", untilMs: null, reason: null, by: null },
  },
};
/** No signal reaches it. */
const STUCK: Seen = { rest: { processState: "D" } };
const REFUSES: Seen = {
  unit: {
    ...{ activeState: "failed", subState: "failed", mainPid: 0 },
    ...{ result: "exit-code", execMainStatus: 78 },
  },
  probe: "refused",
  rest: NO_PROCESS,
};

/** "opened info" of each. */
function phases(teller: Teller): string[] {
  return teller.notices.map(({ phase, severity }) => `${phase} ${severity}`);
}

/** A healthy gateway, as checks have found it. */
function healthy({ policy, ...rest }: TellerOptions = {}) {
  const teller = new Teller({ ...rest, policy: { busyTicks: 40, ...policy } });
  teller.check("well");
  teller.check("well");
  assert.deepEqual(teller.notices, []);
  return teller;
}

Deno.test("nothing is told of a gateway that is well, and nothing remembered", () => {
  const teller = healthy();
  teller.checkFor(HOUR, "well");
  assert.deepEqual(teller.notices, []);
  assert.equal(teller.memory.told, undefined);
});

Deno.test("a restart that helps is one opened and one over, both mild, with true times", () => {
  const teller = healthy();
  const lastGood = teller.now.wallMs - TICK;
  const [opened] = teller.check("hung");
  teller.check(STARTING);
  const firstGood = teller.now.wallMs;
  assert.deepEqual(teller.check("well"), []);
  const [over] = teller.check("well");
  assert.deepEqual(phases(teller), ["opened info", "over info"]);
  assert.ok(opened && over);
  assert.equal(opened.incident, over.incident);
  assert.deepEqual([opened.toldBefore, over.toldBefore], [null, "info"]);
  assert.equal(opened.headline, "hung (http) - it runs, but does not answer");
  assert.match(opened.matter, /^silent, still so after 5 s/);
  assert.equal(opened.doing, "The guard acts: attempt 1 (restart 1 of 3)");
  assert.match(String(opened.advice), /openclaw-guard logs -f/);
  assert.deepEqual([opened.startedWallMs, opened.endedWallMs], [
    lastGood,
    null,
  ]);
  assert.deepEqual([over.startedWallMs, over.endedWallMs], [
    lastGood,
    firstGood,
  ]);
  assert.equal(over.headline, "well again after 1 min 30 s");
  assert.equal(over.matter, "hung (http), an outage of at most 1 min 30 s");
  assert.equal(over.doing, "The guard made 1 attempt: restart 1 of 3");
  assert.equal(over.advice, null);
});

Deno.test("trouble that nothing is done about is told after a minute, not sooner", () => {
  const teller = healthy();
  for (const expected of [0, 0, 1, 0, 0]) {
    assert.equal(teller.check("busy").length, expected);
  }
  const [opened] = teller.notices;
  assert.equal(opened?.phase, "opened");
  assert.equal(opened?.verdict, "busy");
  assert.match(String(opened?.doing), /^The guard: waits/);
});

Deno.test("trouble of less than a minute that nothing was done about is not told", () => {
  const teller = healthy();
  teller.check("busy");
  teller.check("busy");
  teller.checkFor(5 * MINUTE, "well");
  assert.deepEqual(teller.notices, []);
  assert.equal(teller.memory.told, undefined);
});

Deno.test("each channel hears one opened and one over, however grave it becomes", () => {
  const teller = healthy();
  teller.check("hung");
  teller.bornMs -= HOUR; // it has had its time to start
  teller.check("hung");
  teller.check(STARTING);
  teller.checkFor(2 * MINUTE, "well");
  assert.deepEqual(phases(teller), [
    "opened info",
    "opened warning",
    "over warning",
  ]);
  assert.equal(teller.notices[1]?.toldBefore, "info");
  assert.deepEqual(heard(teller.notices, "info"), [
    "opened info",
    "over warning",
  ]);
  assert.deepEqual(heard(teller.notices, "warning"), [
    "opened warning",
    "over warning",
  ]);
  assert.deepEqual(heard(teller.notices, "critical"), []);
});

Deno.test("hours of it: grown, escalated once for each thing, reminded after 4 h and then daily, over once", () => {
  const teller = healthy();
  teller.checkFor(60 * HOUR, "hung");
  teller.checkFor(2 * MINUTE, "well");
  const told = teller.notices.map(({ id }) =>
    id.slice("default.".length).replace(/^\d+\./, "")
  );
  assert.deepEqual(told, [
    "opened.info",
    "opened.warning",
    "escalated.hold-down",
    "reminder.1",
    "escalated.budget",
    "reminder.2",
    "reminder.3",
    "over",
  ]);
  const incidents = new Set(teller.notices.map(({ incident }) => incident));
  assert.equal(incidents.size, 1);
  const times = teller.notices.map(({ atWallMs }) => atWallMs);
  const between = (index: number) =>
    (times[index] ?? 0) - (times[index - 1] ?? 0);
  assert.equal(Math.round(between(3) / HOUR), 4);
  assert.equal(Math.round(between(5) / HOUR), 24);
  assert.equal(Math.round(between(6) / HOUR), 24);
  assert.deepEqual(heard(teller.notices, "critical"), [
    "escalated critical",
    "reminder critical",
    "escalated critical",
    "reminder critical",
    "reminder critical",
    "over critical",
  ]);
  assert.match(
    String(teller.notices[3]?.headline),
    /^still hung \(http\), for/,
  );
});

Deno.test("reminders are those that are asked for, and none if none are", () => {
  const none = healthy({ telling: { remindersMs: [] } });
  none.checkFor(30 * HOUR, STUCK);
  assert.deepEqual(phases(none), ["escalated critical"]);
  const often = healthy({ telling: { remindersMs: [HOUR] } });
  often.checkFor(3.5 * HOUR, STUCK);
  assert.deepEqual(phases(often), [
    "escalated critical",
    "reminder critical",
    "reminder critical",
    "reminder critical",
  ]);
});

Deno.test("what only a person can mend is the first message, alone and critical", () => {
  const teller = healthy();
  const [escalated, ...others] = teller.check(REFUSES);
  assert.deepEqual(others, []);
  assert.deepEqual(phases(teller), ["escalated critical"]);
  assert.equal(escalated?.toldBefore, null);
  assert.match(String(escalated?.doing), /until a person acts/);
  teller.checkFor(HOUR, REFUSES);
  assert.deepEqual(phases(teller), ["escalated critical"]);
});

Deno.test("with rollback the guard is given its minute before a person is called", () => {
  const teller = healthy({ policy: { rollback: "auto" } });
  teller.check(REFUSES);
  teller.check(REFUSES);
  assert.deepEqual(teller.notices, []);
  teller.check(REFUSES);
  assert.deepEqual(phases(teller), ["escalated critical"]);
});

Deno.test("a stop by a person ends it, and what comes after is new", () => {
  const teller = healthy();
  teller.check("hung");
  const [over] = teller.check(STOPPED);
  assert.equal(over?.phase, "over");
  assert.match(String(over?.headline), /^stopped/);
  assert.match(String(over?.advice), /systemctl --user start/);
  teller.checkFor(2 * HOUR, STOPPED);
  assert.equal(teller.notices.length, 2);
  // Started again by hand, well, and hung again.
  teller.life++;
  teller.bornMs = teller.ms;
  teller.check(STARTING);
  teller.checkFor(20 * MINUTE, "well");
  assert.equal(teller.notices.length, 2);
  const startedMs = teller.now.wallMs;
  const [opened] = teller.check("hung");
  assert.equal(opened?.phase, "opened");
  assert.equal(opened?.startedWallMs, startedMs - TICK);
});

Deno.test("of a stop that was not preceded by trouble nothing is told", () => {
  const teller = healthy();
  teller.check({
    unit: { activeState: "deactivating", subState: "stop-sigterm" },
    probe: "refused",
  });
  teller.checkFor(DAY, STOPPED);
  assert.deepEqual(teller.notices, []);
  assert.equal(teller.memory.told, undefined);
});

Deno.test("an outage begins with the last good check, not with the start that follows the crash", () => {
  const teller = healthy();
  const lastGood = teller.now.wallMs - TICK;
  teller.check({
    unit: { activeState: "activating", subState: "auto-restart", mainPid: 0 },
    probe: "refused",
    rest: NO_PROCESS,
  });
  teller.life++;
  teller.bornMs = teller.ms;
  teller.checkFor(4 * MINUTE, "down");
  const [opened] = teller.notices;
  assert.equal(opened?.phase, "opened");
  assert.equal(opened?.startedWallMs, lastGood);
});

Deno.test("maintenance opens nothing, and the end of what was told is told all the same", () => {
  const quiet = healthy();
  quiet.checkFor(2 * HOUR, PAUSED);
  quiet.check("well");
  assert.deepEqual(quiet.notices, []);
  const untold = healthy();
  untold.check("busy");
  untold.checkFor(2 * HOUR, PAUSED);
  untold.checkFor(2 * MINUTE, "well");
  assert.deepEqual(untold.notices, []);
  const told = healthy();
  told.check("hung");
  told.checkFor(6 * HOUR, PAUSED);
  assert.deepEqual(phases(told), ["opened info"]);
  told.checkFor(2 * MINUTE, "well");
  assert.deepEqual(phases(told), ["opened info", "over info"]);
});

Deno.test("one good check is no end; a failure after it belongs to the same outage", () => {
  const teller = healthy();
  teller.check("hung");
  teller.check("well");
  teller.check("hung");
  teller.check("well");
  const firstGood = teller.now.wallMs - TICK;
  teller.check("well");
  assert.deepEqual(phases(teller).at(-1), "over warning");
  assert.equal(new Set(teller.notices.map(({ incident }) => incident)).size, 1);
  assert.equal(teller.notices.at(-1)?.endedWallMs, firstGood);
});

Deno.test("the wall clock may jump: nothing is reminded of too early, and lengths stay true", () => {
  for (const jump of [-9 * DAY, 9 * DAY]) {
    const teller = healthy();
    teller.check("hung");
    teller.wallAheadMs += jump;
    teller.checkFor(10 * MINUTE, STUCK);
    assert.equal(phases(teller).includes("reminder critical"), false);
    teller.check("well");
    teller.check("well");
    assert.equal(
      teller.notices.at(-1)?.headline,
      "well again after 11 min",
      `${jump}`,
    );
  }
});

Deno.test("a reboot forgets nothing: the same incident is told over, with all its time", () => {
  const teller = healthy();
  teller.checkFor(10 * MINUTE, STUCK);
  const { incident } = teller.notices.at(-1) ?? {};
  teller.ms += 5 * MINUTE;
  teller.bootId = "boot-2";
  teller.bootShiftMs = teller.now.bootMs - 40 * SECOND;
  teller.life++;
  teller.bornMs = teller.ms;
  teller.check(STARTING);
  teller.checkFor(2 * MINUTE, "well");
  const over = teller.notices.at(-1);
  assert.equal(over?.phase, "over");
  assert.equal(over?.incident, incident);
  assert.equal(over?.headline, "well again after 16 min");
  assert.equal(
    teller.notices.filter(({ phase }) => phase === "over").length,
    1,
  );
});

Deno.test("what systemd or a person brings back is not called the guard's doing", () => {
  const alone = healthy();
  alone.checkFor(90 * SECOND, "busy");
  alone.checkFor(2 * MINUTE, "well");
  assert.match(String(alone.notices.at(-1)?.doing), /came back by itself/);
  const others = healthy();
  others.checkFor(90 * SECOND, STUCK);
  others.life++;
  others.bornMs = others.ms;
  others.check(STARTING);
  others.checkFor(2 * MINUTE, "well");
  assert.match(String(others.notices.at(-1)?.doing), /started anew/);
  const quick = healthy();
  quick.checkFor(90 * SECOND, STUCK);
  quick.life++;
  quick.bornMs = quick.ms;
  quick.checkFor(2 * MINUTE, "well");
  assert.match(String(quick.notices.at(-1)?.doing), /started anew/);
});

Deno.test("50 incidents in a day: three told one by one, then together, and the end of it", () => {
  const teller = healthy();
  for (let count = 0; count < 50; count++) {
    teller.incident();
    teller.checkFor(13 * MINUTE, "well");
  }
  teller.checkFor(70 * MINUTE, "well");
  const count = (phase: string) =>
    teller.notices.filter((one) => one.phase === phase).length;
  assert.deepEqual(
    ["opened", "flapping", "escalated", "reminder", "over"].map((phase) => [
      phase,
      count(phase),
    ]),
    [
      ["opened", 3],
      ["flapping", 13], // twelve hours and a half
      ["escalated", 2], // the hold-down and the day's budget
      ["reminder", 0],
      ["over", 4],
    ],
  );
  const last = teller.notices.at(-1);
  assert.equal(last?.headline, "well: no incident for an hour");
  assert.match(String(last?.matter), /^incidents: 50; .* healthy/);
  assert.equal(teller.memory.told, undefined);
  const byIncident = Map.groupBy(teller.notices, ({ incident }) => incident);
  for (const [incident, notices] of byIncident) {
    const ends = notices.filter(({ phase }) => phase === "over");
    assert.equal(ends.length, 1, String(incident));
    assert.equal(notices.at(-1), ends[0], String(incident));
  }
});

Deno.test("50 incidents in a day that come far apart are told one by one", () => {
  const teller = healthy({
    policy: { maxRestartsPerDay: 100, maxRestartsPerHour: 20 },
  });
  for (let count = 0; count < 50; count++) {
    teller.incident();
    teller.checkFor(26 * MINUTE, "well");
  }
  assert.deepEqual(
    [...new Set(phases(teller))].sort(),
    ["opened info", "over info"],
  );
  assert.equal(teller.notices.length, 100);
});

Deno.test("when flapping ends in trouble that lasts, that is told for itself, once over", () => {
  const teller = healthy();
  for (let count = 0; count < 4; count++) teller.incident();
  teller.checkFor(3 * HOUR, STUCK);
  teller.checkFor(2 * MINUTE, "well");
  const from = phases(teller).indexOf("flapping warning");
  assert.deepEqual(phases(teller).slice(from), [
    "flapping warning",
    "escalated critical",
    "flapping warning",
    "reminder critical",
    "over critical",
  ]);
  const ids = new Set(
    teller.notices.slice(from).map(({ incident }) => incident),
  );
  assert.equal(ids.size, 1);
});

Deno.test("a stop by a person ends flapping, too", () => {
  const teller = healthy();
  for (let count = 0; count < 5; count++) teller.incident();
  const [over, ...others] = teller.check(STOPPED);
  assert.deepEqual([over?.phase, others], ["over", []]);
  assert.match(String(over?.incident), /flapping/);
  teller.checkFor(3 * HOUR, STOPPED);
  assert.equal(teller.notices.at(-1), over);
});

Deno.test("a drill's incident is told only where that is asked for, and named as one", () => {
  for (const drills of [false, true]) {
    const teller = healthy({ telling: { drills } });
    for (let count = 0; count < 5; count++) {
      teller.drill = true;
      teller.check("hung");
      teller.check(STARTING);
      teller.drill = false;
      teller.checkFor(2 * MINUTE, "well");
    }
    const headlines = teller.notices.map(({ headline }) => headline);
    assert.equal(
      teller.notices.some(({ phase }) => phase === "flapping"),
      false,
    );
    assert.ok(headlines.every((text) => text.endsWith("(drill)")));
    const overs = teller.notices.filter(({ phase }) => phase === "over");
    assert.equal(overs.length, drills ? 5 : 0);
  }
});

Deno.test("trouble that a drill leaves behind is told as any other", () => {
  const teller = healthy();
  teller.drill = true;
  teller.check("hung");
  teller.check(STARTING);
  teller.drill = false;
  teller.checkFor(10 * MINUTE, "hung");
  teller.checkFor(2 * MINUTE, "well");
  assert.equal(teller.notices[0]?.phase, "opened");
  assert.equal(teller.notices.at(-1)?.phase, "over");
  assert.ok(!teller.notices.some(({ headline }) => headline.includes("drill")));
});

Deno.test("the guard's own trouble is told once a day and is none of the gateway's", () => {
  const teller = healthy();
  const broken: Seen = { rest: { settingsError: "it is no JSON5" } };
  teller.checkFor(25 * HOUR, broken);
  assert.deepEqual(phases(teller), ["event critical", "event critical"]);
  const [first, second] = teller.notices;
  assert.notEqual(first?.id, second?.id);
  assert.match(String(first?.matter), /it is no JSON5/);
  assert.equal(first?.incident, null);
  const blind: Seen = {
    rest: { unit: null, unitError: "no bus" },
    probe: "refused",
  };
  const other = healthy();
  other.checkFor(9 * MINUTE, blind);
  assert.deepEqual(other.notices, []);
  other.checkFor(2 * HOUR, blind);
  assert.deepEqual(phases(other), ["event critical"]);
});

Deno.test("the same check makes the same notices, so that a guard that died makes them again", () => {
  const teller = healthy();
  const { announcing } = teller.decide("hung");
  const first = announce(announcing);
  assert.deepEqual(announce(announcing), first);
  // It died when they were written down, and perhaps in the outbox.
  const { announcing: next } = teller.decide("hung");
  const again = announce({
    ...next,
    before: first.memory,
    after: withTold(next.after, first.memory.told ?? {}),
  });
  assert.equal(again.notices[0]?.id, first.notices[0]?.id);
});

Deno.test("a guard that acted and died before it could tell is told by those after it", () => {
  const teller = healthy();
  // Only what is written down before the restart is left of this check.
  const { memory } = teller.decide("hung");
  assert.equal(memory.told, undefined);
  teller.memory = memory;
  teller.ms += TICK;
  teller.check(STARTING);
  teller.check("well");
  teller.check("well");
  assert.deepEqual(phases(teller), ["opened info", "over info"]);
  // Its beginning is that of the incident, not when the next guard looks.
  const later = healthy();
  later.memory = later.decide("hung").memory;
  const { incident } = later.memory;
  later.ms += TICK;
  later.bornMs -= HOUR;
  later.check("hung");
  assert.equal(later.notices[0]?.startedWallMs, incident?.openedWallMs);
  // Even if it is well again before anybody looks.
  const quick = healthy();
  quick.memory = quick.decide("hung").memory;
  quick.ms += TICK;
  quick.check("well");
  quick.check("well");
  assert.deepEqual(phases(quick), ["opened info", "over info"]);
  quick.checkFor(HOUR, "well");
  assert.equal(quick.notices.length, 2);
});

Deno.test("an emergency stop ends what was told, and what nobody knew of is forgotten", () => {
  const teller = healthy();
  teller.check("hung");
  const stop = (memory: typeof teller.memory) =>
    announceStop({
      ...{ profile: "default", memory, now: teller.now, why: "a person did" },
      unit: ownGatewayUnit(1000, "default"),
    });
  const { notices, told } = stop(teller.memory);
  assert.deepEqual(notices.map(({ phase, matter }) => [phase, matter]), [
    ["over", "a person did"],
  ]);
  assert.equal(told?.outage, undefined);
  assert.equal(told?.unsent, undefined);
  teller.memory = withTold(teller.memory, told ?? {});
  // Hours later, after "resume".
  teller.ms += 5 * HOUR;
  teller.life++;
  teller.bornMs = teller.ms;
  teller.check(STARTING);
  teller.checkFor(10 * MINUTE, "well");
  assert.equal(teller.notices.length, 1);
});

Deno.test("while something is told and not over no check is a fast one", () => {
  const teller = healthy();
  teller.checkFor(90 * SECOND, "busy");
  assert.equal(teller.notices.length, 1);
  teller.check("well");
  assert.equal(isSteady(teller.memory), false);
  teller.check("well");
  assert.equal(teller.notices.length, 2);
  assert.ok(teller.memory.told?.recent?.length, "it is counted for an hour");
  assert.equal(isSteady(teller.memory), true);
});

Deno.test("names of notices are made of letters, digits, dots and dashes", () => {
  const teller = healthy({ profile: "my_work-2" });
  teller.checkFor(6 * HOUR, "hung");
  for (let count = 0; count < 5; count++) teller.incident();
  assert.ok(teller.notices.length > 6);
  for (const { id, incident } of teller.notices) {
    assert.match(id, /^[A-Za-z0-9.-]+$/);
    assert.ok(incident !== null && id.startsWith(incident));
  }
  const ids = teller.notices.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
});
