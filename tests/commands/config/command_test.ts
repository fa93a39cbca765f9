import assert from "node:assert/strict";
import { configCommand } from "../../../lib/commands/config/command.ts";
import { initialSettings } from "../../../lib/commands/config/init.ts";
import { GuardError, UsageError } from "../../../lib/base/errors.ts";
import { parseJson5 } from "../../../lib/base/json5.ts";
import { DEFAULT_POLICY } from "../../../lib/core/policy.ts";
import { settingsPath } from "../../../lib/store/paths.ts";
import { settingsFor } from "../../../lib/settings/check.ts";
import type { Context } from "../../../lib/sys/context.ts";
import { fakeContext, fakeTerminal } from "../../fake_context.ts";

const UNIT =
  "LoadState=loaded\nActiveState=inactive\nMainPID=0\nExecStart={ path=/x ; argv[]=/x gateway --port 19005 ; ignore_errors=no }\n";

function world(unit: string | null = UNIT) {
  const terminal = fakeTerminal();
  const context: Context = fakeContext({
    home: Deno.makeTempDirSync(),
    uid: Deno.uid() ?? 0,
    terminal,
    run: () =>
      Promise.resolve({
        code: unit === null ? 1 : 0,
        stdout: unit ?? "",
        stderr: "no bus",
        timedOut: false,
      }),
  });
  const path = settingsPath(context);
  return {
    context,
    path,
    terminal,
    write(text: string) {
      Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
      Deno.writeTextFileSync(path, text, { mode: 0o600 });
    },
    async run(...args: string[]) {
      terminal.lines.length = 0;
      terminal.errors.length = 0;
      return await configCommand.run(args, context);
    },
    async show(...args: string[]) {
      await configCommand.run(["show", "--json", ...args], context);
      const { settings } = JSON.parse(terminal.lines.at(-1) ?? "") as {
        settings: { key: string; value: unknown; origin: string }[];
      };
      return (key: string) => {
        const found = settings.find((setting) => setting.key === key);
        return [found?.value, found?.origin];
      };
    },
  };
}

Deno.test("config show does not say that a default comes from the file, whose value is wrong", async () => {
  const { write, show } = world();
  write('{notify: {reminders: ["1s"], drills: true}}');
  const settings = await show();
  assert.deepEqual(settings("notify.reminders"), [["4h", "24h"], "default"]);
  assert.deepEqual(settings("notify.drills"), [true, "file"]);
});

Deno.test("config show hides a secret that stands where the place of one belongs", async () => {
  const { write, show } = world();
  write('{notify: {channels: {a: {type: "feishu", urlEnv: "12:AA-x"}}}}');
  assert.deepEqual((await show())("notify.channels.a.urlEnv"), ["***", "file"]);
});

Deno.test("config show tells each value and where it comes from", async () => {
  const { write, show } = world();
  const defaults = await show();
  assert.deepEqual(defaults("rollback"), ["ask", "default"]);
  assert.deepEqual(defaults("probe.port"), [19005, "unit: --port"]);
  assert.deepEqual(defaults("recovery.waits"), [
    ["5s", "10s", "20s"],
    "default",
  ]);
  write(`{rollback: "auto", probe: {port: 1}, recovery: {debounce: "10s"},
    profiles: {work: {rollback: "ask", probe: {port: 2}}}}`);
  const own = await show();
  assert.deepEqual(own("rollback"), ["auto", "file"]);
  assert.deepEqual(own("probe.port"), [1, "file"]);
  const work = await show("--profile", "work");
  assert.deepEqual(work("rollback"), ["ask", "file: profiles.work"]);
  assert.deepEqual(work("probe.port"), [2, "file: profiles.work"]);
  assert.deepEqual(work("recovery.debounce"), ["10s", "file"]);
  // The common port is the default profile's, not another one's.
  const other = await show("--profile", "other");
  assert.deepEqual(other("probe.port"), [19005, "unit: --port"]);
});

Deno.test("config show tells what the environment and openclaw.json say, and works without a bus", async () => {
  const { context, show } = world(
    "LoadState=loaded\nMainPID=0\nEnvironment=OPENCLAW_GATEWAY_PORT=19006\n",
  );
  assert.deepEqual((await show())("probe.port"), [
    19006,
    "environment of the unit: OPENCLAW_GATEWAY_PORT",
  ]);
  const { show: showWithout, context: without } = world(null);
  Deno.mkdirSync(`${without.home}/.openclaw`);
  const config = `${without.home}/.openclaw/openclaw.json`;
  Deno.writeTextFileSync(config, "{gateway: {port: 19007}}");
  const shown = await showWithout();
  assert.deepEqual(shown("probe.port"), [19007, config]);
  assert.match(String(shown("openclaw.json")[1]), /no bus/);
  const elsewhere = {
    ...context,
    env: (name: string) => name === "XDG_STATE_HOME" ? "/somewhere" : undefined,
  };
  const terminal = fakeTerminal();
  await configCommand.run(["show"], { ...elsewhere, terminal });
  assert.match(
    terminal.lines.join("\n"),
    /state folder +\/somewhere\/openclaw-guard +environment: XDG_STATE_HOME/,
  );
});

Deno.test("config validate names every problem: key, value, what is allowed, the nearest key", async () => {
  const { write, run, terminal } = world();
  assert.equal(await run("validate"), 0);
  assert.match(terminal.lines[0] ?? "", /^There is no .*the defaults hold/);
  write('{"rollback": "auto"}');
  assert.equal(await run("validate"), 0);
  write(`{rolback: "auto", rollback: "always", recovery: {waits: ["1s"]},
    profiles: {work: {maintenance: {default: "5h"}}}}`);
  assert.equal(await run("validate"), 70);
  assert.deepEqual(terminal.lines, [
    '"rollback" is "always", but it must be "ask" or "auto"',
    '"recovery.waits" is ["1s"], but it must be a list of 3 durations from "1s" to "2m"',
    '"rolback" is unknown (did you mean "rollback"?)',
  ]);
  // Fine in the file, contradictory for one profile.
  write(
    '{maintenance: {max: "2h"}, profiles: {work: {maintenance: {default: "5h"}}}}',
  );
  assert.equal(await run("validate"), 70);
  assert.deepEqual(terminal.lines, [
    '"maintenance.default" is longer than "maintenance.max"',
  ]);
  assert.match(terminal.errors.at(-1) ?? "", /nothing is done to the gateway/);
  write('{notify: {minSeverity: "warn"}}');
  assert.equal(await run("validate"), 70);
  assert.match(terminal.lines.join(), /"notify\.minSeverity" is "warn"/);
  assert.match(terminal.errors.at(-1) ?? "", /guarded all the same/);
  write("{");
  assert.equal(await run("validate", "--json"), 70);
  assert.match(JSON.parse(terminal.lines[0] ?? "").problems[0], /line 1/);
});

Deno.test("config init writes every setting in comments, and replaces nothing unasked", async () => {
  const { context, path, run, terminal } = world();
  assert.equal(await run("init", "--dry-run"), 0);
  assert.throws(() => Deno.statSync(path), Deno.errors.NotFound);
  assert.equal(await run("init"), 0);
  assert.equal(Deno.statSync(path).mode! & 0o777, 0o600);
  assert.equal(await run("validate"), 0);
  Deno.writeTextFileSync(path, "{}");
  await assert.rejects(run("init"), GuardError);
  assert.equal(Deno.readTextFileSync(path), "{}");
  assert.equal(await run("init", "--force"), 0);
  const copy = /^The old file is now (.*)\.$/.exec(terminal.lines[0] ?? "")
    ?.[1];
  assert.equal(Deno.readTextFileSync(copy ?? ""), "{}");
  assert.equal(Deno.readTextFileSync(path), initialSettings());
  assert(context.home.length > 0);
});

Deno.test("config init --force replaces the file that a link points to, not the link", async () => {
  const { context, path, run, terminal, write } = world();
  const real = `${context.home}/dotfiles/guard.json`;
  Deno.mkdirSync(`${context.home}/dotfiles`);
  Deno.writeTextFileSync(real, "{}");
  write("");
  Deno.removeSync(path);
  Deno.symlinkSync("../../dotfiles/guard.json", path);
  await assert.rejects(run("init"), GuardError);
  assert.equal(Deno.readTextFileSync(real), "{}");
  assert.equal(await run("init", "--force"), 0);
  assert.equal(Deno.readLinkSync(path), "../../dotfiles/guard.json");
  assert.equal(Deno.readTextFileSync(real), initialSettings());
  const copy = /^The old file is now (.*)\.$/.exec(terminal.lines[0] ?? "")
    ?.[1];
  assert.equal(Deno.readTextFileSync(copy ?? ""), "{}");
  assert.equal(await run("validate"), 0);
});

Deno.test("config init leaves a link that leads nowhere as it is, and makes the file it names", async () => {
  const { context, path, run, write } = world();
  write("");
  Deno.removeSync(path);
  Deno.symlinkSync("/nonexistent/guard.json", path);
  await assert.rejects(run("init"), {
    message:
      /^cannot write \/nonexistent\/guard\.json: there is no such file or folder$/,
    hint: `Change that file where it is managed, or remove the link ${path}`,
  });
  assert.equal(Deno.readLinkSync(path), "/nonexistent/guard.json");
  Deno.removeSync(path);
  const real = `${context.home}/guard.json`;
  Deno.symlinkSync(real, path);
  assert.equal(await run("init"), 0);
  assert.equal(Deno.readLinkSync(path), real);
  assert.equal(Deno.readTextFileSync(real), initialSettings());
});

Deno.test("the file of config init is the defaults, with and without its comments", () => {
  const text = initialSettings();
  for (const line of text.split("\n")) assert(line.length <= 100, line);
  const all = text.replaceAll(/^( *)\/\/ (?="\w+": .*,$)/gm, "$1");
  for (const version of [text, all]) {
    const settings = settingsFor(parseJson5(version), "default");
    assert("policy" in settings, JSON.stringify(settings));
    assert.deepEqual(settings.policy, DEFAULT_POLICY);
  }
  assert(Object.keys(parseJson5(all) as object).includes("rollback"));
});

Deno.test("config refuses unknown words", async () => {
  const { run } = world();
  await assert.rejects(run(), UsageError);
  await assert.rejects(run("shwo"), UsageError);
});

Deno.test("config show fits 80 columns, and says when there is no file", async () => {
  const { run, terminal, write, path } = world();
  assert.equal(await run("show"), 0);
  assert.match(terminal.lines[0] ?? "", /; there is no file \/.*\.$/);
  // Paths are as long as they are, on lines of their own.
  const [, ...rows] = terminal.lines;
  const wide = rows.filter((line) => line.length > 80 && !/^ {6}\//.test(line));
  assert.deepEqual(wide, []);
  assert.ok(
    terminal.lines.includes(`      ${path}`),
    terminal.lines.join("\n"),
  );
  write("{}");
  assert.equal(await run("show"), 0);
  assert.equal(
    terminal.lines[0],
    `Settings of profile default; the file is ${path}.`,
  );
});
