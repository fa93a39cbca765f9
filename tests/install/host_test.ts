import assert from "node:assert/strict";
import { readCrontab } from "../../lib/install/cron/read.ts";
import { cronRuns, lingerCommand, lingers } from "../../lib/install/host.ts";
import { waitForChecks } from "../../lib/install/pending_checks.ts";
import { fakeContext } from "../fake_context.ts";
import { failed, ok, World } from "./world.ts";

Deno.test("a cron daemon is found under each of its names", async () => {
  const cases: [string, string[], boolean][] = [
    ["cron", ["/usr/sbin/cron", "-f"], true],
    ["crond", ["/usr/sbin/crond", "-n"], true],
    ["busybox", ["busybox", "crond", "-f"], true],
    ["busybox", ["busybox", "sh"], false],
    ["crontab", ["crontab", "-e"], false],
  ];
  for (const [name, args, expected] of cases) {
    using world = new World();
    world.process(20, name, args);
    assert.equal(await cronRuns(world.context), expected, args.join(" "));
  }
});

Deno.test("systemd-cron runs without a daemon, and its crontab exits with 2 where there is no table", async () => {
  using world = new World();
  Deno.removeSync(`${world.proc}/20`, { recursive: true });
  assert.equal(await cronRuns(world.context), false);
  world.systemdCron = true;
  assert.equal(await cronRuns(world.context), true);
  assert.equal(await readCrontab(world.context), "");
});

Deno.test("with hidden processes nothing is said about cron", async () => {
  using world = new World();
  Deno.removeSync(`${world.proc}/1`, { recursive: true });
  Deno.removeSync(`${world.proc}/20`, { recursive: true });
  assert.equal(await cronRuns(world.context), null);
});

Deno.test("linger is known only when logind says so", async () => {
  const cases = [
    [ok("Linger=yes\n"), true],
    [ok("Linger=no\n"), false],
    [ok(""), null],
    [failed("Failed to connect to bus"), null],
    [
      failed("Failed to get user: User ID 7 is not logged in or lingering\n"),
      null,
    ],
  ] as const;
  for (const [result, expected] of cases) {
    using world = new World();
    world.intercept = () => result;
    assert.equal(await lingers(world.context), expected);
  }
});

Deno.test("C5: lingering is switched on with sudo where polkit would not let the user", async () => {
  const cases = [
    [ok("LoadState=loaded\n"), ""],
    [ok("LoadState=masked\n"), "sudo "],
    [ok("LoadState=not-found\n"), "sudo "],
    [failed("Failed to connect to bus\n"), "sudo "],
  ] as const;
  for (const [result, sudo] of cases) {
    using world = new World();
    world.intercept = () => result;
    assert.equal(
      await lingerCommand({ ...world.context, uid: 7 }),
      `${sudo}loginctl enable-linger 7`,
    );
  }
});

Deno.test("root needs neither sudo nor polkit to linger", async () => {
  const context = fakeContext({ uid: 0 });
  assert.equal(await lingerCommand(context), "loginctl enable-linger root");
});

const PROGRAM = "/home/o'brien/openclaw-guard";
const QUOTED = "'/home/o'\\''brien/openclaw-guard'";

Deno.test("ticks that cron has begun are waited for", async () => {
  const cases: [string, string[]][] = [
    ["sh", ["/bin/sh", "-c", `sleep 30; ${QUOTED} check >/dev/null 2>&1`]],
    ["openclaw-guard", [PROGRAM, "check"]],
  ];
  for (const [name, args] of cases) {
    using world = new World();
    world.process(77, name, args);
    let sleeps = 0;
    world.onSleep = () => {
      if (++sleeps === 3) {
        Deno.removeSync(`${world.proc}/77`, { recursive: true });
      }
    };
    let told = 0;
    const wait = () => void told++;
    assert.equal(
      await waitForChecks(world.context, [PROGRAM], "all", wait),
      true,
    );
    assert.deepEqual([sleeps, told], [3, 1], name);
  }
});

Deno.test("other processes are not waited for", async () => {
  const cases: [string, string[]][] = [
    ["openclaw-guard", [PROGRAM, "uninstall"]],
    ["openclaw-guard", ["/other/openclaw-guard", "check"]],
    ["sh", ["/bin/sh", "-c", "sleep 30; '/other/openclaw-guard' check"]],
    ["vi", ["vi", `${QUOTED} check`]],
    ["kthreadd", []],
  ];
  for (const [name, args] of cases) {
    using world = new World();
    world.process(77, name, args);
    world.onSleep = () => assert.fail(args.join(" "));
    assert.ok(await waitForChecks(world.context, [PROGRAM], "all", () => {}));
  }
});

Deno.test("another user's ticks are not waited for", async () => {
  using world = new World();
  world.process(77, "openclaw-guard", [PROGRAM, "check"]);
  const context = { ...world.context, uid: world.context.uid + 1 };
  world.onSleep = () => assert.fail();
  assert.ok(await waitForChecks(context, [PROGRAM], "all", () => {}));
});

Deno.test("running ticks only: neither sleeping shells nor later ticks", async () => {
  using world = new World();
  world.process(76, "sh", ["sh", "-c", `sleep 30; ${QUOTED} check`]);
  world.process(77, "openclaw-guard", [PROGRAM, "check"]);
  world.onSleep = () => {
    Deno.removeSync(`${world.proc}/77`, { recursive: true });
    world.process(78, "openclaw-guard", [PROGRAM, "check"]);
    world.onSleep = () => assert.fail();
  };
  assert.ok(await waitForChecks(world.context, [PROGRAM], "running", () => {}));
});

Deno.test("the wait ends after 90 seconds", async () => {
  using world = new World();
  world.process(77, "openclaw-guard", [PROGRAM, "check"]);
  const start = world.bootMs;
  assert.equal(
    await waitForChecks(world.context, [PROGRAM], "all", () => {}),
    false,
  );
  assert.equal(world.bootMs - start, 90_000);
});
