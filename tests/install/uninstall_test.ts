import assert from "node:assert/strict";
import {
  GuardError,
  NotConfirmedError,
  UsageError,
} from "../../lib/base/errors.ts";
import { makeUninstallCommand } from "../../lib/commands/install/uninstall.ts";
import { readReceipt } from "../../lib/install/receipt.ts";
import { serviceText } from "../../lib/install/timer/units.ts";
import {
  notifyPaths,
  profilePaths,
  receiptPath,
  settingsPath,
  stateRoot,
} from "../../lib/store/paths.ts";
import type { RunResult } from "../../lib/sys/command.ts";
import { exists } from "../../lib/sys/files.ts";
import {
  below,
  FOREIGN,
  installed,
  installedBy,
  uninstall,
} from "../commands/install/uninstalling.ts";
import { failed, ok, World } from "./world.ts";

Deno.test("uninstall removes lines and state, and keeps the records", async () => {
  using world = new World();
  await installed(world, "default", "work");
  const { outbox, state, lock, settings, log } = notifyPaths(world.context);
  for (const path of [`${outbox}/a.json`, state, lock, settings, log]) {
    world.file(path, "");
  }
  assert.equal(await uninstall(world, "--yes"), 0);
  assert.equal(world.table, FOREIGN);
  const left = below(world, stateRoot(world.context));
  assert.deepEqual(left.filter((name) => !name.startsWith("crontab.bak")), [
    "config/b.json",
    "evidence/a.txt",
    "guard.log",
    "guard.log.1",
    "history.jsonl",
    "notify-log.jsonl",
    "profiles/work/config/b.json",
    "profiles/work/evidence/a.txt",
    "profiles/work/guard.log",
    "profiles/work/guard.log.1",
    "profiles/work/history.jsonl",
    "service-backups.json",
  ]);
  assert.ok(settingsPath(world.context) in world.snapshot());
  assert.match(world.output, new RegExp(`"rm ${world.program}"`));
  assert.match(world.output, /left .*openclaw-gateway\.service\.bak/);
});

Deno.test("uninstall --purge leaves nothing of the guard", async () => {
  for (const first of [false, true]) {
    using world = new World();
    world.file(world.program, "");
    const before = world.snapshot();
    await installed(world, "default", "work");
    if (first) await uninstall(world, "--yes");
    await uninstall(world, "--purge", "--yes");
    assert.equal(world.table, FOREIGN);
    assert.deepEqual(world.snapshot(), before);
    for (const path of [".openclaw", ".openclaw-work"]) {
      assert.throws(() => Deno.statSync(`${world.home}/${path}`));
    }
    assert.throws(() => Deno.statSync(stateRoot(world.context)));
    assert.throws(() => Deno.statSync(`${world.home}/.config/openclaw-guard`));
  }
});

Deno.test("it asks on a terminal and does nothing without a yes", async () => {
  for (const answers of [["n"], [""], []]) {
    using world = new World();
    await installed(world, "default");
    const before = [world.snapshot(), world.table];
    world.answers = answers;
    await assert.rejects(uninstall(world), NotConfirmedError);
    assert.deepEqual(world.questions, ["Remove the guard? [y/N]"]);
    assert.deepEqual([world.snapshot(), world.table], before);
  }
  using world = new World();
  await installed(world, "default");
  world.answers = ["y"];
  assert.equal(await uninstall(world), 0);
  assert.equal(world.table, FOREIGN);
});

Deno.test("without a terminal, and with --json, it needs --yes", async () => {
  using world = new World();
  await installed(world, "default");
  const before = [world.snapshot(), world.table];
  await assert.rejects(uninstall(world), UsageError);
  world.answers = ["y"];
  await assert.rejects(uninstall(world, "--json"), UsageError);
  assert.deepEqual([world.questions, world.output], [[], ""]);
  assert.deepEqual([world.snapshot(), world.table], before);
});

Deno.test("a dry run changes nothing", async () => {
  using world = new World();
  await installed(world, "default", "work");
  const before = [world.snapshot(), world.table];
  await uninstall(world, "--dry-run", "--purge");
  await uninstall(world, "--dry-run", "--profile", "work");
  assert.deepEqual([world.snapshot(), world.table], before);
  assert.doesNotMatch(world.output, /^done/m);
  assert.match(world.output, /^planned/m);
});

Deno.test("uninstalling twice is fine", async () => {
  using world = new World();
  await installed(world, "default");
  await uninstall(world, "--purge", "--yes");
  world.lines.length = 0;
  assert.equal(await uninstall(world, "--purge", "--yes"), 0);
  assert.match(world.output, /already {2}no lines of the guard/);
});

Deno.test("a broken receipt does not keep anyone from uninstalling", async () => {
  using world = new World();
  await installed(world, "default");
  Deno.writeTextFileSync(receiptPath(world.context), "{");
  await uninstall(world, "--yes");
  assert.equal(world.table, FOREIGN);
  assert.equal(readReceipt(world.context), null);
});

Deno.test("for whom the timer starts the guard, the crontab is no news", async () => {
  for (const hasCrontab of [true, false]) {
    for (const args of [["--dry-run"], ["--yes"]]) {
      using world = new World();
      world.hasCrontab = hasCrontab;
      await installedBy("systemd", world, "default");
      await uninstall(world, ...args);
      assert.match(world.output, /openclaw-guard\.timer/);
      assert.doesNotMatch(
        world.output,
        /crontab command|no lines of the guard/,
      );
    }
  }
});

const OPENCLAW = {
  default: { scope: "system", unit: "openclaw.service", user: "" },
};

Deno.test("root's timers go, the system's and root's own, whatever install.json says by now", async () => {
  const rows: [what: string, receipt: string, scopes: ("system" | "user")[]][] =
    [
      ["as installed", JSON.stringify({ gateways: OPENCLAW }), ["system"]],
      ["the last gateway of the system has gone", "{}", ["system"]],
      ["it is damaged", "{", ["system"]],
      ["root's own gateway", "{}", ["user"]],
      [
        "root's own, then one of the system",
        JSON.stringify({ gateways: OPENCLAW }),
        ["user", "system"],
      ],
      ["both, and nobody knows why", "{}", ["user", "system"]],
    ];
  for (const [what, receipt, scopes] of rows) {
    for (const dryRun of [true, false]) {
      using world = new World();
      const { context } = world;
      const etc = `${world.root}/etc`;
      const root = { ...context, uid: 0, roots: { ...context.roots, etc } };
      world.file(receiptPath(root), receipt);
      world.timer.active = true;
      const folders = {
        system: `${etc}/systemd/system`,
        user: `${world.home}/.config/systemd/user`,
      };
      const paths = scopes.flatMap((scope) =>
        ["timer", "service"].map((end) =>
          `${folders[scope]}/openclaw-guard.${end}`
        )
      );
      const text = serviceText({ program: world.program, variables: {} });
      for (const path of paths) world.file(path, text);
      const told: string[] = [];
      world.intercept = (_, args) => {
        const [manager = "", , verb = ""] = args;
        if (!/^(?:stop|reset-failed)$/.test(verb)) return undefined;
        told.push(`${manager} ${verb}`);
        return ok(""); // whichever is stopped, the other one runs on
      };
      const command = makeUninstallCommand({ program: () => null });
      const args = dryRun ? ["--dry-run"] : ["--yes"];
      assert.equal(await command.run(args, root), 0, what);
      assert.deepEqual(
        told,
        dryRun ? [] : scopes.flatMap((scope) => [
          `--${scope} stop`,
          `--${scope} reset-failed`,
        ]),
        what,
      );
      for (const path of paths) {
        assert.equal(exists(path), dryRun, `${what}: ${path}`);
      }
      const lines = world.lines.filter((line) =>
        line.endsWith("remove openclaw-guard.timer")
      );
      assert.equal(lines.length, scopes.length, world.output);
    }
  }
});

Deno.test("the grant that is named is there, or cannot be looked at", async () => {
  const [RULES, SUDOERS] = ["polkit-1/rules.d", "sudoers.d"];
  const rules = `${RULES}/50-openclaw-guard@ann@openclaw.rules`;
  const sudoers = `${SUDOERS}/openclaw-guard@ann@openclaw`;
  const rows: [
    what: string,
    kind: "polkit" | "sudo",
    /** What is in /etc; a folder's name for a file: nobody can look into it. */
    file: string,
    /** What sudo says when it shall look; null: it is not asked. */
    look: RunResult | null,
    named: string | null,
  ][] = [
    ["a rule", "polkit", rules, null, rules],
    ["a rule of somebody else", "polkit", `${RULES}/10-x.rules`, null, null],
    ["rules nobody may see", "polkit", RULES, null, rules],
    ["sudo", "sudo", sudoers, null, sudoers],
    ["sudo allows everything", "sudo", `${SUDOERS}/README`, null, null],
    ["sudo allows everything, and looks", "sudo", SUDOERS, failed(""), null],
    ["sudo allows everything, and sees it", "sudo", SUDOERS, ok(""), sudoers],
    [
      "sudo allows what was granted",
      "sudo",
      SUDOERS,
      failed("sudo: a password is required\n"),
      sudoers,
    ],
  ];
  for (const [what, kind, file, look, named] of rows) {
    using world = new World();
    const { context } = world;
    const etc = `${world.root}/etc`;
    const ann = { ...context, uid: 1000, roots: { ...context.roots, etc } };
    world.file(receiptPath(ann), JSON.stringify({ gateways: OPENCLAW }));
    world.file(`${etc}/${file}`, "");
    let looked: RunResult | null = null;
    world.intercept = (program, args) => {
      if (program === "id") return ok("ann\n");
      if (args.includes("/usr/bin/test")) {
        assert.deepEqual(args, [
          "-n",
          "--",
          "/usr/bin/test",
          "-e",
          `${etc}/${sudoers}`,
        ]);
        return looked = look ?? assert.fail(what);
      }
      if (!args.some((word) => word.includes("asks-for"))) return undefined;
      return program === "sudo" || kind === "polkit"
        ? failed("not loaded\n", 5)
        : failed("Access denied\n");
    };
    const command = makeUninstallCommand({ program: () => null });
    assert.equal(await command.run(["--yes"], ann), 0, what);
    assert.equal(looked, look, what);
    const told = world.lines.filter((line) =>
      line.includes("root has allowed")
    );
    assert.deepEqual(
      told.map((line) => /"sudo rm (.+)" takes/.exec(line)?.[1]),
      named === null ? [] : [`${etc}/${named}`],
      what,
    );
  }
});

Deno.test("broken markers stop it before anything is removed", async () => {
  using world = new World();
  await installed(world, "default");
  world.table = "# END openclaw-guard\n" + world.table;
  const before = [world.snapshot(), world.table];
  await assert.rejects(uninstall(world, "--yes"), GuardError);
  assert.deepEqual([world.snapshot(), world.table], before);
});

Deno.test("a tick that cron began is over before its files go", async () => {
  using world = new World();
  await installed(world, "default");
  const { state } = profilePaths(world.context, "default");
  const line = `sleep 30; '${world.program}' check >/dev/null 2>&1`;
  world.process(77, "sh", ["/bin/sh", "-c", line]);
  world.onSleep = () => {
    world.file(state, "written by the last tick");
    Deno.removeSync(`${world.proc}/77`, { recursive: true });
  };
  await uninstall(world, "--purge", "--yes");
  assert.throws(() => Deno.statSync(stateRoot(world.context)));
  assert.match(world.output, /"sleep 30".* waiting .* at most 90 s/);
});

Deno.test("a gateway that was stopped in an emergency is not forgotten", async () => {
  using world = new World();
  await installed(world, "default");
  world.file(profilePaths(world.context, "default").emergency, "{}");
  await uninstall(world, "--yes");
  assert.match(world.output, /stays stopped/);
});

Deno.test("uninstall --json is one object", async () => {
  using world = new World();
  await installed(world, "default");
  await uninstall(world, "--yes", "--json");
  assert.equal(world.lines.length, 1);
  const report = JSON.parse(world.output);
  assert.equal(report.schema, 1);
  assert.ok(
    report.steps.some(({ step, outcome }: Record<string, string>) =>
      step === "crontab" && outcome === "done"
    ),
  );
});
