import assert from "node:assert/strict";
import { GuardError } from "../../../lib/base/errors.ts";
import { editCrontab } from "../../../lib/install/cron/file.ts";
import { readCrontab } from "../../../lib/install/cron/read.ts";
import {
  guardLinesPresent,
  putGuardLines,
  removeGuardLines,
} from "../../../lib/install/cron/block.ts";
import { stateRoot } from "../../../lib/store/paths.ts";
import { runCommand } from "../../../lib/sys/command.ts";
import { failed, ok, World } from "../world.ts";

function backups(world: World): string[] {
  return [...Deno.readDirSync(stateRoot(world.context))]
    .map(({ name }) => name).sort();
}

Deno.test("every cron's way to say 'none yet' is an empty table", async () => {
  for (
    const message of [
      "no crontab for openclaw\n",
      "crontab: no crontab for openclaw\n",
      "crontab: can't open 'openclaw': No such file or directory\n",
    ]
  ) {
    using world = new World();
    world.intercept = () => failed(message);
    assert.equal(await readCrontab(world.context), "", message);
  }
});

Deno.test("28: crontab -l fails oddly: refused, nothing is written", async () => {
  const results = [
    failed("You (openclaw) are not allowed to use this program (crontab)\n"),
    failed("crontab: can't open 'openclaw': Permission denied\n"),
    failed(
      "crontab: can't change directory to '/var/spool/cron': No such file or directory\n",
    ),
    failed("cannot connect: no crontab for openclaw\n"),
    failed("no crontab for openclaw\nand something else\n"),
    failed("no crontab for openclaw\n", 3),
    failed(""),
    { ...ok("1 * * * * /a\n"), code: 1 },
    { ...failed("no crontab for openclaw\n"), stdout: "1 * * * * /a\n" },
    { ...ok("1 * * * * /a\n"), timedOut: true },
    ok("#".repeat(8 << 20)),
  ];
  for (const result of results) {
    using world = new World();
    world.intercept = (program) => program === "crontab" ? result : undefined;
    const { context } = world;
    for (
      const act of [
        () => readCrontab(context),
        () => putGuardLines(context, world.program),
        () => removeGuardLines(context),
        () => guardLinesPresent(context),
      ]
    ) {
      await assert.rejects(act(), (error) => {
        assert.ok(error instanceof GuardError);
        assert.match(error.message, /^cannot read your crontab/);
        return true;
      });
    }
    assert.ok(world.calls.every((call) => call[1] === "-l"));
  }
});

Deno.test("27: foreign jobs, % and odd bytes survive install and uninstall", async () => {
  using world = new World();
  const table = 'MAILTO=""\r\n0 3 * * * date +\\%F\n# \xff\0\n';
  world.table = table;
  const { context } = world;
  const put = await putGuardLines(context, world.program);
  assert.ok(put.changed);
  assert.ok(world.table?.startsWith(table));
  assert.ok(await guardLinesPresent(context));
  assert.deepEqual(await putGuardLines(context, world.program), {
    changed: false,
    backup: null,
  });
  await removeGuardLines(context);
  assert.equal(world.table, table);
  assert.equal(await guardLinesPresent(context), false);
  assert.equal(
    Deno.readTextFileSync(put.backup ?? ""),
    new TextDecoder().decode(Uint8Array.from(table, (c) => c.charCodeAt(0))),
  );
  assert.equal((Deno.statSync(put.backup ?? "").mode ?? 0) & 0o777, 0o600);
});

Deno.test("who had no table has none again, and no file is left", async () => {
  for (const before of [null, ""]) {
    using world = new World();
    if (before !== null) world.table = before;
    await putGuardLines(world.context, world.program);
    await removeGuardLines(world.context);
    assert.equal(world.table, null);
    assert.ok(backups(world).every((name) => name.startsWith("crontab.bak-")));
  }
});

Deno.test("a last line without a newline gets one, as cron demands", async () => {
  using world = new World();
  world.table = "1 * * * * /a";
  await putGuardLines(world.context, world.program);
  await removeGuardLines(world.context);
  assert.equal(world.table, "1 * * * * /a\n");
});

Deno.test("ten saved tables are kept, other files stay", async () => {
  using world = new World();
  const root = stateRoot(world.context);
  world.file(`${root}/crontab.bak-mine`, "");
  for (let round = 0; round < 8; round++) {
    await putGuardLines(world.context, world.program);
    await removeGuardLines(world.context);
    if (round > 3) world.wallMs += 60_000;
  }
  const names = backups(world);
  assert.equal(names.filter((name) => /\d/.test(name)).length, 10);
  assert.ok(names.includes("crontab.bak-mine"));
  assert.ok(names.some((name) => name.includes("T010503")), "the newest");
  assert.ok(!names.some((name) => name.includes("T010203.000")), "the oldest");
});

Deno.test("a table that crontab refuses leaves the old one", async () => {
  using world = new World();
  world.table = "1 * * * * /a\n";
  world.intercept = (program, args) =>
    program === "crontab" && args[0] !== "-l"
      ? failed("errors in crontab file, can't install.\n")
      : undefined;
  await assert.rejects(
    putGuardLines(world.context, world.program),
    /cannot change your crontab: errors in crontab file/,
  );
  assert.equal(world.table, "1 * * * * /a\n");
  assert.equal(world.calls.filter((call) => call[1] !== "-l").length, 1);
});

Deno.test("C2: a table that somebody installs while the guard writes its own stays", async () => {
  const theirs = "1 * * * * /a\n2 * * * * /theirs\n";
  const moments: [string, (args: readonly string[]) => boolean, RegExp][] = [
    [
      "before the guard looks closer",
      (args) => args[0] === "-l" && ++reads === 2,
      /changed by somebody else just now/,
    ],
    [
      "just before it is written",
      (args) => args[0] === "-l" && ++reads === 3,
      /changed by somebody else just now/,
    ],
    [
      "just after it was written",
      (args) => args[0] !== "-l",
      /somebody else installed another one.*saved in/,
    ],
  ];
  let reads = 0;
  for (const [when, isMoment, message] of moments) {
    using world = new World();
    reads = 0;
    world.table = "1 * * * * /a\n";
    let came = false;
    world.intercept = (program, args) => {
      if (came || program !== "crontab" || !isMoment(args)) {
        return;
      }
      came = true;
      world.table = theirs;
      return args[0] === "-l" ? undefined : ok("");
    };
    await assert.rejects(
      putGuardLines(world.context, world.program),
      (error) => {
        assert.ok(error instanceof GuardError);
        assert.match(error.describe(), message, when);
        return true;
      },
    );
    assert.ok(came, when);
    assert.equal(world.table, theirs, when);
  }
});

Deno.test("C2: a table that somebody makes from the guard's own is no failure", async () => {
  using world = new World();
  world.table = "1 * * * * /a\n";
  world.intercept = (program, args) => {
    if (program !== "crontab" || args[0] === "-l") return;
    world.table = Deno.readTextFileSync(args[0] ?? "") + "2 * * * * /theirs\n";
    return ok("");
  };
  assert.ok((await putGuardLines(world.context, world.program)).changed);
  assert.match(world.table ?? "", /END openclaw-guard\n2 .*theirs\n$/);
});

Deno.test("C2: a table that crontab -l does not show byte for byte is left alone", async () => {
  const cases: [string, (world: World) => void, string, RegExp | null][] = [
    [
      "CR, Debian 12",
      debian12,
      "0 3 * * * /backup all\r\n",
      /shows \\r in line 1/,
    ],
    ["BS, Debian 12", debian12, "#\n# \b\n", /shows \\b in line 2/],
    ["what looks like it", () => {}, "1 * * * * grep '\\bx'\n", /shows \\b/],
    ["CR that is shown", () => {}, "0 3 * * * /backup all\r\n", null],
    ["other backslashes", debian12, "1 * * * * date +\\%F \\\\ \\n\n", null],
    ["other controls", debian12, "# \t\f\v\x1b\x7f\xff\0\n", null],
    [
      "comments in the header's place",
      (world) => world.headerless = true,
      "# 1\n# 2\n1 * * * * /a\n",
      /does not show its first lines/,
    ],
    [
      "Debian's header",
      (world) => world.headerless = true,
      "# DO NOT EDIT THIS FILE - edit the master and reinstall.\n# (x)\n# (y)\n1 * * * * /a\n",
      null,
    ],
  ];
  for (const [name, prepare, table, refusal] of cases) {
    using world = new World();
    prepare(world);
    world.table = table;
    if (refusal === null) {
      assert.ok((await putGuardLines(world.context, world.program)).changed);
      continue;
    }
    await assert.rejects(
      putGuardLines(world.context, world.program),
      (error) => {
        assert.ok(error instanceof GuardError);
        assert.match(error.message, refusal, name);
        assert.match(error.hint, /--scheduler systemd/, name);
        return true;
      },
    );
    const block = "# BEGIN openclaw-guard\n* * * * * x\n# END openclaw-guard\n";
    world.table = table + block;
    await assert.rejects(removeGuardLines(world.context), (error) => {
      assert.ok(error instanceof GuardError);
      assert.match(error.message, refusal, name);
      assert.match(error.hint, /out with "crontab -e"/, name);
      return true;
    });
    assert.equal(world.table, table + block, name);
  }
});

function debian12(world: World) {
  world.debian12 = true;
}

Deno.test("a table that crontab(1) installs and says it did not is taken back", async () => {
  using world = new World();
  world.table = "1 * * * * /a\n";
  let writes = 0;
  world.intercept = (program, args) => {
    if (program !== "crontab" || args[0] === "-l" || ++writes > 1) return;
    world.table = Deno.readTextFileSync(args[0] ?? "");
    return failed("cannot tell cron\n");
  };
  await assert.rejects(
    putGuardLines(world.context, world.program),
    /cannot change your crontab: cannot tell cron/,
  );
  assert.equal(world.table, "1 * * * * /a\n");
});

Deno.test("when even that fails, the saved table is named", async () => {
  using world = new World();
  world.table = "1 * * * * /a\n";
  let writes = 0;
  world.intercept = (program, args) => {
    if (program !== "crontab" || args[0] === "-l") return;
    if (++writes === 1) world.table = Deno.readTextFileSync(args[0] ?? "");
    return failed("disk full\n");
  };
  await assert.rejects(
    putGuardLines(world.context, world.program),
    (error) => {
      assert.ok(error instanceof GuardError);
      const backup = /saved in (\S+):/.exec(error.describe())?.[1] ?? "";
      assert.equal(Deno.readTextFileSync(backup), "1 * * * * /a\n");
      return true;
    },
  );
});

Deno.test("bytes pass through real processes unchanged", async () => {
  using world = new World();
  const script = `${world.root}/crontab`;
  world.file(
    script,
    `#!/bin/sh\nif [ "$1" = -l ]; then cat '${world.spool}'; else cat "$1" >'${world.spool}'; fi\n`,
  );
  Deno.chmodSync(script, 0o755);
  const table = Array.from({ length: 256 }, (_, n) => String.fromCharCode(n))
    .join("") + "\n";
  world.table = table;
  const context = {
    ...world.context,
    run:
      ((_, args, options) =>
        runCommand(script, args, options)) as typeof runCommand,
  };
  assert.equal(await readCrontab(context), table);
  await editCrontab(context, (text) => text + text);
  assert.equal(world.table, table + table);
});
