import assert from "node:assert/strict";
import { watchStatus } from "../../../lib/commands/status/watch.ts";
import type { Context } from "../../../lib/sys/context.ts";
import { profilePaths } from "../../../lib/store/paths.ts";
import { fakeTerminal } from "../../fake_context.ts";
import { type FakeScreen, fakeScreen } from "../../fake_screen.ts";
import { readFiles } from "../../model/files.ts";
import { ModelledHost } from "../../model/modelled_host.ts";

const SECOND = 1000;

interface Watched {
  readonly screen: FakeScreen;
  readonly terminal: ReturnType<typeof fakeTerminal>;
  /** Pauses between looks so far. */
  readonly pauses: readonly number[];
}

/** Watches; `during` is called in each pause and ends it with "end". */
async function watch(
  host: ModelledHost,
  screen: FakeScreen,
  during: (pause: number) => "end" | void,
  json = false,
): Promise<Watched> {
  const terminal = fakeTerminal();
  const pauses: number[] = [];
  const ended = new AbortController();
  const context: Context = {
    ...host.context,
    terminal,
    clock: {
      ...host.context.clock,
      sleep(ms) {
        pauses.push(ms);
        host.advance(ms);
        if (during(pauses.length) === "end") ended.abort();
        return Promise.resolve();
      },
    },
  };
  await watchStatus({
    context,
    profiles: ["default"],
    everyMs: 2 * SECOND,
    json,
    screen,
    ended: ended.signal,
  });
  return { screen, terminal, pauses };
}

function started(): ModelledHost {
  const host = new ModelledHost();
  host.start({ hung: false });
  host.advance(300 * SECOND); // or a silent one would be starting
  return host;
}

Deno.test("on a terminal every look is drawn over the last one, and the cursor comes back", async () => {
  await using host = started();
  const before = readFiles(`${host.dir}/home`);
  const { screen, terminal, pauses } = await watch(
    host,
    fakeScreen({ columns: 60, rows: 24 }),
    (pause) => {
      if (pause === 2) host.hang();
      return pause === 3 ? "end" : undefined;
    },
  );
  assert.deepEqual(pauses, [2000, 2000, 2000]);
  const [begin, ...rest] = screen.written;
  const frames = rest.slice(0, -1);
  assert.equal(begin, "\x1b[?1049h\x1b[?25l");
  assert.equal(rest.at(-1), "\x1b[?25h\x1b[?1049l");
  assert.equal(frames.length, 3);
  for (const frame of frames) {
    assert.ok(frame.startsWith("\x1b[H"), "drawn from the top, not cleared");
    assert.ok(frame.endsWith("\x1b[K\x1b[J"), "what was below is cleared");
    assert.equal(frame.includes("\x1b[2J"), false, "clearing all flickers");
  }
  assert.match(frames[1] ?? "", /now:\S*\s+healthy/);
  assert.match(frames[2] ?? "", /now:\S*\s+failing/);
  assert.match(
    terminal.lines.slice(0, 2).join(" "),
    /now: +failing/,
    "the last one stays",
  );
  assert.deepEqual(readFiles(`${host.dir}/home`), before, "it only looks");
  assert.deepEqual(host.requests, []);
});

Deno.test("a new size is drawn at once, without a look; what does not fit is cut", async () => {
  await using host = started();
  let looks = 0;
  const run = host.context.run;
  Object.assign(host.context, {
    run: (...args: Parameters<typeof run>) => {
      looks++;
      return run(...args);
    },
  });
  const screen = fakeScreen({ columns: 120, rows: 24 });
  await watch(host, screen, (pause) => {
    if (pause === 1) screen.resize(30, 6);
    return pause === 1 ? "end" : undefined;
  });
  assert.equal(looks, 1);
  const frame = screen.written[2] ?? "";
  // deno-lint-ignore no-control-regex
  const lines = frame.replaceAll(/\x1b\[[HKJ]/g, "").split("\n");
  assert.equal(lines.length, 6);
  assert.equal(lines.at(-1), "…");
  for (const line of lines) assert.ok(line.length < 30, line);
});

Deno.test("in a pipe there is a line for each change, none for the passing of time", async () => {
  await using host = started();
  const { screen } = await watch(host, fakeScreen(null), (pause) => {
    if (pause === 3) host.hang();
    if (pause === 6) host.stopByHand();
    return pause === 8 ? "end" : undefined;
  });
  const lines = screen.text.trimEnd().split("\n").map((line) =>
    line.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d /, "")
  );
  assert.deepEqual(lines, [
    "default: NOBODY IS CHECKING; seen now: healthy - it works, pid 1000",
    "default: NOBODY IS CHECKING; seen now: failing (stuck) - it answers that it is not well, pid 1000",
    "default: NOBODY IS CHECKING; seen now: stopped - it stays so until somebody starts it, no process",
  ]);
  assert.equal(screen.text.includes("\x1b"), false);
});

Deno.test("with --json there is an object for each change", async () => {
  await using host = started();
  const { screen } = await watch(
    host,
    fakeScreen({ columns: 80 }),
    (pause) => {
      if (pause === 2) host.hang();
      return pause === 4 ? "end" : undefined;
    },
    true,
  );
  const verdicts = screen.text.trimEnd().split("\n").map((line) =>
    JSON.parse(line).verdict
  );
  assert.deepEqual(verdicts, ["healthy", "failing"]);
});

Deno.test("when nobody reads any more it ends by itself", async () => {
  await using host = started();
  const screen = fakeScreen(null);
  const { pauses } = await watch(host, screen, (pause) => {
    if (pause === 2) {
      screen.close();
      host.hang();
    }
    assert.ok(pause < 4, "it went on");
  });
  assert.equal(pauses.length, 2);
});

Deno.test("the history is read again only when it has changed", async () => {
  await using host = started();
  const { history, dir } = profilePaths(host.context, "default");
  Deno.mkdirSync(dir, { recursive: true });
  Deno.writeTextFileSync(history, "");
  const open = Deno.openSync;
  let reads = 0;
  Deno.openSync = (path, options) => {
    if (path === history) reads++;
    return open(path, options);
  };
  try {
    await watch(host, fakeScreen(null), (pause) => {
      if (pause === 4) Deno.writeTextFileSync(history, "\n");
      return pause === 8 ? "end" : undefined;
    });
  } finally {
    Deno.openSync = open;
  }
  assert.equal(reads, 2);
});
