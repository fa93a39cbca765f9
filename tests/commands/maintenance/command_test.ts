import assert from "node:assert/strict";
import { maintenanceCommand } from "../../../lib/commands/maintenance/command.ts";
import { UsageError } from "../../../lib/base/errors.ts";
import { freshMemory } from "../../../lib/core/memory.ts";
import { writeReceipt } from "../../../lib/install/receipt.ts";
import { readHistory } from "../../../lib/store/history.ts";
import {
  readMaintenance,
  writeEmergencyStop,
} from "../../../lib/store/maintenance.ts";
import { profilePaths } from "../../../lib/store/paths.ts";
import { writeState } from "../../../lib/store/state.ts";
import { fakeClock, fakeContext, fakeTerminal } from "../../fake_context.ts";

function world() {
  const home = Deno.makeTempDirSync();
  const terminal = fakeTerminal();
  const clock = fakeClock();
  const context = fakeContext({
    home,
    terminal,
    clock,
    uid: Deno.uid() ?? 0,
    env: (name) => ({ SUDO_USER: "ann", USER: "root" })[name],
    roots: {
      proc: "/proc",
      cgroup: "/sys/fs/cgroup",
      tmp: home,
      etc: "/nowhere",
    },
  });
  return {
    context,
    clock,
    flag: `${home}/openclaw-maintenance`,
    /** Runs the command and gives back what it said. */
    async say(...args: string[]): Promise<string> {
      terminal.lines.length = 0;
      assert.equal(await maintenanceCommand.run(args, context), 0);
      return terminal.lines.join("\n");
    },
    fact: () => readMaintenance(context, "default", clock.now().wallMs),
  };
}

Deno.test("maintenance on, status and off tell what, until when, why and by whom", async () => {
  const { say, fact, clock, context } = world();
  assert.equal(await say("status"), "Maintenance is off for profile default.");
  assert.match(
    await say("on", "--for", "30m", "--reason", "new disk"),
    /^Maintenance is on for profile default until \d{4}-.* \(30 min\)\./,
  );
  clock.advance(600_000);
  const status = await say("status");
  assert.match(status, /until +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(20 min left\)/);
  assert.match(status, /reason +new disk\n/);
  assert.match(status, /by +ann\n/);
  assert.match(status, /since .*\(10 min ago\)/);
  assert.deepEqual(JSON.parse(await say("status", "--json")), {
    schema: 1,
    profile: "default",
    active: true,
    source: "guard",
    since: "2026-11-23T00:00:00.000Z",
    until: "2026-11-23T00:30:00.000Z",
    remainingMs: 1_200_000,
    reason: "new disk",
    by: "ann",
  });
  assert.match(await say("off"), /^Switched maintenance off/);
  assert.equal(fact(), null);
  assert.match(await say("off"), /was not on/);
  assert.deepEqual(
    readHistory(context, "default").events.map(({ event }) => event),
    ["maintenance-on", "maintenance-off"],
  );
  const log = Deno.readTextFileSync(profilePaths(context, "default").log);
  assert.match(log, /INFO +maintenance-on: .* by ann until=/);
  assert.match(log, /INFO +maintenance-off: maintenance switched off by ann/);
});

Deno.test("maintenance says so when no guard is checking that could be paused", async () => {
  const { say, context, clock } = world();
  assert.match(
    await say("on"),
    /\nBut no guard is checking this gateway now: it is not installed\. "openclaw-guard install"/,
  );
  assert.match(await say("off"), /\nBut no guard is checking/);
  writeReceipt(context, {
    ...{ schema: 1, profiles: ["default"], program: "/g", version: "0" },
    installedAt: new Date(clock.now().wallMs).toISOString(),
  });
  assert.doesNotMatch(await say("on"), /no guard/, "the first check is due");
  clock.advance(120_000);
  assert.match(await say("on"), /none ever has\. "openclaw-guard doctor"/);
  const now = clock.now();
  const memory = { ...freshMemory(now), verdict: "healthy" as const };
  const lastTick = { wallMs: now.wallMs, bootMs: now.bootMs };
  writeState(profilePaths(context, "default").state, {
    ...memory,
    lastTick,
  });
  assert.doesNotMatch(await say("on"), /no guard/, "it is checking");
  clock.advance(120_000);
  assert.match(await say("on"), /the last check was 2 min ago\. "openclaw-g/);
});

Deno.test("maintenance names its commands with the profile they are for", async () => {
  const { say, context } = world();
  const on = await say("on", "--profile", "work");
  assert.match(on, /"openclaw-guard maintenance off --profile work"/);
  assert.match(on, /"openclaw-guard install --profile work" does it/);
  writeEmergencyStop(context, "work");
  assert.match(
    await say("off", "--profile", "work"),
    /"openclaw-guard resume --profile work"/,
  );
  assert.match(
    await say("status", "--profile", "work"),
    /you run "openclaw-guard resume --profile work"/,
  );
});

Deno.test("maintenance ends by itself and status says so", async () => {
  const { say, fact, clock } = world();
  await say("on");
  clock.advance(3_599_999);
  assert.notEqual(fact(), null);
  clock.advance(120_001);
  assert.equal(fact(), null);
  assert.match(
    await say("status"),
    /^Maintenance is off.* It ended 2 min ago, at /,
  );
  assert.equal(JSON.parse(await say("status", "--json")).active, false);
});

Deno.test("maintenance takes only a sensible time, reason and word", async () => {
  const { say, fact } = world();
  const cases: readonly [args: string[], message: RegExp][] = [
    [["on", "--for", "30"], /for "30": give a time from 1s to 24h/],
    [["on", "--for", "25h"], /"25h": that is too long, the longest is 24h/],
    [["on", "--for", "90d"], /"90d": that is too long, the longest is 24h/],
    [["on", "--for", "0s"], /"0s": that is too short/],
    [["on", "--for", "500ms"], /"500ms": that is too short/],
    [["on", "--reason", "a\nb"], /one line/],
    [["on", "--reason", "x".repeat(201)], /201 characters/],
    [["off", "--for", "1h"], /--for/],
    [["on", "--json"], /--json/],
    [[], /say which one/],
    [["pause"], /"pause" is none of on\|off\|status/],
    [["on", "now"], /"now"/],
    [["on", "--profile", "../x"], /profile/],
  ];
  for (const [args, message] of cases) {
    await assert.rejects(say(...args), (error) => {
      assert(error instanceof UsageError);
      assert.match(error.message, message);
      return true;
    });
  }
  assert.equal(fact(), null);
});

Deno.test("maintenance off removes our own flag in /tmp and says so", async () => {
  const { say, fact, flag } = world();
  Deno.writeTextFileSync(flag, "");
  const status = await say("status");
  assert(status.includes(`until   ${flag} is removed`), status);
  assert.match(await say("off", "--dry-run"), /Would remove/);
  assert.notEqual(fact(), null);
  assert((await say("off")).includes(`Removed ${flag}`));
  assert.equal(fact(), null);
});

Deno.test(
  "maintenance off leaves root's flag in /tmp and says how to remove it",
  {
    ignore: Deno.uid() !== 0, // only root can make a file of root
  },
  async () => {
    const { context, flag } = world();
    Deno.writeTextFileSync(flag, "");
    const terminal = fakeTerminal();
    await maintenanceCommand.run(["off"], { ...context, uid: 12345, terminal });
    assert(terminal.lines[0]?.includes(`belongs to root and stays`));
    assert(terminal.lines[0]?.includes(`"sudo rm ${flag}"`));
    assert(Deno.statSync(flag).isFile);
  },
);

Deno.test("maintenance status tells of a flag in /tmp that does not count", async () => {
  const { say, flag } = world();
  Deno.symlinkSync("nowhere", flag);
  assert.match(
    await say("status"),
    /off for profile default\.\nNote: .*it is a link\.$/,
  );
  assert.match(await say("off"), /was not on/);
  assert(Deno.lstatSync(flag).isSymlink);
});

Deno.test("maintenance does not pretend to end an emergency-stop", async () => {
  const { say, context } = world();
  writeEmergencyStop(context, "default");
  assert.match(await say("status"), /until +you run "openclaw-guard resume"/);
  assert.match(await say("off"), /stays off after "emergency-stop"/);
});

Deno.test("maintenance on a second time takes the new time and reason over and says so; without a reason the old one stays", async () => {
  const { say, fact, clock } = world();
  const cases: [args: string[], told: RegExp, reason: string | null][] = [
    [[], /^Maintenance is on [^\n]*\nEnd it sooner/, null],
    [
      ["--reason", "disk"],
      /\nIt was on already, to end at \d{4}-.*\.\n {2}reason {2}disk\n/,
      "disk",
    ],
    [["--for", "2h"], /\n {2}reason, as before {2}disk\n/, "disk"],
    [
      ["--reason", "cable"],
      /\n {2}reason {12}cable\n {2}reason until now {2}disk\n/,
      "cable",
    ],
    [["--reason", "cable"], /\n {2}reason {2}cable\n(?! {2}before)/, "cable"],
  ];
  for (const [args, told, reason] of cases) {
    assert.match(await say("on", ...args), told);
    assert.equal(fact()?.reason, reason);
  }
  assert.match(
    await say("on", "--dry-run", "--reason", "fan"),
    /^Would switch [^\n]*\nIt was on already, .*\n {2}reason {12}fan\n {2}reason until now {2}cable$/,
  );
  assert.equal(fact()?.reason, "cable");
  clock.advance(25 * 60 * 60 * 1000);
  assert.doesNotMatch(
    await say("on"),
    /already|reason/,
    "what is over is not taken over",
  );
  assert.equal(fact()?.reason, null);
});

Deno.test("maintenance on --dry-run changes nothing", async () => {
  const { say, fact } = world();
  assert.match(await say("on", "--dry-run"), /^Would switch maintenance on/);
  assert.equal(fact(), null);
});

Deno.test("a time without --for is told what it was meant to be", async () => {
  const { say, fact } = world();
  const cases: readonly [args: string[], hint: string][] = [
    [["on", "30m"], "Did you mean --for 30m?"],
    [["on", "soon"], 'See "openclaw-guard help maintenance"'],
    [["off", "30m"], 'See "openclaw-guard help maintenance"'],
  ];
  for (const [args, hint] of cases) {
    await assert.rejects(say(...args), (error) => {
      assert(error instanceof UsageError);
      assert.equal(error.hint, hint, args.join(" "));
      return true;
    });
  }
  assert.equal(fact(), null);
});
