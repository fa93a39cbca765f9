import assert from "node:assert/strict";
import { explainCommand } from "../../../lib/commands/explain/command.ts";
import { decide } from "../../../lib/core/decide.ts";
import { GuardError, UsageError } from "../../../lib/base/errors.ts";
import { DEFAULT_POLICY } from "../../../lib/core/policy.ts";
import type { Observation } from "../../../lib/core/types.ts";
import type { Memory } from "../../../lib/core/memory.ts";
import { appendHistory } from "../../../lib/store/history.ts";
import {
  writeEmergencyStop,
  writeOwnSwitch,
} from "../../../lib/store/maintenance.ts";
import { writeReceipt } from "../../../lib/install/receipt.ts";
import { profilePaths } from "../../../lib/store/paths.ts";
import { writeState } from "../../../lib/store/state.ts";
import type { Context } from "../../../lib/sys/context.ts";
import { speak } from "../../../lib/text/speech.ts";
import { at, HOUR, IDLE, served, sight } from "../../core/world.ts";
import { fakeClock, fakeContext, fakeTerminal } from "../../fake_context.ts";

/** A guard of which a test makes the past. */
function world(changes: Partial<Memory> = {}) {
  const terminal = fakeTerminal();
  const clock = fakeClock(at(0));
  const context = fakeContext({
    home: Deno.makeTempDirSync(),
    terminal,
    clock,
  });
  const { dir, state } = profilePaths(context, "default");
  Deno.mkdirSync(dir, { recursive: true });
  let memory: Memory = served(changes);
  return {
    context,
    clock,
    terminal,
    /** One look, with what a tick writes down about it. */
    look(observation: Observation) {
      const now = clock.now();
      const decision = decide(observation, memory, now, DEFAULT_POLICY, 0.5);
      for (const event of decision.events) {
        appendHistory(context, "default", event);
      }
      memory = decision.memory;
      writeState(state, memory);
    },
    event(event: string, sentence: string, facts = {}) {
      appendHistory(context, "default", { event, sentence, facts });
    },
    async explain(...args: string[]): Promise<string> {
      terminal.lines.length = 0;
      assert.equal(await explainCommand.run(args, context), 0);
      return terminal.lines.join("\n");
    },
  };
}

function install(context: Context): void {
  writeReceipt(context, {
    ...{ schema: 1, profiles: ["default"], program: "/g", version: "0.1.0" },
    installedAt: "2026-11-01T00:00:00Z",
  });
}

/** Hung, looked at twice, restarted, killed; 5 s pass. */
function rescued() {
  const made = world();
  made.look(sight({}));
  made.clock.advance(5000);
  made.look(sight({ rest: { confirmation: IDLE, processState: "T" } }));
  made.event("kill", "killing it");
  made.event("done", "restart requested", { evidence: "the-id", attempt: 1 });
  return made;
}

Deno.test("explain tells of the last check what was seen, which rule matched, why, what was done and what comes next", async () => {
  const { explain } = rescued();
  const text = await explain();
  for (
    const part of [
      /^Last check, .* \(just now\): hung \(http\)/,
      /\n {2}process +pid 100, started 1 h before, frozen by a signal\n/,
      /\n {2}probe +takes connections, but gives no answer/,
      /\n {2}second look +after a wait of 5 s, which used 0 % of a CPU core\n/,
      /\nWhich rule matched\n {2}fails-confirmed: /,
      /\nWhy\n {2}silent, still so after 5 s/,
      /\n {2}decided: restart \(attempt 1\)\n/,
      /kill: killing it\n/,
      /done: restart requested\n {2}evidence: "openclaw-guard evidence show the-id"/,
      /\nWhat happens next\n {2}a new process gets its start-up time/,
    ]
  ) assert.match(text, part);
});

Deno.test("an attempt that was not made after all, and a config that was put back, are told with their decision", async () => {
  for (const event of ["stood-back", "rolled-back"]) {
    const made = world();
    made.look(sight({}));
    made.clock.advance(5000);
    made.look(sight({ rest: { confirmation: IDLE } }));
    made.event(event, "what came of it", { attempt: 1 });
    assert.match(await made.explain(), new RegExp(`${event}: what came of it`));
    const text = await made.explain("1");
    assert.match(text, /fails-confirmed: /, event);
    assert.equal(/next check decides again/.test(text), event === "stood-back");
  }
});

Deno.test("explain of a healthy check needs no record", async () => {
  const made = rescued();
  made.clock.advance(30_000);
  made.look(sight({ probe: "healthy" }));
  const text = await made.explain();
  assert.match(text, /^Last check, .*: healthy\n/);
  assert.match(text, /answers-well: /);
  assert.match(text, /so the gateway was left alone\n/);
  assert.ok(!text.includes("kill"), text);
});

Deno.test("explain says what keeps the next check from coming or looking, whatever was to come", async () => {
  type World = ReturnType<typeof rescued>;
  const cases: [what: string, prepare: (made: World) => void, next: RegExp][] =
    [
      [
        "an emergency stop",
        ({ context }) => writeEmergencyStop(context, "default"),
        /nothing: the guard is off since an emergency stop, until "openclaw-guard resume"$/,
      ],
      [
        "an emergency stop, long ago",
        ({ context, clock }) => {
          writeEmergencyStop(context, "default");
          clock.advance(HOUR);
        },
        /nothing: the guard is off since an emergency stop/,
      ],
      [
        "not installed",
        ({ clock }) => clock.advance(120_000),
        /no check for 2 min: the guard is not installed; "openclaw-guard install" has it started every 30 seconds$/,
      ],
      [
        "installed, but nothing starts it",
        ({ context, clock }) => {
          install(context);
          clock.advance(120_000);
        },
        /no check for 2 min: nothing starts the guard; "openclaw-guard doctor" tells why$/,
      ],
      [
        "maintenance until a time",
        ({ context, clock }) =>
          writeOwnSwitch(context, "default", {
            ...{ sinceMs: 0, reason: null, by: "ann" },
            untilMs: clock.now().wallMs + 20 * 60_000,
          }),
        /nothing during maintenance; the guard looks again from .* \(in 20 min\)$/,
      ],
      [
        "maintenance, and nobody who would go on after it",
        ({ context, clock }) => {
          clock.advance(120_000);
          writeOwnSwitch(context, "default", {
            ...{ sinceMs: 0, reason: null, by: "ann" },
            untilMs: clock.now().wallMs + 20 * 60_000,
          });
        },
        /no check for 2 min: the guard is not installed/,
      ],
    ];
  for (const [what, prepare, next] of cases) {
    const made = rescued();
    prepare(made);
    for (const args of [[], ["1"], ["3"]]) {
      const text = await made.explain(...args);
      assert.match(text.split("What happens next\n  ")[1] ?? "", next, what);
    }
    const { hindrance } = JSON.parse(await made.explain("--json"));
    assert.equal(typeof hindrance.kind, "string");
    // What held before the last decision is past.
    const before = JSON.parse(await made.explain("4", "--json"));
    assert.equal(before.hindrance, null, what);
  }
});

Deno.test("without a state explain tells of the last event, and that nobody checks", async () => {
  const made = rescued();
  Deno.removeSync(profilePaths(made.context, "default").state);
  const text = await made.explain();
  assert.match(text, /^Event 1, "done"/);
  assert.match(text, /What happens next\n.*the guard is not installed/);
});

Deno.test("in Chinese its headings have Chinese colons, and systemd's words stay", async () => {
  const { explain } = rescued();
  await speak("zh-CN");
  try {
    const text = await explain();
    assert.match(text, /^上次检查，.*：hung \(http\)\n/);
    assert.match(text, /\n {2}fails-confirmed：/);
    assert.match(text, / done：/);
    assert.match(text, /active \(running\)/);
    const prose = text.replaceAll(/\d\d:\d\d(:\d\d)?|"[^"]*"/g, "");
    assert.doesNotMatch(prose, /: /);
    assert.doesNotMatch(await explain("--list"), /: /);
  } finally {
    await speak("en");
  }
});

Deno.test("explain says when the next attempt comes while it holds back", async () => {
  const made = world({
    ladder: {
      attempt: 4,
      holdDownUntilBootMs: at(60_000).bootMs,
      holdDowns: 1,
    },
  });
  made.look(sight({ rest: { confirmation: IDLE } }));
  const json = JSON.parse(await made.explain("--json"));
  assert.equal(json.schema, 1);
  assert.deepEqual(json.actions, []);
  assert.equal(json.nextAt, "2026-11-23T01:01:00.000Z");
  assert.match(await made.explain(), /is made not before .* \(in 1 min\)/);
});

Deno.test("explain N explains the Nth event from the end, and what carried it out by its decision", async () => {
  const { explain } = rescued();
  assert.match(await explain("4"), /^Event 4, "hung", .*: hung \(http\)/);
  assert.match(await explain("4"), /fails-first-look: [\s\S]*after the wait/);
  const restart = await explain("3");
  assert.match(restart, /^Event 3, "restart"/);
  assert.match(restart, /done: restart requested/);
  const done = await explain("1");
  assert.match(done, /^Event 1, "done"/);
  assert.match(done, /fails-confirmed: /);
  assert.match(done, /attempt 1: restart 1 of 3/);
});

Deno.test("explain of what a person did shows its facts and no rule", async () => {
  const made = rescued();
  made.event("maintenance", "switched on by me", { by: "me" });
  const text = await made.explain("1");
  assert.match(text, /\n {2}by {2}me\n/);
  assert.match(text, /\nWhy\n {2}switched on by me$/);
  assert.ok(!text.includes("Which rule"), text);
});

Deno.test("explain --at finds what held at that moment", async () => {
  const made = rescued(); // 01:00:00 and 01:00:05 UTC
  const at = (time: string) => made.explain("--at", `2026-11-23T${time}Z`);
  assert.match(await at("01:00:00"), /^Event 4, "hung"/);
  assert.match(await at("01:00:04"), /^Event 4, "hung"/);
  assert.match(await at("01:00:05"), /^Event 3, "restart"/);
  assert.match(
    await at("03:00:05"),
    /^Nothing was written down at that time\. What held then began 2 h before:\n\nEvent 1,/,
  );
  await assert.rejects(
    () => at("00:59:59"),
    /cannot explain 2026-[-\d]+ [:\d]+: the history begins at 2026-[-\d]+ [:\d]+$/,
  );
});

Deno.test("explain --at tells all of a minute, oldest first, and what carried a decision out with it", async () => {
  const made = rescued();
  made.event("maintenance", "switched on by me");
  const text = await made.explain("--at", "2026-11-23T01:00Z");
  const titles = text.split("\n").filter((line) => line.startsWith("Event "));
  assert.deepEqual(titles.map((title) => title.slice(0, 22)), [
    'Event 5, "hung", 2026-',
    'Event 4, "restart", 20',
    'Event 1, "maintenance"',
  ]);
  assert.match(text, /\n\n─{40}\n\nEvent 4, /);
  const json = JSON.parse(
    await made.explain("--at", "2026-11-23T01:00Z", "--json"),
  );
  assert.equal(json.number, 1);
});

Deno.test("explain --list numbers the events, the newest is 1", async () => {
  const { explain } = rescued();
  const lines = (await explain("--list", "-n", "2")).split("\n");
  assert.equal(lines.length, 2);
  assert.match(lines[0] ?? "", /^2 {2}2026-11-23 .* {2}kill: killing it$/);
  assert.match(lines[1] ?? "", /^1 {2}.*done: /);
  const { events } = JSON.parse(await explain("--list", "--json"));
  assert.deepEqual(
    events.map((event: { rule: unknown }) => event.rule),
    ["fails-first-look", "fails-confirmed", null, null],
  );
});

Deno.test("a number that is too large is answered with how all can be listed", async () => {
  const { explain } = rescued();
  await assert.rejects(
    () => explain("99"),
    (error: GuardError) => {
      assert.match(error.message, /the history has 4$/);
      assert.equal(
        error.hint,
        '"openclaw-guard explain --list -n 4" shows them',
      );
      return true;
    },
  );
});

Deno.test("without a check or an event there is nothing to explain", async () => {
  const { explain } = world();
  await assert.rejects(() => explain(), /no check .* has been made yet/);
  await assert.rejects(() => explain("1"), /the history has 0/);
  await assert.rejects(() => explain("--at", "14:05"), /history .* is empty/);
  assert.match(await explain("--list"), /^No events/);
});

Deno.test("what shows the events names the profile that was asked about", async () => {
  const { explain } = world();
  await assert.rejects(
    () => explain("--at", "14:05", "--profile", "work"),
    (error: GuardError) =>
      error.hint ===
        '"openclaw-guard explain --list --profile work" shows what there is',
  );
});

const WRONG: readonly string[][] = [
  ["0"],
  ["-n", "3"],
  ["1", "--list"],
  ["--at", "14:05", "1"],
  ["--at", "yesterday"],
  ["--at", "2026-13-45 99:00"],
  ["--list", "-n", "many"],
];
for (const args of WRONG) {
  Deno.test(`explain ${args.join(" ")} is a usage error`, async () => {
    await assert.rejects(() => rescued().explain(...args), (error) => {
      assert.ok(error instanceof UsageError && error instanceof GuardError);
      return true;
    });
  });
}
