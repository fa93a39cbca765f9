import assert from "node:assert/strict";
import { makeInstallCommand } from "../../../lib/commands/install/install.ts";
import { GuardError } from "../../../lib/base/errors.ts";
import { readReceipt, writeReceipt } from "../../../lib/install/receipt.ts";
import { profilePaths, stateRoot } from "../../../lib/store/paths.ts";
import { exists } from "../../../lib/sys/files.ts";
import { failed, ok, World } from "../../install/world.ts";

const FOREIGN = "MAILTO=me\r\n0 3 * * * /backup %x\n";
const SCRIPT = `* * * * * /home/o/openclaw-health-check.sh
* * * * * sleep 30 && /home/o/openclaw-health-check.sh
`;

async function install(world: World, ...args: string[]): Promise<number> {
  world.lines.length = 0;
  const command = makeInstallCommand({
    program: () => world.program,
    check: (checkArgs, context) => {
      context.terminal.out(`checked ${checkArgs.join(" ")}`);
      return Promise.resolve(0);
    },
  });
  return await command.run(args, world.context);
}

Deno.test("install sets up cron lines, receipt, unit copy and checks once", async () => {
  using world = new World();
  world.table = FOREIGN;
  assert.equal(await install(world), 0);
  assert.ok(world.table.startsWith(FOREIGN));
  assert.ok(world.table.includes(`sleep 30; '${world.program}' check`));
  assert.deepEqual(readReceipt(world.context), {
    schema: 1,
    profiles: ["default"],
    program: world.program,
    version: readReceipt(world.context)?.version,
    installedAt: "2026-11-23T01:02:03.000Z",
    scheduler: "cron",
  });
  assert.ok(
    `${world.home}/.openclaw/backup/openclaw-gateway.service.bak` in
      world.snapshot(),
  );
  assert.match(world.output, /check {4}checked --profile default/);
  assert.match(world.output, /undo {5}openclaw-guard uninstall/);
  assert.match(world.output, /guard\.log/);
  assert.doesNotMatch(world.output, /warning/);
  const { mode } = Deno.statSync(stateRoot(world.context));
  assert.equal((mode ?? 0) & 0o777, 0o700);
});

Deno.test("install asks once, on a terminal, whether somebody is to be told", async () => {
  using world = new World();
  world.answers = ["", ""];
  await install(world);
  const asked = () =>
    world.questions.filter((question) => question.includes("tell you")).length;
  assert.equal(asked(), 1);
  assert.match(world.output, /"openclaw-guard notify add" sets that up/);
  await install(world); // nothing is changed
  assert.equal(asked(), 1);
  for (const args of [["--yes"], ["--dry-run"], ["--json"]]) {
    using other = new World();
    other.answers = ["y"];
    await install(other, ...args);
    assert.deepEqual(other.questions, [], args.join());
  }
});

Deno.test("the guard is installed, whatever becomes of telling somebody", async () => {
  using world = new World();
  world.answers = ["y", "two words", "two words", "two words"];
  assert.equal(await install(world), 0);
  assert.match(world.output, /nothing was done: there was no answer/);
  assert(readReceipt(world.context) !== null);
});

Deno.test("installing again changes nothing and says so", async () => {
  using world = new World();
  await install(world);
  const before = [world.snapshot(), world.table];
  world.wallMs += 3_600_000;
  await install(world);
  assert.deepEqual([world.snapshot(), world.table], before);
  assert.match(world.output, /nothing was changed/);
  assert.doesNotMatch(world.output, /^done/m);
  assert.equal(world.output.match(/^already/gm)?.length, 4);
});

Deno.test("a moved program and a second profile are taken over", async () => {
  using world = new World();
  await install(world);
  world.wallMs += 1000;
  const old = world.program;
  Object.assign(world, { program: `${world.home}/new/openclaw-guard` });
  await install(world, "--profile", "work");
  const receipt = readReceipt(world.context);
  assert.deepEqual(receipt?.profiles, ["default", "work"]);
  assert.equal(receipt?.program, world.program);
  assert.equal(receipt?.installedAt, "2026-11-23T01:02:03.000Z");
  assert.ok(!world.table?.includes(old));
  assert.ok(Deno.statSync(profilePaths(world.context, "work").dir).isDirectory);
  assert.match(world.output, /checked --profile work/);
  assert.match(world.output, /uninstall --profile work/);
});

Deno.test("a dry run changes nothing and asks nothing", async () => {
  using world = new World();
  world.table = FOREIGN + SCRIPT;
  world.answers = [];
  const before = [world.snapshot(), world.table];
  await install(world, "--dry-run", "--yes");
  assert.deepEqual([world.snapshot(), world.table], before);
  assert.doesNotMatch(world.output, /^done|checked/m);
  assert.equal(world.output.match(/^planned/gm)?.length, 4);
  assert.deepEqual(world.questions, []);
});

Deno.test("the article's lines are replaced only with consent", async () => {
  const cases: [string, string[], string[] | null, boolean][] = [
    ["--yes", ["--yes"], null, true],
    ["no terminal", [], null, false],
    ["a person says y", [], ["y"], true],
    ["a person says Yes", [], ["Yes"], true],
    ["a person says nothing", [], [""], false],
    ["end of input", [], [], false],
    ["--keep-script", ["--keep-script"], ["y"], false],
    ["--keep-script wins over --yes", ["--yes", "--keep-script"], null, false],
    ["--json does not ask", ["--json"], ["y"], false],
  ];
  for (const [name, args, answers, replaced] of cases) {
    using world = new World();
    world.table = FOREIGN + SCRIPT;
    world.answers = answers;
    await install(world, ...args);
    assert.ok(world.table.startsWith(FOREIGN), name);
    assert.equal(!world.table.includes(SCRIPT), replaced, name);
    assert.ok(world.table.includes("# END openclaw-guard"), name);
    if (name === "no terminal") {
      assert.ok(world.output.includes(`"${world.program} install --yes"`));
    }
  }
});

Deno.test("a line that does more than the script stays and is shown", async () => {
  using world = new World();
  const line = "0 3 * * * /x/openclaw-health-check.sh && /backup";
  world.table = `${line}\n`;
  await install(world, "--yes");
  assert.ok(world.table.startsWith(line));
  assert.ok(world.output.includes(`look at it yourself: ${line}`));
});

Deno.test("what is missing is named, and nothing is changed", async () => {
  const cases: [string, (world: World) => void, RegExp][] = [
    ["no user bus", (world) => {
      world.busError = "Failed to connect to bus: No medium found\n";
    }, /user manager.*Run "openclaw-guard doctor"/],
    ["no unit", (world) => {
      world.unit = { LoadState: "not-found", FragmentPath: "" };
    }, /no such user unit.*"openclaw gateway install"/],
    ["masked unit", (world) => {
      world.unit = { LoadState: "masked" };
    }, /masked.*unmask/],
    ["broken unit", (world) => {
      world.unit = { LoadState: "bad-setting" };
    }, /bad-setting.*--force/],
    ["inside the gateway", (world) => {
      world.file(
        `${world.proc}/self/cgroup`,
        "0::/user.slice/app.slice/openclaw-gateway.service\n",
      );
    }, /inside openclaw-gateway\.service/],
    ["inside another gateway", (world) => {
      world.file(
        `${world.proc}/self/cgroup`,
        "1:name=systemd:/x/openclaw-gateway-work.service/child\n",
      );
    }, /inside openclaw-gateway-work\.service/],
  ];
  for (const [name, arrange, message] of cases) {
    using world = new World();
    arrange(world);
    const before = [world.snapshot(), world.table];
    await assert.rejects(install(world, "--yes"), (error) => {
      assert.ok(error instanceof GuardError, name);
      assert.match(error.describe(), message);
      return true;
    });
    assert.deepEqual([world.snapshot(), world.table], before, name);
  }
});

Deno.test("an emergency stop is not undone by install", async () => {
  using world = new World();
  world.file(profilePaths(world.context, "work").emergency, "{}");
  await assert.rejects(
    install(world, "--profile", "work"),
    (error) => {
      assert.ok(error instanceof GuardError);
      assert.match(error.describe(), /openclaw-guard resume --profile work/);
      return true;
    },
  );
  assert.equal(world.table, null);
  assert.equal(await install(world), 0);
});

Deno.test("a crontab that cannot be written leaves the receipt as it was", async () => {
  using world = new World();
  const refuse = (program: string, args: readonly string[]) =>
    program === "crontab" && args[0] !== "-l"
      ? failed("disk full\n")
      : undefined;
  world.intercept = refuse;
  await assert.rejects(install(world), /disk full/);
  assert.equal(readReceipt(world.context), null);
  world.intercept = () => undefined;
  await install(world);
  world.table = "";
  world.intercept = refuse;
  await assert.rejects(install(world, "--profile", "work"), /disk full/);
  assert.deepEqual(readReceipt(world.context)?.profiles, ["default"]);
});

Deno.test("a command to copy works where the program's path has a space", async () => {
  for (
    const [args, command] of [
      [["--scheduler", "none"], "check"],
      [[], "install --yes"],
    ] as const
  ) {
    using world = new World();
    const program = `${world.home}/my bin/openclaw-guard`;
    Object.assign(world, { program });
    world.table = SCRIPT;
    await install(world, ...args);
    assert.ok(world.output.includes(`"'${program}' ${command}"`), command);
  }
});

Deno.test("--scheduler none leaves the crontab alone and needs none", async () => {
  using world = new World();
  await install(world, "--scheduler", "none");
  assert.equal(world.table, null);
  assert.ok(world.calls.every(([program]) => program !== "crontab"));
  assert.deepEqual(readReceipt(world.context)?.profiles, ["default"]);
  assert.match(world.output, /check" every 30 seconds/);
});

Deno.test("a profile without a unit is answered with those there are", async () => {
  const units =
    "openclaw-gateway-work.service enabled enabled\nopenclaw-gateway.service enabled enabled\n";
  const cases: [profile: string, units: string, line: RegExp][] = [
    [
      "wrok",
      units,
      /-wrok\.service: .* one: default, work\)\. Did you mean --profile work\?$/,
    ],
    ["other", units, /default, work\)\. Run "openclaw --profile other gateway/],
    ["default", "", /no such user unit\. Run "openclaw gateway install"$/],
  ];
  for (const [profile, files, line] of cases) {
    using world = new World();
    world.unit = { LoadState: "not-found" };
    world.intercept = (_, args) =>
      args.includes("list-unit-files") ? ok(files) : undefined;
    await assert.rejects(
      install(world, "--profile", profile),
      (error) => error instanceof GuardError && line.test(error.describe()),
      profile,
    );
  }
});

Deno.test("openclaw#85094: a gateway of the system is taken, and none is advised beside it", async () => {
  const system = (user: string) =>
    `Id=openclaw.service
LoadState=loaded
ActiveState=active
UnitFileState=enabled
User=${user}
UID=${user === "ann" ? Deno.uid() : 2000}
`;
  using world = new World();
  world.unit = { LoadState: "not-found" };
  let user = "alice";
  world.intercept = (program, args) =>
    program === "getent"
      ? ok(`ann:x:${Deno.uid()}:1000::/home/ann:/bin/sh\n`)
      : args.includes("--system") && args.includes("openclaw.service")
      ? ok(system(user))
      : undefined;
  await assert.rejects(
    install(world),
    (error) =>
      error instanceof GuardError &&
      /; there is the system's unit openclaw\.service \(User=alice, active, enabled\), and a second .*Install the guard as alice, whom it runs as$/
        .test(error.describe()),
  );
  user = "ann";
  assert.equal(await install(world), 0);
  assert.match(world.output, /the system's unit openclaw\.service, active/);
  assert.deepEqual(readReceipt(world.context)?.gateways, {
    default: { scope: "system", unit: "openclaw.service", user: "ann" },
  });
});

Deno.test("root's timer stays the system's while another profile's gateway is", async () => {
  using world = new World();
  const etc = `${world.root}/etc`;
  const units = `${etc}/systemd/system`;
  world.intercept = (program, args) =>
    program === "getent"
      ? failed("", 2)
      : args.includes("--property=UnitPath")
      ? ok(`UnitPath=${units} ${world.home}/.config/systemd/user\n`)
      : undefined;
  const { context } = world;
  const root = { ...context, uid: 0, roots: { ...context.roots, etc } };
  writeReceipt(root, {
    schema: 1,
    profiles: ["default"],
    program: world.program,
    version: "0.1.0",
    installedAt: "2026-11-23T01:02:03.000Z",
    gateways: {
      default: { scope: "system", unit: "openclaw.service", user: "" },
    },
  });
  const command = makeInstallCommand({
    program: () => world.program,
    check: () => Promise.resolve(0),
  });
  // Root's own timer, of before that gateway was one of the system.
  const former = `${world.home}/.config/systemd/user/openclaw-guard.timer`;
  world.file(former, "# Managed by openclaw-guard: of another time\n");
  for (const scheduler of ["auto", "systemd"]) {
    const args = ["--profile", "work", "--scheduler", scheduler];
    assert.equal(await command.run(args, root), 0);
    assert.match(world.output, /the unit openclaw-gateway-work\.service/);
    assert.ok(exists(`${units}/openclaw-guard.timer`));
    assert.ok(!exists(former));
  }
  // By now it is known by its files alone.
  const { gateways: _gone, ...rest } = readReceipt(root) ?? assert.fail();
  writeReceipt(root, rest);
  assert.equal(await command.run(["--profile", "work"], root), 0);
  assert.match(world.output, /already {2}openclaw-guard\.timer, every/);
  assert.ok(exists(`${units}/openclaw-guard.timer`));
  assert.equal(await command.run(["--scheduler", "cron"], root), 0);
  assert.ok(!exists(`${units}/openclaw-guard.timer`));
});

Deno.test("what will stop the guard later is a warning with a command", async () => {
  using world = new World();
  world.linger = "no";
  world.unit = { Restart: "no" };
  Deno.removeSync(`${world.proc}/20`, { recursive: true });
  await install(world, "--scheduler", "cron");
  assert.match(world.output, /warning .*Restart=no/);
  assert.match(world.output, /warning .*no cron daemon/);
  assert.match(world.output, /warning .*"loginctl enable-linger (?:\d+|root)"/);
});

Deno.test("a failing first check does not undo the installation", async () => {
  using world = new World();
  const command = makeInstallCommand({
    program: () => world.program,
    check: () => Promise.reject(new GuardError("no luck")),
  });
  assert.equal(await command.run([], world.context), 0);
  assert.match(world.output, /check {4}no luck/);
  assert.ok(world.table?.includes("openclaw-guard"));
});

Deno.test("install --json is one object", async () => {
  using world = new World();
  await install(world, "--json");
  assert.equal(world.lines.length, 1);
  const report = JSON.parse(world.output);
  assert.equal(report.schema, 1);
  assert.equal(report.changed, true);
  assert.deepEqual(report.profiles, ["default"]);
  assert.deepEqual(report.firstCheck, {
    exitCode: 0,
    lines: ["checked --profile default"],
  });
  assert.deepEqual(
    report.steps.map(({ step, outcome }: Record<string, string>) =>
      `${step} ${outcome}`
    ),
    [
      "unit found",
      "scheduler found",
      "state-folder done",
      "service-file done",
      "receipt done",
      "crontab done",
    ],
  );
});

Deno.test("an unreadable receipt stops install and is named", async () => {
  using world = new World();
  world.file(`${stateRoot(world.context)}/install.json`, "{");
  await assert.rejects(install(world), /install\.json/);
  assert.equal(world.table, null);
});
