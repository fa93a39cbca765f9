import assert from "node:assert/strict";
import { Progress, whileShowing } from "../../lib/cli/progress.ts";
import { speak } from "../../lib/text/speech.ts";
import type { Screen } from "../../lib/sys/screen.ts";
import { fakeClock, fakeContext, fakeTerminal } from "../fake_context.ts";
import { fakeScreen } from "../fake_screen.ts";

const SECOND = 1000;

/** Time passes a second at a time, as the timer would tick. */
function wait(
  clock: ReturnType<typeof fakeClock>,
  progress: Progress,
  seconds: number,
): void {
  for (let second = 1; second <= seconds; second++) {
    clock.advance(SECOND);
    progress.tick();
  }
}

Deno.test("on a terminal one line is written over every second", () => {
  const clock = fakeClock();
  const screen = fakeScreen({ columns: 40 });
  const progress = new Progress(clock, screen, "waiting for the gateway");
  progress.tick();
  assert.equal(screen.text, "", "what takes no time is not shown");
  wait(clock, progress, 2);
  progress.step("downloading");
  wait(clock, progress, 1);
  progress.clear();
  assert.deepEqual(screen.written, [
    "\r\x1b[Kwaiting for the gateway … 1 s",
    "\r\x1b[Kwaiting for the gateway … 2 s",
    "\r\x1b[Kdownloading … 0 ms",
    "\r\x1b[Kdownloading … 1 s",
    "\r\x1b[K",
  ]);
});

Deno.test("the line never wraps, in Chinese neither", () => {
  const clock = fakeClock();
  const screen = fakeScreen({ columns: 11 });
  const progress = new Progress(clock, screen, "等待网关恢复正常");
  wait(clock, progress, 1);
  assert.equal(screen.text, "\r\x1b[K等待网关恢");
});

Deno.test("without a terminal there is a line after 5 s and then every 30 s", () => {
  const clock = fakeClock();
  const screen = fakeScreen(null);
  const progress = new Progress(clock, screen, "waiting");
  wait(clock, progress, 70);
  progress.clear();
  assert.equal(
    screen.text,
    "waiting … 5 s\nwaiting … 35 s\nwaiting … 1 min 5 s\n",
  );
});

Deno.test("the sentence and its time are both in the person's language", async () => {
  const cases: [seconds: number, time: string][] = [
    [3, "3 秒"],
    [65, "1 分 5 秒"],
  ];
  await speak("zh-CN");
  try {
    for (const [seconds, time] of cases) {
      const clock = fakeClock();
      const screen = fakeScreen({ columns: 80 });
      const progress = new Progress(clock, screen, "looking at the gateway");
      clock.advance(seconds * SECOND);
      progress.tick();
      assert.equal(screen.text, `\r\x1b[K查看网关 … ${time}`);
    }
  } finally {
    await speak("en");
  }
});

Deno.test("other words for the same step do not start its time anew", () => {
  const clock = fakeClock();
  const screen = fakeScreen({ columns: 80 });
  const progress = new Progress(clock, screen, "downloading");
  clock.advance(2000);
  progress.reword("downloading, 20 %");
  progress.tick();
  assert.ok(screen.text.endsWith("downloading, 20 % … 2 s"), screen.text);
});

Deno.test("nothing is shown with --json, and what is printed meanwhile has a line of its own", async () => {
  const terminal = fakeTerminal();
  const clock = fakeClock();
  const screen = () => fakeScreen({ columns: 80 });
  const context = fakeContext({ terminal, clock, screen });
  const silent = { clock, screen: () => assert.fail("it wrote") };
  await whileShowing(silent, true, "waiting", (progress) => {
    progress.beside(context).terminal.out("done");
    return Promise.resolve();
  });
  assert.deepEqual(terminal.lines, ["done"]);
  await whileShowing(context, false, "waiting", (progress) => {
    clock.advance(2 * SECOND);
    progress.step("waiting for more");
    clock.advance(2 * SECOND);
    progress.beside(context).terminal.err("trouble");
    return Promise.resolve();
  });
  assert.deepEqual(terminal.errors, ["trouble"]);
});

Deno.test("a line that cannot be written, as on a full disk, ends nothing but the lines", () => {
  const clock = fakeClock();
  let tries = 0;
  const full: Screen = {
    ...fakeScreen({ columns: 80 }),
    write: () => {
      tries++;
      throw new Error("No space left on device (os error 28)");
    },
  };
  const progress = new Progress(clock, full, "waiting for the gateway");
  wait(clock, progress, 3);
  progress.clear();
  assert.equal(tries, 1);
});
