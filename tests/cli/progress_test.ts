import assert from "node:assert/strict";
import { Progress, showProgress } from "../../lib/cli/progress.ts";
import type { Screen } from "../../lib/sys/screen.ts";
import { fakeClock } from "../fake_context.ts";
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

Deno.test("other words for the same step do not start its time anew", () => {
  const clock = fakeClock();
  const screen = fakeScreen({ columns: 80 });
  const progress = new Progress(clock, screen, "downloading");
  clock.advance(2000);
  progress.reword("downloading, 20 %");
  progress.tick();
  assert.ok(screen.text.endsWith("downloading, 20 % … 2 s"), screen.text);
});

Deno.test("nothing is shown with --json, and other output goes through", () => {
  const silent: Screen = {
    ...fakeScreen({ columns: 80 }),
    write: () => assert.fail("it wrote"),
  };
  const clock = fakeClock();
  {
    const progress = showProgress(clock, true, "waiting", silent);
    using _shown = progress;
    let printed = false;
    progress.aside(() => printed = true);
    assert.ok(printed);
  }
  const screen = fakeScreen({ columns: 80 });
  using progress = showProgress(clock, false, "waiting", screen);
  progress.aside(() => screen.write("a line\n"));
  assert.equal(screen.text, "a line\n", "nothing to clear");
});
