import assert from "node:assert/strict";
import {
  CommandNotFoundError,
  GuardError,
  NotConfirmedError,
  UsageError,
} from "../../../lib/base/errors.ts";
import { freshMemory } from "../../../lib/core/memory.ts";
import { receiptPath } from "../../../lib/store/paths.ts";
import { takeLock } from "../../../lib/store/lock.ts";
import { profilePaths } from "../../../lib/store/paths.ts";
import { writeState } from "../../../lib/store/state.ts";
import { runCommand } from "../../../lib/sys/command.ts";
import {
  releaseBase,
  wantedVersion,
} from "../../../lib/commands/upgrade/release.ts";
import { makeUpgradeCommand } from "../../../lib/commands/upgrade/command.ts";
import { standIn, TARGET, UpgradeWorld } from "./world.ts";

const BOTH = ["openclaw-guard", "openclaw-guard.previous"];

/** Nothing was changed, and the reason was given. */
async function refused(
  world: UpgradeWorld,
  args: string[],
  reason: RegExp,
  version = "1.0.0",
) {
  const before = world.placed;
  await assert.rejects(world.upgrade(args), reason);
  assert.equal(world.versionOf(world.program), version);
  assert.deepEqual(world.placed, before);
}

Deno.test("upgrade puts a newer release in place and keeps the old one", async () => {
  using world = new UpgradeWorld();
  const base = await world.release("1.1.0");
  Deno.chmodSync(world.program, 0o700);
  const { code, text } = await world.upgrade(["--yes", "--base-url", base]);
  assert.equal(code, 0);
  assert.equal(world.versionOf(world.program), "1.1.0");
  assert.equal(world.versionOf(world.previous), "1.0.0");
  assert.deepEqual(world.placed, BOTH);
  assert.equal((Deno.statSync(world.program).mode ?? 0) & 0o777, 0o700);
  assert.match(text, /1\.0\.0 → 1\.1\.0, from/);
  assert.match(text, /verified openclaw-guard-x86_64-unknown-linux-gnu\.xz/);
  assert.match(text, /blob\/v1\.1\.0\/CHANGELOG\.md/);
  assert.match(
    Deno.readTextFileSync(`${world.stateRoot}/guard.log`),
    /upgrade: a person replaced openclaw-guard 1\.0\.0 by 1\.1\.0/,
  );
});

Deno.test("--rollback goes back, and forth again", async () => {
  using world = new UpgradeWorld();
  const base = await world.release("1.1.0");
  await world.upgrade(["--yes", "--base-url", base]);
  world.version = "1.1.0";
  const { text } = await world.upgrade(["--rollback"], ["y"]);
  assert.match(text, /1\.1\.0 → 1\.0\.0/);
  assert.equal(world.versionOf(world.program), "1.0.0");
  assert.equal(world.versionOf(world.previous), "1.1.0");
  world.version = "1.0.0";
  await world.upgrade(["--rollback", "--yes"]);
  assert.equal(world.versionOf(world.program), "1.1.0");
  assert.deepEqual(world.placed, BOTH);
});

Deno.test("--rollback refuses without a previous program, or one that does not run", async () => {
  using world = new UpgradeWorld();
  const args = ["--rollback", "--yes"];
  await refused(world, args, /there is no .*previous/);
  world.write(world.previous, "#!/bin/sh\necho broken >&2; exit 3\n");
  await refused(world, args, /does not run here: broken/);
  Deno.removeSync(world.previous);
  Deno.linkSync(world.program, world.previous);
  await refused(world, args, /previous is the program in use/);
});

Deno.test("without xz the .gz is taken, and so it is when there is no .xz", async () => {
  using world = new UpgradeWorld();
  const base = await world.release("1.1.0");
  const context = {
    ...world.context(),
    run:
      ((program, ...rest) =>
        program === "xz"
          ? Promise.reject(new CommandNotFoundError("xz"))
          : runCommand(program, ...rest)) as typeof runCommand,
  };
  const command = makeUpgradeCommand({
    program: () => world.program,
    version: "1.0.0",
    target: TARGET,
    limits: world.limits,
  });
  await command.run(["--yes", "--base-url", base], context);
  assert.match(context.terminal.lines.join("\n"), /verified .*\.gz/);
  assert.equal(world.versionOf(world.program), "1.1.0");

  const next = await world.release("1.2.0");
  const sums = Deno.readTextFileSync(`${next}/SHA256SUMS`);
  Deno.writeTextFileSync(
    `${next}/SHA256SUMS`,
    sums.replace(/^.*\.xz\n/m, ""),
  );
  const { text } = await world.upgrade(["--yes", "--base-url", next]);
  assert.match(text, /verified .*\.gz/);
});

Deno.test("the same version is nothing to do, an older one only when named", async () => {
  using world = new UpgradeWorld();
  const same = await world.release("1.0.0");
  const { code, text } = await world.upgrade(["--base-url", same]);
  assert.equal(code, 0);
  assert.match(text, /is openclaw-guard 1\.0\.0 already/);
  const old = await world.release("0.9.0");
  const newer = await world.upgrade(["--yes", "--base-url", old]);
  assert.match(newer.text, /1\.0\.0 is newer than the newest release, 0\.9\.0/);
  assert.deepEqual(world.placed, ["openclaw-guard"]);
  const named = ["--version", "v0.9.0", "--base-url", old];
  const down = await world.upgrade(named, ["y"]);
  assert.equal(down.code, 0);
  assert.equal(world.versionOf(world.program), "0.9.0");
});

Deno.test("--check says whether there is a newer one, and changes nothing", async () => {
  using world = new UpgradeWorld();
  const cases: [string, number, RegExp][] = [
    ["1.1.0", 1, /1\.1\.0 is there, this is 1\.0\.0/],
    ["1.0.0", 0, /1\.0\.0 is the newest/],
    ["0.9.0", 0, /1\.0\.0 is the newest/],
  ];
  for (const [version, expected, says] of cases) {
    const base = await world.release(version);
    const args = ["--check", "--base-url", base];
    const { code, text } = await world.upgrade(args);
    assert.equal(code, expected);
    assert.match(text, says);
    const json = await world.upgrade([...args, "--json"]);
    const { newer, changed, target } = JSON.parse(json.text);
    assert.deepEqual({ newer, changed, target }, {
      newer: expected === 1,
      changed: false,
      target: version,
    });
  }
  assert.deepEqual(world.placed, ["openclaw-guard"]);
});

Deno.test("--dry-run, no answer and no terminal change nothing", async () => {
  using world = new UpgradeWorld();
  const base = await world.release("1.1.0");
  const args = ["--base-url", base];
  const { text } = await world.upgrade([...args, "--dry-run"]);
  assert.match(text, /guard 1\.0\.0 → 1\.1\.0.*\n.*Nothing was changed/);
  await assert.rejects(world.upgrade(args, ["n"]), NotConfirmedError);
  await refused(world, args, /cannot ask for confirmation/);
  assert.deepEqual(world.placed, ["openclaw-guard"]);
});

Deno.test("--json is one object", async () => {
  using world = new UpgradeWorld();
  const base = await world.release("1.1.0");
  const args = ["--yes", "--json", "--base-url", base];
  const { lines } = await world.upgrade(args);
  assert.equal(lines.length, 1);
  assert.deepEqual(JSON.parse(lines[0] ?? ""), {
    schema: 1,
    action: "upgrade",
    current: "1.0.0",
    target: "1.1.0",
    newer: true,
    changed: true,
    dryRun: false,
    program: world.program,
    previous: world.previous,
    source: base,
    changes:
      "https://github.com/openclaw-guard/openclaw-guard/blob/v1.1.0/CHANGELOG.md",
  });
});

Deno.test("options that contradict one another are a usage error", async () => {
  using world = new UpgradeWorld();
  for (
    const args of [
      ["--rollback", "--check"],
      ["--rollback", "--version", "1.1.0"],
      ["--rollback", "--base-url", "/x"],
      ["--json"],
      ["--version", "newest", "--base-url", "/x"],
      ["--base-url", "ftp://x"],
      ["--base-url", "releases"],
      ["extra"],
    ]
  ) {
    await assert.rejects(world.upgrade(args), UsageError, args.join(" "));
  }
});

Deno.test("a release that is not what it says is refused, whatever is wrong", async () => {
  const cases: [string, RegExp, (folder: string) => void][] = [
    [
      "program",
      /the checksum of .*\.xz is .*, not .*SHA256SUMS says/,
      (folder) =>
        Deno.writeTextFileSync(
          `${folder}/openclaw-guard-${TARGET}.xz`,
          "another",
          { append: true },
        ),
    ],
    ["half", /the checksum of/, (folder) => {
      const path = `${folder}/openclaw-guard-${TARGET}.xz`;
      Deno.truncateSync(path, 60);
    }],
    [
      "gone",
      /cannot download .*\.xz/,
      (folder) => Deno.removeSync(`${folder}/openclaw-guard-${TARGET}.xz`),
    ],
    [
      "no sums",
      /cannot download .*SHA256SUMS/,
      (folder) => Deno.removeSync(`${folder}/SHA256SUMS`),
    ],
    [
      "empty sums",
      /has no line for VERSION/,
      (folder) => Deno.writeTextFileSync(`${folder}/SHA256SUMS`, ""),
    ],
    [
      "another version",
      /the checksum of VERSION/,
      (folder) => Deno.writeTextFileSync(`${folder}/VERSION`, "9.9.9\n"),
    ],
    [
      "a page",
      /does not say a version/,
      (folder) =>
        Deno.writeTextFileSync(`${folder}/VERSION`, "<html>log in</html>"),
    ],
    [
      "a long page",
      /has more than 65536 bytes/,
      (folder) =>
        Deno.writeTextFileSync(`${folder}/VERSION`, "x".repeat(70_000)),
    ],
    ["another processor", /has no line for .*x86_64/, (folder) => {
      const path = `${folder}/SHA256SUMS`;
      const sums = Deno.readTextFileSync(path);
      Deno.writeTextFileSync(path, sums.replaceAll("x86_64", "aarch64"));
    }],
  ];
  for (const [name, reason, spoil] of cases) {
    using world = new UpgradeWorld();
    const base = await world.release("1.1.0");
    spoil(base);
    await refused(world, ["--yes", "--base-url", base], reason)
      .catch((error) => assert.fail(`${name}: ${error}`));
  }
});

Deno.test("a program that does not work here is refused after a trial", async () => {
  const cases: [string, RegExp][] = [
    ["#!/bin/sh\necho no glibc >&2; exit 1\n", /does not run here: no glibc/],
    ["#!/nonexistent\n", /does not run here: /],
    ["\x7fELF nonsense", /does not run here: /],
    ["#!/bin/sh\necho 1.1.0\n", /does not run here: exit code 0/],
    [
      `#!/bin/sh\necho '{"name":"other","version":"1.1.0"}'\n`,
      /does not run here: exit code 0/,
    ],
    [standIn("1.2.0"), /the program of 1\.1\.0 says it is 1\.2\.0/],
    [
      standIn("1.1.0", 'echo "probe.port: unknown key"; exit 70'),
      /does not accept your settings: probe\.port: unknown key/,
    ],
  ];
  for (const [program, reason] of cases) {
    using world = new UpgradeWorld();
    const base = await world.release("1.1.0", program);
    await refused(world, ["--yes", "--base-url", base], reason);
  }
});

Deno.test("settings that are broken anyway keep nobody from an upgrade", async () => {
  using world = new UpgradeWorld();
  const broken = "echo bad; exit 70";
  world.write(world.program, standIn("1.0.0", broken));
  const base = await world.release("1.1.0", standIn("1.1.0", broken));
  await world.upgrade(["--yes", "--base-url", base]);
  assert.equal(world.versionOf(world.program), "1.1.0");
});

Deno.test("a version is looked for where GitHub has it, and a mirror must have it", async () => {
  using world = new UpgradeWorld();
  const made = await world.release("1.1.0");
  const requests: string[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => {
      const path = new URL(request.url).pathname;
      requests.push(path);
      const name = path.slice(path.lastIndexOf("/") + 1);
      return new Response(Deno.readFileSync(`${made}/${name}`));
    },
  );
  const base = `http://127.0.0.1:${server.addr.port}/releases/latest/download`;
  world.env.OPENCLAW_GUARD_BASE_URL = base;
  await world.upgrade(["--check"]);
  assert.deepEqual(requests.splice(0), [
    "/releases/latest/download/VERSION",
    "/releases/download/v1.1.0/SHA256SUMS",
  ]);
  await world.upgrade(["--yes", "--version", "1.1.0"]);
  assert.deepEqual([...new Set(requests.map((path) => path.split("/")[3]))], [
    "v1.1.0",
  ]);
  await server.shutdown();
  const named = ["--version", "1.3.0", "--base-url", made];
  await assert.rejects(
    world.upgrade(named),
    /cannot upgrade to 1\.3\.0: at .* lies 1\.1\.0/,
  );
});

Deno.test("names and addresses that people give", () => {
  assert.equal(wantedVersion("v1.2.3"), "1.2.3");
  assert.equal(wantedVersion("1.2.3-rc.1"), "1.2.3-rc.1");
  assert.equal(
    releaseBase(undefined),
    "https://github.com/openclaw-guard/openclaw-guard/releases/latest/download",
  );
  assert.equal(releaseBase(""), releaseBase(undefined));
  assert.equal(releaseBase("https://a.example/x//"), "https://a.example/x");
  for (const bad of ["x", "ftp://x", "file:x", "https:///x"]) {
    assert.throws(() => releaseBase(bad), UsageError);
  }
});

Deno.test("nobody's password is shown", async () => {
  using world = new UpgradeWorld();
  const base = "http://me:secret@127.0.0.1:1";
  await assert.rejects(
    world.upgrade(["--check", "--base-url", base]),
    (error: Error) => !error.message.includes("secret"),
  );
});

Deno.test("install.json gets the version, and what else is in it stays", async () => {
  using world = new UpgradeWorld();
  const base = await world.release("1.1.0");
  const path = receiptPath(world.context());
  Deno.mkdirSync(world.stateRoot, { recursive: true, mode: 0o700 });
  const receipt = {
    schema: 1,
    profiles: ["default"],
    program: world.program,
    version: "1.0.0",
    installedAt: "2026-11-25T00:00:00Z",
    later: { a: 1 },
  };
  Deno.writeTextFileSync(path, JSON.stringify(receipt));
  await world.upgrade(["--yes", "--base-url", base]);
  assert.deepEqual(JSON.parse(Deno.readTextFileSync(path)), {
    ...receipt,
    version: "1.1.0",
  });
});

Deno.test("a program of somebody else is refused", async () => {
  using world = new UpgradeWorld();
  const base = await world.release("1.1.0");
  const args = ["--yes", "--base-url", base];
  const context = { ...world.context(), uid: 4321 };
  const run = (program: string) =>
    makeUpgradeCommand({
      program: () => program,
      version: "1.0.0",
      target: TARGET,
      limits: world.limits,
    });
  await assert.rejects(
    run(world.program).run(args, context),
    /belongs to user \d+, not to you \(4321\)/,
  );
  await assert.rejects(
    run("/usr/bin/openclaw-guard").run(args, context),
    /belongs to a package manager/,
  );
  await assert.rejects(
    run(`${world.program} (deleted)`).run(args, context),
    /is not there any more/,
  );
});

Deno.test("a gateway that is being rescued is not left to another version", async () => {
  using world = new UpgradeWorld();
  const base = await world.release("1.1.0");
  const context = world.context();
  const paths = profilePaths(context, "default");
  Deno.mkdirSync(paths.dir, { recursive: true, mode: 0o700 });
  const now = context.clock.now();
  const memory = {
    ...freshMemory(now),
    rescue: {
      kind: "restart" as const,
      step: "restarting" as const,
      attempt: 1,
      startedBootMs: now.bootMs - 1000,
      incarnation: null,
      invocationId: "",
    },
  };
  const args = ["--yes", "--base-url", base];
  writeState(paths.state, memory);
  await refused(world, args, /the guard is at work on openclaw-gateway/);
  writeState(paths.state, { ...memory, bootId: "another" });
  await world.upgrade(args);
  assert.equal(world.versionOf(world.program), "1.1.0");
});

Deno.test("two upgrades at a time are one too many", async () => {
  using world = new UpgradeWorld();
  const base = await world.release("1.1.0");
  const paths = {
    dir: world.stateRoot,
    lock: `${world.stateRoot}/upgrade.lock`,
  };
  const lock = await takeLock(paths, 5000);
  await refused(world, ["--yes", "--base-url", base], /another upgrade/);
  lock?.[Symbol.dispose]();
  // The refused one still waited for it, and gives it back before this is had.
  (await takeLock(paths, 5000))?.[Symbol.dispose]();
});

Deno.test("an interrupted download leaves nothing behind", async () => {
  using world = new UpgradeWorld();
  const made = await world.release("1.1.0");
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => {
      const name = new URL(request.url).pathname;
      if (!name.endsWith("z")) {
        return new Response(Deno.readFileSync(made + name));
      }
      return new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new Uint8Array(10));
            Deno.kill(Deno.pid, "SIGTERM");
          },
        }),
      );
    },
  );
  const base = `http://127.0.0.1:${server.addr.port}`;
  await assert.rejects(
    world.upgrade(["--yes", "--base-url", base]),
    (error: GuardError) =>
      error.exitCode === 143 && /interrupted/.test(error.message),
  );
  assert.deepEqual(world.placed, ["openclaw-guard"]);
  await server.shutdown();
});

const rootOnly = Deno.uid() !== 0;
Deno.test({
  name: "a full disk leaves the old program and nothing else",
  ignore: rootOnly, // to mount a small disk
  async fn() {
    using world = new UpgradeWorld();
    const noise = crypto.getRandomValues(new Uint8Array(60_000)).toHex();
    const base = await world.release("1.1.0", `${standIn("1.1.0")}# ${noise}`);
    for (const size of [32, 120]) {
      const mount = await runCommand("mount", [
        ...["-t", "tmpfs", "-o", `size=${size}k`, "none", world.bin],
      ]);
      assert.equal(mount.code, 0, mount.stderr);
      try {
        world.write(world.program, standIn("1.0.0"));
        await refused(world, ["--yes", "--base-url", base], /no space is left/);
      } finally {
        await runCommand("umount", [world.bin]);
      }
    }
  },
});
