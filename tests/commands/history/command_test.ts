import assert from "node:assert/strict";
import { historyCommand } from "../../../lib/commands/history/command.ts";
import {
  type Found,
  keepPage,
} from "../../../lib/commands/history/keep_page.ts";
import { loadSideSettings } from "../../../lib/settings/load_side.ts";
import { UsageError } from "../../../lib/base/errors.ts";
import { profilePaths, settingsPath } from "../../../lib/store/paths.ts";
import type { Context } from "../../../lib/sys/context.ts";
import { fakeClock, fakeContext, fakeTerminal } from "../../fake_context.ts";

/** A guard's home with its folder, and the clock that it has. */
async function inHome(
  use: (
    context: Context,
    home: string,
    clock: ReturnType<typeof fakeClock>,
  ) => Promise<void>,
): Promise<void> {
  const home = Deno.makeTempDirSync();
  try {
    const clock = fakeClock();
    const context = fakeContext({ home, clock, uid: Deno.uid() ?? 0 });
    Deno.mkdirSync(profilePaths(context, "default").dir, { recursive: true });
    await use(context, home, clock);
  } finally {
    Deno.removeSync(home, { recursive: true });
  }
}

function set(context: Context, settings: unknown): void {
  const path = settingsPath(context);
  Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  Deno.writeTextFileSync(path, JSON.stringify(settings));
}

async function run(context: Context, ...args: string[]): Promise<string[]> {
  const terminal = fakeTerminal();
  assert.equal(await historyCommand.run(args, { ...context, terminal }), 0);
  return terminal.lines;
}

/** As after a check, which has read the settings. */
async function keep(context: Context, found: readonly Found[]): Promise<void> {
  await keepPage(context, await loadSideSettings(context), found);
}

function modeOf(path: string): number {
  return (Deno.statSync(path).mode ?? 0) & 0o777;
}

const WELL = [{ profile: "default", verdict: "healthy", reason: null }];
const HUNG = [{ profile: "default", verdict: "hung", reason: "http" }];

Deno.test("history shows the terminal, a page, and badges, for the owner alone unless asked", async () => {
  await inHome(async (context, home) => {
    set(context, { host: "attic" });
    assert.match((await run(context)).join("\n"), /no check yet/);
    const page = `${home}/page.html`;
    assert.deepEqual(await run(context, "--html", page), [`written: ${page}`]);
    assert.equal(modeOf(page), 0o600);
    assert.match(
      Deno.readTextFileSync(page),
      /attic<\/h1>.*does not change by itself/s,
    );
    await run(context, "--html", page, "--readable");
    assert.equal(modeOf(page), 0o644);
    await run(context, "--badge", `${home}/b.svg`);
    await run(context, "--badge", `${home}/b.json`);
    assert.match(Deno.readTextFileSync(`${home}/b.svg`), /^<svg /);
    assert.equal(
      JSON.parse(Deno.readTextFileSync(`${home}/b.json`)).message,
      "not watched",
    );
    const [json = ""] = await run(context, "--json", "--days", "7");
    assert.equal(JSON.parse(json).profiles[0].days.length, 7);
  });
});

Deno.test("history refuses what it cannot do, and never replaces what is no plain file", async () => {
  await inHome(async (context, home) => {
    Deno.mkdirSync(`${home}/folder`);
    const cases: readonly [args: string[], why: RegExp][] = [
      [["--days", "0"], /not a whole number from 1 to 400/],
      [["--days", "401"], /not a whole number/],
      [["--badge", "x.png"], /what badge/],
      [["--readable"], /without --html or --badge/],
      [["--html", `${home}/folder`], /is a folder/],
      [["--html", "/dev/null"], /is a pipe, socket or device/],
      [["--html", `${home}/no/such/page.html`], /no such file or folder/],
    ];
    for (const [args, why] of cases) {
      await assert.rejects(run(context, ...args), why, args.join(" "));
    }
    await assert.rejects(run(context, "--days", "x"), UsageError);
    assert.deepEqual([...Deno.readDirSync(`${home}/folder`)], []);
  });
});

Deno.test("the page is kept up to date once a minute and at each change of verdict", async () => {
  await inHome(async (context, home, clock) => {
    const page = `${home}/page.html`;
    await keep(context, WELL);
    assert.throws(() => Deno.statSync(page), Deno.errors.NotFound);
    set(context, { history: { page } });
    const cases: readonly [
      afterMs: number,
      found: typeof WELL | typeof HUNG,
      written: boolean,
    ][] = [
      [0, WELL, true],
      [30_000, WELL, false],
      [30_000, WELL, true],
      [10_000, HUNG, true],
      [10_000, HUNG, false],
      [10_000, WELL, true],
      // The clock was set back.
      [-3_600_000, WELL, true],
    ];
    for (const [afterMs, found, written] of cases) {
      clock.advance(afterMs);
      Deno.writeTextFileSync(page, "old");
      await keep(context, found);
      const text = Deno.readTextFileSync(page);
      assert.equal(text !== "old", written, `${afterMs}`);
      if (written) assert.match(text, /more than 5 minutes ago/);
    }
    Deno.chmodSync(page, 0o644);
    await keep(context, HUNG);
    assert.equal(modeOf(page), 0o644, "who made it readable finds it so");
  });
});

Deno.test({
  name: "root keeps no page in another user's folder",
  ignore: Deno.uid() !== 0, // only root can give a folder away
  fn: () =>
    inHome(async (context, home) => {
      const folder = `${home}/public`;
      Deno.mkdirSync(folder);
      Deno.chownSync(folder, 1000, 1000);
      set(context, { history: { page: `${folder}/page.html` } });
      await keep({ ...context, uid: 0 }, WELL);
      assert.deepEqual([...Deno.readDirSync(folder)], []);
      assert.match(
        Deno.readTextFileSync(profilePaths(context, "default").history),
        /public is another user's, and this is root/,
      );
    }),
});

Deno.test("the page is kept up to date with settings that cannot be used", async () => {
  await inHome(async (context, home, clock) => {
    const page = `${home}/page.html`;
    set(context, { history: { page } });
    await keep(context, WELL);
    for (
      const broken of [
        '{ "history": ',
        JSON.stringify({ history: { page }, no: 1 }),
      ]
    ) {
      Deno.writeTextFileSync(settingsPath(context), broken);
      Deno.writeTextFileSync(page, "old");
      clock.advance(60_000);
      await keep(context, WELL);
      assert.match(Deno.readTextFileSync(page), /^<!doctype/, broken);
    }
  });
});

Deno.test("a page that cannot be written is told once, and nothing fails for it", async () => {
  await inHome(async (context, home, clock) => {
    set(context, { history: { page: `${home}/no/such/page.html` } });
    const history = profilePaths(context, "default").history;
    for (let times = 0; times < 3; times++) {
      clock.advance(60_000);
      await keep(context, WELL);
    }
    const events = Deno.readTextFileSync(history).trim().split("\n");
    assert.equal(events.length, 1);
    assert.match(events[0] ?? "", /history-page.*not kept up to date/);
    Deno.mkdirSync(`${home}/no/such`, { recursive: true });
    clock.advance(60_000);
    await keep(context, WELL);
    assert.match(
      Deno.readTextFileSync(`${home}/no/such/page.html`),
      /^<!doctype/,
    );
  });
});
