/** Plays the whole demo, as a person would start it from source. */

import assert from "node:assert/strict";
import { displayWidth } from "../../../lib/base/width.ts";

const ROOT = new URL("../../..", import.meta.url);

/** The flags that resolve imports the way they are resolved here. */
function importFlags(): string[] {
  return import.meta.resolve("@std/cli/parse-args").startsWith("file:")
    ? [
      "--import-map=build/npm_only/import_map.json",
      "--lock=build/npm_only/deno.lock",
      "--frozen",
    ]
    : [];
}

/** How a demo went. */
interface Played {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/**
 * Plays it with a home folder and a folder for temporary files of its own, and
 * checks that both are empty afterwards and that no process is left.
 *
 * @param until SIGINT is sent when this has been printed; null for never.
 */
async function play(until: RegExp | null, locale: string): Promise<Played> {
  const folder = Deno.makeTempDirSync();
  const [home, temporary] = [`${folder}/home`, `${folder}/tmp`];
  Deno.mkdirSync(home);
  Deno.mkdirSync(temporary);
  try {
    const child = new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--quiet", "--allow-all", ...importFlags()],
        ...["main.ts", "demo", "--fast"],
      ],
      cwd: ROOT,
      env: {
        HOME: home,
        TMPDIR: temporary,
        DENO_DIR: Deno.env.get("DENO_DIR") ??
          `${Deno.env.get("HOME")}/.cache/deno`,
        OPENCLAW_STATE_DIR: "/nonexistent/of-the-person",
        NO_COLOR: "1",
        LC_ALL: locale,
      },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const errors = new Response(child.stderr).text();
    let output = "";
    let interrupted = false;
    for await (
      const text of child.stdout.pipeThrough(new TextDecoderStream())
    ) {
      output += text;
      if (until !== null && !interrupted && until.test(output)) {
        interrupted = true;
        child.kill("SIGINT");
      }
    }
    const { code } = await child.status;
    assert.deepEqual([...Deno.readDirSync(temporary)], [], "temporary files");
    assert.deepEqual([...Deno.readDirSync(home)], [], "home folder");
    const pids = [...output.matchAll(/(?:started process|已启动进程) (\d+)/g)];
    assert.ok(pids.length > 0, output);
    for (const [, pid] of pids) {
      assert.ok(!commandLine(pid ?? "").includes("stand_in"), `pid ${pid}`);
    }
    return { code, output, errors: await errors };
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

function commandLine(pid: string): string {
  try {
    return Deno.readTextFileSync(`/proc/${pid}/cmdline`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

/** Of the longest line. */
function columnsOf(output: string): number {
  return Math.max(...output.split("\n").map(displayWidth));
}

/** What must be told, in this order. */
const TIMELINE: readonly RegExp[] = [
  /systemd +· started process \d+/,
  /guard +✓ healthy: first check/,
  /fault +✗ kill -STOP \d+/,
  /gateway +✗ systemd says active \(running\), port \d+ is open, but nobody/,
  /guard +✗ hung: /,
  /guard +↻ restart: /,
  /systemd +· SIGTERM and SIGCONT to process \d+/,
  /systemd +· started process \d+/,
  // Two who look at the same time: either may be the first to see it.
  /gateway +✓ answers again[^]*?guard +✓ recovered: |guard +✓ recovered: [^]*?gateway +✓ answers again/,
  /fault +✗ process \d+ hangs/,
  /guard +✗ hung: /,
  /systemd +· SIGTERM and SIGCONT/,
  /guard +↻ kill: /,
  /systemd +· process \d+ ended \(SIGKILL\)/,
  /guard +✓ recovered: /,
  /fault +✗ kill -KILL \d+/,
  /systemd +· Restart=always/,
  // As above.
  /(gateway +✓ answers again[^]*?guard|guard +✓ healthy: [^]*?gateway) +✓ /,
  /you +↻ systemctl --user stop/,
  /guard +✓ stopped: /,
  /guard +✓ checked again: still stopped/,
  /✓ frozen .*\n.*✓ hung .*\n.*✓ crashed .*\n.*✓ stopped /,
];

Deno.test("the demo shows every rescue in its order and leaves nothing behind", async () => {
  const { code, output, errors } = await play(null, "C.UTF-8");
  assert.equal(code, 0, output + errors);
  assert.equal(errors, "");
  let rest = output.replaceAll(/\n {21}/g, " "); // long texts in one line
  for (const expected of TIMELINE) {
    const found = expected.exec(rest);
    assert.ok(found !== null, `${expected} is missing in:\n${output}`);
    rest = rest.slice(found.index + found[0].length);
  }
  const last = output.slice(output.indexOf("── 4."));
  assert.doesNotMatch(last, /started process/, "a stopped gateway stays so");
  // deno-lint-ignore no-control-regex
  assert.doesNotMatch(output, /\x1b/, "plain lines");
  assert.ok(columnsOf(output) <= 80, `${columnsOf(output)} columns`);
});

Deno.test("Ctrl-C in the middle of a rescue leaves nothing behind, in Chinese too", async () => {
  // Frozen, and the guard at work on it.
  const { code, output, errors } = await play(
    /守护程序 +✗ hung/,
    "zh_CN.UTF-8",
  );
  assert.equal(code, 130, output + errors);
  assert.equal(errors, "");
  assert.match(output, /制造故障 +✗ kill -STOP \d+：网关冻结\n/);
  assert.match(output, /提前结束，没有留下任何痕迹。\n$/);
  assert.doesNotMatch(output, /恢复应答/);
  assert.ok(columnsOf(output) <= 80, `${columnsOf(output)} columns`);
});
