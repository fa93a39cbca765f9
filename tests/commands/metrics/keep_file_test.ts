import assert from "node:assert/strict";
import { keepMetricsFile } from "../../../lib/commands/metrics/keep_file.ts";
import { loadSideSettings } from "../../../lib/settings/load_side.ts";
import { metricsCommand } from "../../../lib/commands/metrics/command.ts";
import { freshMemory } from "../../../lib/core/memory.ts";
import { readHistory } from "../../../lib/store/history.ts";
import {
  profilePaths,
  settingsPath,
  stateRoot,
} from "../../../lib/store/paths.ts";
import { writeState } from "../../../lib/store/state.ts";
import { folderOf } from "../../../lib/base/path.ts";
import type { Context } from "../../../lib/sys/context.ts";
import { fakeContext, fakeTerminal } from "../../fake_context.ts";

async function withContext(
  test: (
    context: Context,
    file: string,
    terminal: ReturnType<typeof fakeTerminal>,
  ) => Promise<void>,
): Promise<void> {
  const home = Deno.makeTempDirSync();
  const terminal = fakeTerminal();
  const etc = `${home}/etc`;
  Deno.mkdirSync(etc);
  const uid = Deno.uid() ?? 0;
  Deno.writeTextFileSync(
    `${etc}/passwd`,
    `root:x:0:0::/root:/bin/sh\nlei:x:${uid + 1}:1::/h:/bin/sh\n` +
      `me:x:${uid}:1::/h:/bin/sh\n`.repeat(uid === 0 ? 0 : 1),
  );
  const base = fakeContext({ home, terminal, uid });
  const context = { ...base, roots: { ...base.roots, etc } };
  const file = `${home}/out/me.prom`;
  try {
    Deno.mkdirSync(stateRoot(context), { recursive: true });
    Deno.mkdirSync(folderOf(settingsPath(context)), { recursive: true });
    Deno.writeTextFileSync(
      settingsPath(context),
      JSON.stringify({ metrics: { file } }),
    );
    const { state } = profilePaths(context, "default");
    const now = context.clock.now();
    writeState(state, {
      ...freshMemory(now),
      verdict: "healthy",
      lastTick: now,
    });
    await test(context, file, terminal);
  } finally {
    Deno.removeSync(home, { recursive: true });
  }
}

/** As after a check, which has read the settings. */
async function keep(context: Context): Promise<void> {
  await keepMetricsFile(context, await loadSideSettings(context));
}

const events = (context: Context) =>
  readHistory(context, "default").events
    .map(({ event, sentence }) => `${event}: ${sentence}`);

Deno.test("the file has what the command prints, for everybody to read, and nothing else is left beside it", async () => {
  await withContext(async (context, file, terminal) => {
    Deno.mkdirSync(folderOf(file));
    await keep(context);
    await keep(context);
    const text = Deno.readTextFileSync(file);
    assert.equal((Deno.statSync(file).mode ?? 0) & 0o777, 0o644);
    const names = [...Deno.readDirSync(folderOf(file))].map(({ name }) => name);
    assert.deepEqual(names, ["me.prom"]);
    assert.equal(await metricsCommand.run([], context), 0);
    assert.equal(terminal.lines.join("\n") + "\n", text);
    assert.match(text, /^openclaw_guard_verdict\{.*verdict="healthy"\} 1$/m);
    assert.deepEqual(events(context), []);
  });
});

Deno.test("a file that cannot be written is told once, and once more when it can be", async () => {
  await withContext(async (context, file) => {
    await keep(context);
    await keep(context);
    assert.equal(events(context).length, 1);
    assert.match(
      events(context)[0] ?? "",
      /^metrics: the metrics cannot be written to .*me\.prom: /,
    );
    Deno.mkdirSync(folderOf(file));
    await keep(context);
    await keep(context);
    assert.deepEqual(events(context).slice(1), [
      "metrics: the metrics are written again",
    ]);
  });
});

Deno.test("what stands under the file's name is replaced, never written through", async () => {
  await withContext(async (context, file) => {
    Deno.mkdirSync(folderOf(file));
    const other = `${context.home}/other`;
    Deno.writeTextFileSync(other, "mine");
    Deno.symlinkSync(other, file);
    await keep(context);
    assert.equal(Deno.readTextFileSync(other), "mine");
    assert.match(Deno.readTextFileSync(file), /openclaw_guard_build_info/);
  });
});

Deno.test({
  name: "root writes no metrics into another user's folder",
  ignore: Deno.uid() !== 0, // only root can give a folder away
  fn: () =>
    withContext(async (context, file) => {
      const folder = folderOf(file);
      Deno.mkdirSync(folder);
      Deno.chownSync(folder, 1000, 1000);
      await keep(context);
      assert.deepEqual([...Deno.readDirSync(folder)], []);
      assert.match(
        events(context)[0] ?? "",
        /^metrics: .*out is another user's, and this is root$/,
      );
    }),
});

Deno.test("it is written on with settings that cannot be read any more", async () => {
  await withContext(async (context, file) => {
    Deno.mkdirSync(folderOf(file));
    await keep(context);
    Deno.removeSync(file);
    Deno.writeTextFileSync(settingsPath(context), '{ "metrics": ');
    await keep(context);
    assert.match(Deno.readTextFileSync(file), /openclaw_guard_build_info/);
  });
});

Deno.test("without the setting nothing is written", async () => {
  await withContext(async (context, file) => {
    Deno.mkdirSync(folderOf(file));
    Deno.writeTextFileSync(settingsPath(context), "{}");
    await keep(context);
    assert.deepEqual([...Deno.readDirSync(folderOf(file))], []);
  });
});
