import assert from "node:assert/strict";
import { followLines, lastLines } from "../../lib/store/log_tail.ts";
import type { Clock } from "../../lib/sys/clock.ts";
import { fakeClock } from "../fake_context.ts";

function numbered(from: number, to: number): string {
  let text = "";
  for (let line = from; line <= to; line++) text += `line ${line} é\n`;
  return text;
}

Deno.test("lastLines() reads across rotation and knows when there is no log", () => {
  const log = `${Deno.makeTempDirSync()}/guard.log`;
  assert.equal(lastLines(log, 20), null);
  Deno.writeTextFileSync(`${log}.2`, numbered(1, 3));
  Deno.writeTextFileSync(`${log}.1`, numbered(4, 6));
  assert.deepEqual(lastLines(log, 1), ["line 6 é"]);
  Deno.writeTextFileSync(log, numbered(7, 8) + "half");
  const all = numbered(1, 8).trimEnd().split("\n").concat("half");
  for (const count of [0, 1, 3, 4, 6, 7, 9, 100]) {
    const expected = count === 0 ? [] : all.slice(-count);
    assert.deepEqual(lastLines(log, count), expected, `${count}`);
  }
  Deno.writeTextFileSync(log, "");
  assert.deepEqual(lastLines(log, 1), ["line 6 é"]);
});

Deno.test("lastLines() reads only the end of a large log, and lines longer than a chunk", () => {
  const log = `${Deno.makeTempDirSync()}/guard.log`;
  // A sparse file: 10 GB of zeros that nobody can read in time.
  {
    using file = Deno.openSync(log, { write: true, create: true });
    file.truncateSync(1e10);
    file.seekSync(0, Deno.SeekMode.End);
    file.writeSync(new TextEncoder().encode(`\n${numbered(1, 3)}`));
  }
  assert.deepEqual(lastLines(log, 2), ["line 2 é", "line 3 é"]);
  const long = "é".repeat(100_001);
  Deno.writeTextFileSync(log, `first\n${long}\nlast\n`);
  assert.deepEqual(lastLines(log, 2), [long, "last"]);
});

/** Follows a log while these steps happen, one at each look. */
async function follow(log: string, steps: (() => void)[]): Promise<string[]> {
  const lines: string[] = [];
  const end = new AbortController();
  const clock: Clock = {
    ...fakeClock(),
    sleep() {
      const step = steps.shift();
      if (step === undefined) end.abort();
      else step();
      return Promise.resolve();
    },
  };
  await followLines(log, clock, (line) => void lines.push(line), end.signal);
  return lines;
}

Deno.test("followLines() passes on whole new lines, across rotation and emptying", async () => {
  const log = `${Deno.makeTempDirSync()}/guard.log`;
  const add = (text: string) => () =>
    Deno.writeTextFileSync(log, text, { append: true });
  Deno.writeTextFileSync(log, "old\n");
  const bytes = new TextEncoder().encode("é");
  const lines = await follow(log, [
    () => {},
    add("1\n2"),
    add("\n3\n"),
    () => Deno.writeFileSync(log, bytes.subarray(0, 1), { append: true }),
    () => Deno.writeFileSync(log, bytes.subarray(1), { append: true }),
    () => {
      add("4\n")();
      Deno.renameSync(log, `${log}.1`);
    },
    add("5\n"),
    () => {
      add("6\n")();
      Deno.renameSync(log, `${log}.1`);
      add("7\n")();
    },
    () => Deno.writeTextFileSync(log, ""),
    add("8\nhalf"),
  ]);
  assert.deepEqual(lines, ["1", "2", "3", "é4", "5", "6", "7", "8", "half"]);
});

Deno.test("followLines() waits for a log that is not there yet", async () => {
  const log = `${Deno.makeTempDirSync()}/guard.log`;
  const lines = await follow(log, [
    () => {},
    () => Deno.writeTextFileSync(log, "1\n"),
  ]);
  assert.deepEqual(lines, ["1"]);
});
