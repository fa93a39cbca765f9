import assert from "node:assert/strict";
import { makeInstallCommand } from "../../lib/commands/install/install.ts";
import { resumeCommand } from "../../lib/commands/emergency_stop/resume.ts";
import { uninstallCommand } from "../../lib/commands/install/uninstall.ts";
import { GuardError, UsageError } from "../../lib/base/errors.ts";
import { readReceipt, writeReceipt } from "../../lib/install/receipt.ts";
import { switchTimerOff } from "../../lib/install/timer/timer.ts";
import { failed, World } from "./world.ts";

const FOREIGN = "MAILTO=me\r\n0 3 * * * /backup %x\n";
const SCRIPT = "* * * * * /home/o/openclaw-health-check.sh\n";

async function install(world: World, ...args: string[]): Promise<number> {
  world.lines.length = 0;
  world.calls.length = 0;
  const command = makeInstallCommand({
    program: () => world.program,
    check: () => Promise.resolve(0),
  });
  return await command.run(args, world.context);
}

function unitFile(world: World, name: string): string {
  return `${world.home}/.config/systemd/user/openclaw-guard.${name}`;
}

/** What starts the guard in this world. */
function starters(world: World): string {
  const found: string[] = [];
  if (world.table?.includes("# BEGIN openclaw-guard")) found.push("cron");
  if (world.timer.active && world.timerEnabled) found.push("systemd");
  return found.join("+") || "none";
}

function noCronDaemon(world: World): void {
  Deno.removeSync(`${world.proc}/20`, { recursive: true });
}

function notAllowed(world: World): void {
  world.intercept = (program) =>
    program === "crontab" ? failed("not allowed\n") : undefined;
}

const systemctlVerbs = (world: World) =>
  world.calls.filter(([program]) => program === "systemctl")
    .map((call) => call.slice(1).find((word) => !word.startsWith("--")) ?? "")
    .filter((verb) => verb !== "show");

Deno.test("install chooses what works and says why", async () => {
  const cases: [string, (world: World) => void, string, RegExp][] = [
    ["a cron daemon", () => {}, "cron", /cron starts.*daemon is running/],
    [
      "hidden processes",
      (world) => {
        noCronDaemon(world);
        Deno.removeSync(`${world.proc}/1`, { recursive: true });
      },
      "cron",
      /cannot be told/,
    ],
    [
      "no crontab",
      (world) => void (world.hasCrontab = false),
      "systemd",
      /timer starts.*no crontab command/,
    ],
    ["no daemon", noCronDaemon, "systemd", /no cron daemon is running/],
    ["not allowed", notAllowed, "systemd", /not allowed/],
  ];
  for (const [name, arrange, expected, why] of cases) {
    using world = new World();
    world.table = FOREIGN;
    arrange(world);
    assert.equal(await install(world), 0);
    assert.equal(starters(world), expected, name);
    assert.match(world.output, why);
    assert.equal(readReceipt(world.context)?.scheduler, expected, name);
    if (expected === "systemd") assert.equal(world.table, FOREIGN);
  }
});

Deno.test("what is there and works is kept", async () => {
  for (const kind of ["cron", "systemd", "none"]) {
    using world = new World();
    await install(world, "--scheduler", kind);
    const before = [world.snapshot(), world.table];
    await install(world);
    assert.equal(starters(world), kind);
    assert.match(world.output, /as before/);
    assert.match(world.output, /nothing was changed/);
    assert.deepEqual([world.snapshot(), world.table], before);
    assert.deepEqual(systemctlVerbs(world), []);
  }
});

Deno.test("what is there and does not work any more is replaced", async () => {
  using world = new World();
  await install(world);
  noCronDaemon(world);
  await install(world);
  assert.equal(starters(world), "systemd");
  assert.match(world.output, /no cron daemon is running/);
});

Deno.test("the timer is tried, enabled and started, without a reload", async () => {
  using world = new World();
  await install(world, "--scheduler", "systemd");
  assert.deepEqual(systemctlVerbs(world), ["start", "start"]);
  // As "systemctl enable", which would mark every unit as changed on disk.
  assert.equal(Deno.readLinkSync(world.timerLink), unitFile(world, "timer"));
  assert.match(
    Deno.readTextFileSync(unitFile(world, "service")),
    new RegExp(`^ExecStart="${world.program}" check$`, "m"),
  );
});

Deno.test("switching the timer off takes away a link that somebody else made, too", async () => {
  for (const enabled of [false, true]) {
    using world = new World();
    await install(world, "--scheduler", "systemd");
    world.timer.enabled = enabled;
    world.calls.length = 0;
    assert.equal(await switchTimerOff(world.context), null);
    assert.equal(starters(world), "none");
    assert.equal(world.timerEnabled, false);
    assert.equal(systemctlVerbs(world).includes("disable"), enabled);
  }
});

Deno.test("a moved program is taken over; systemd is reloaded only if it must be", async () => {
  for (const outdated of [false, true]) {
    using world = new World();
    await install(world, "--scheduler", "systemd");
    Object.assign(world, { program: `${world.home}/new/openclaw-guard` });
    world.timer.outdated = outdated;
    await install(world);
    assert.deepEqual(systemctlVerbs(world), [
      "stop",
      ...outdated ? ["daemon-reload"] : [],
      "start",
      "start",
    ]);
    assert.match(
      Deno.readTextFileSync(unitFile(world, "service")),
      /new\/openclaw-guard/,
    );
  }
});

Deno.test("switching puts the new one in place before it takes the old one away", async () => {
  for (const [from, to] of [["cron", "systemd"], ["systemd", "cron"]]) {
    using world = new World();
    world.table = FOREIGN;
    await install(world, "--scheduler", from ?? "");
    const seen: string[] = [];
    world.intercept = () => void seen.push(starters(world));
    await install(world, "--scheduler", to ?? "");
    assert.equal(starters(world), to);
    assert.ok(!seen.includes("none"), seen.join());
    assert.ok(world.table?.startsWith(FOREIGN));
    assert.equal(readReceipt(world.context)?.scheduler, to);
    if (to === "cron") {
      const left = Object.keys(world.snapshot())
        .filter((path) => /openclaw-guard\.(timer|service)$/.test(path));
      assert.deepEqual(left, []);
    }
  }
});

Deno.test("when both are there, install leaves one", async () => {
  for (const kind of ["cron", "systemd"] as const) {
    using world = new World();
    await install(world, "--scheduler", "cron");
    const { table } = world;
    await install(world, "--scheduler", "systemd");
    world.table = table;
    const receipt = readReceipt(world.context);
    assert.ok(receipt);
    writeReceipt(world.context, { ...receipt, scheduler: kind });
    assert.equal(starters(world), "cron+systemd");
    await install(world);
    assert.equal(starters(world), kind);
  }
});

Deno.test("a failing switch leaves everything as it was", async () => {
  using world = new World();
  await install(world);
  const before = [world.snapshot(), world.table];
  world.trial = ["exit-code", 228];
  await assert.rejects(
    install(world, "--scheduler", "systemd"),
    /first check did not run: systemd's exit code 228/,
  );
  assert.deepEqual([world.snapshot(), world.table], before);
  assert.equal(starters(world), "cron");
  assert.equal(readReceipt(world.context)?.scheduler, "cron");
});

Deno.test("a check that ran and failed does not undo the timer", async () => {
  using world = new World();
  world.trial = ["exit-code", 70];
  await install(world, "--scheduler", "systemd");
  assert.equal(starters(world), "systemd");
});

Deno.test("a unit of somebody else is refused and left alone", async () => {
  for (
    const [args, message] of [
      [["--scheduler", "systemd"], /not written by the guard/],
      [[], /no cron daemon is running, and .*not written by the guard/],
    ] as const
  ) {
    using world = new World();
    noCronDaemon(world);
    world.file(unitFile(world, "service"), "[Service]\n");
    const before = [world.snapshot(), world.table];
    await assert.rejects(install(world, ...args), message);
    assert.deepEqual([world.snapshot(), world.table], before);
  }
});

Deno.test("a masked timer is not overwritten", async () => {
  using world = new World();
  Deno.symlinkSync("/dev/null", unitFile(world, "timer"));
  await assert.rejects(install(world, "--scheduler", "systemd"), GuardError);
  assert.equal(Deno.readLinkSync(unitFile(world, "timer")), "/dev/null");
});

Deno.test("a folder that systemd does not read is not used", async () => {
  using world = new World();
  world.env = { XDG_CONFIG_HOME: `${world.root}/elsewhere` };
  await install(world, "--scheduler", "systemd");
  assert.ok(unitFile(world, "timer") in world.snapshot());
  assert.throws(() => Deno.statSync(`${world.root}/elsewhere`));
});

Deno.test("lines that nobody can see are not doubled by a timer", async () => {
  using world = new World();
  await install(world);
  notAllowed(world);
  for (const args of [[], ["--scheduler", "systemd"]]) {
    await assert.rejects(install(world, ...args), /not allowed/);
  }
  assert.equal(starters(world), "cron");
});

Deno.test("an impossible wish is an error that names a way out", async () => {
  using world = new World();
  world.hasCrontab = false;
  await assert.rejects(install(world, "--scheduler", "cron"), (error) => {
    assert.ok(error instanceof GuardError);
    assert.match(error.describe(), /no crontab command.*--scheduler systemd/);
    return true;
  });
  const wrong: [string, RegExp][] = [
    ["at", /"at" is not one of auto\|cron\|systemd\|none\. Leave it out/],
    ["sytemd", /"sytemd" is not one of .*Did you mean --scheduler systemd\?$/],
  ];
  for (const [name, line] of wrong) {
    await assert.rejects(
      install(world, "--scheduler", name),
      (error) => error instanceof UsageError && line.test(error.describe()),
      name,
    );
  }
  assert.equal(readReceipt(world.context), null);
});

Deno.test("the article's lines go with the timer, too", async () => {
  using world = new World();
  world.table = FOREIGN + SCRIPT;
  await install(world, "--scheduler", "systemd", "--yes");
  assert.equal(world.table, FOREIGN);
});

Deno.test("a dry run of every switch changes nothing", async () => {
  for (const from of ["cron", "systemd", "none"]) {
    for (const to of ["cron", "systemd", "none"]) {
      using world = new World();
      await install(world, "--scheduler", from);
      const before = [world.snapshot(), world.table];
      await install(world, "--scheduler", to, "--dry-run");
      assert.deepEqual([world.snapshot(), world.table], before);
      assert.deepEqual(systemctlVerbs(world), []);
      assert.doesNotMatch(world.output, /^done/m);
    }
  }
});

Deno.test("--scheduler none leaves what there is, and remembers it", async () => {
  for (const there of ["cron", "systemd"]) {
    using world = new World();
    await install(world, "--scheduler", there);
    await install(world, "--scheduler", "none");
    assert.equal(starters(world), there);
    assert.equal(readReceipt(world.context)?.scheduler, there);
    assert.match(world.output, /left .*uninstall/);
  }
});

Deno.test("uninstall takes away whichever is there, and only what is the guard's", async () => {
  for (const kind of ["cron", "systemd", "both"]) {
    using world = new World();
    world.table = FOREIGN;
    await install(world, "--scheduler", "cron");
    const { table } = world;
    if (kind !== "cron") await install(world, "--scheduler", "systemd");
    if (kind === "both") world.table = table;
    await uninstallCommand.run(["--dry-run"], world.context);
    assert.notEqual(starters(world), "none");
    await uninstallCommand.run(["--purge", "--yes"], world.context);
    assert.equal(starters(world), "none");
    assert.equal(world.table, FOREIGN);
    assert.deepEqual(
      Object.keys(world.snapshot()),
      [world.unitFile],
      kind,
    );
    assert.throws(() =>
      Deno.statSync(`${world.home}/.config/systemd/user/timers.target.wants`)
    );
  }
});

Deno.test("uninstall needs no crontab where the timer was used", async () => {
  for (
    const arrange of [notAllowed, (world: World) => {
      world.hasCrontab = false;
    }]
  ) {
    using world = new World();
    arrange(world);
    await install(world);
    await uninstallCommand.run(["--purge", "--yes"], world.context);
    assert.equal(starters(world), "none");
    assert.deepEqual(Object.keys(world.snapshot()), [world.unitFile]);
  }
});

Deno.test("uninstall tells about a unit of somebody else and leaves it", async () => {
  using world = new World();
  await install(world);
  world.file(unitFile(world, "timer"), "[Timer]\n");
  await uninstallCommand.run(["--yes"], world.context);
  assert.match(world.output, /left .*not written by the guard/);
  assert.ok(unitFile(world, "timer") in world.snapshot());
});

Deno.test("without a user manager uninstall removes the files and says what may happen", async () => {
  using world = new World();
  await install(world, "--scheduler", "systemd");
  world.intercept = (program) =>
    program === "systemctl" ? failed("no bus\n") : undefined;
  await uninstallCommand.run(["--yes"], world.context);
  assert.match(world.output, /warning .*does not answer/);
  assert.deepEqual(
    Object.keys(world.snapshot()).filter((path) =>
      path.includes("openclaw-guard.")
    ),
    [],
  );
});

Deno.test("resume puts back what was there, and nothing after --scheduler none", async () => {
  for (const kind of ["cron", "systemd", "none"]) {
    using world = new World();
    await install(world, "--scheduler", kind);
    if (world.table !== null) world.table = FOREIGN;
    if (kind === "systemd") {
      const { run } = world.context;
      await run("systemctl", ["disable", "openclaw-guard.timer"]);
      await run("systemctl", ["stop", "openclaw-guard.timer"]);
    }
    assert.equal(starters(world), "none");
    await resumeCommand.run(["--no-start"], world.context);
    assert.equal(starters(world), kind, world.output);
  }
});

Deno.test("resume starts the gateway even when the schedule cannot be put back", async () => {
  using world = new World();
  await install(world);
  world.table = FOREIGN;
  notAllowed(world);
  assert.equal(await resumeCommand.run(["--no-start"], world.context), 2);
  assert.match(world.output, /not allowed/);
  assert.match(world.output, /gateway: left as it is/);
});

Deno.test("install --json names the scheduler", async () => {
  using world = new World();
  world.hasCrontab = false;
  await install(world, "--json");
  const report = JSON.parse(world.output);
  assert.equal(report.scheduler, "systemd");
  assert.ok(
    report.steps.some(({ step, outcome }: Record<string, string>) =>
      step === "timer" && outcome === "done"
    ),
  );
});

Deno.test("C2: a crontab that could come back changed is left alone, and the timer takes over or is offered", async () => {
  const doubtful = "0 3 * * * /backup all\r\n";
  using world = new World();
  world.debian12 = true;
  world.table = doubtful;
  for (const dryRun of [["--dry-run"], []]) {
    await assert.rejects(
      install(world, "--scheduler", "cron", ...dryRun),
      (error) =>
        error instanceof GuardError && /--scheduler systemd/.test(error.hint),
    );
    assert.equal(readReceipt(world.context), null);
  }
  assert.equal(await install(world), 0);
  assert.equal(starters(world), "systemd");
  assert.match(world.output, /timer starts the guard: .*shows \\r in line 1/);
  await uninstallCommand.run(["--yes"], world.context);
  assert.equal(starters(world), "none");
  assert.equal(world.table, doubtful);
});

Deno.test("C2: the guard's lines in a crontab that could come back changed stay, and it is said how they go", async () => {
  using world = new World();
  world.debian12 = true;
  await install(world);
  const table = `0 3 * * * /backup all\r\n${world.table}`;
  world.table = table;
  assert.equal(await install(world), 0);
  assert.equal(starters(world), "cron");
  const byHand = (error: unknown) =>
    error instanceof GuardError && /out with "crontab -e"/.test(error.hint);
  for (const dryRun of [["--dry-run"], []]) {
    await assert.rejects(
      install(world, "--scheduler", "systemd", ...dryRun),
      byHand,
    );
    await assert.rejects(
      uninstallCommand.run(["--yes", ...dryRun], world.context),
      byHand,
    );
    assert.equal(starters(world), "cron");
    assert.equal(world.table, table);
    assert.equal(readReceipt(world.context)?.scheduler, "cron");
  }
});
