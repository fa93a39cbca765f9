import assert from "node:assert/strict";
import { GuardError } from "../../lib/base/errors.ts";
import { processAgeMs } from "../../lib/probe/process.ts";
import { systemClock } from "../../lib/sys/clock.ts";

function withProc(uptime: string, test: (root: string) => void): void {
  const root = Deno.makeTempDirSync();
  try {
    Deno.mkdirSync(`${root}/sys/kernel/random`, { recursive: true });
    Deno.writeTextFileSync(`${root}/sys/kernel/random/boot_id`, "abc\n");
    Deno.writeTextFileSync(`${root}/uptime`, uptime);
    test(root);
  } finally {
    Deno.removeSync(root, { recursive: true });
  }
}

Deno.test("the clock counts milliseconds since boot and names the boot", () => {
  withProc("1234.56 99.99\n", (root) => {
    const { bootMs, bootId } = systemClock(root).now();
    assert.equal(bootMs, 1_234_560);
    assert.equal(bootId, "abc");
  });
});

Deno.test("ages are right in a container whose uptime is its own (lxcfs) and whose start times are the machine's", () => {
  // The container is 100 s up on a machine that is up for 11 days; its gateway
  // started 60 s ago.
  const machineMs = 1e9;
  const own = Math.round((machineMs - performance.now()) / 10);
  withProc("100.00 99.99\n", (root) => {
    Deno.mkdirSync(`${root}/self`);
    Deno.writeTextFileSync(
      `${root}/self/stat`,
      `7 (a) b) S 1 ${"0 ".repeat(17)}${own} 0 0\n`,
    );
    const clock = systemClock(root);
    const ageMs = processAgeMs((machineMs - 60_000) / 10, clock.now(), clock);
    assert.ok(Math.abs(ageMs - 60_000) < 100, String(ageMs));
  });
});

Deno.test("on a machine of one's own both times count from the same boot", () => {
  assert.equal(systemClock().startTimesAheadMs?.(), 0);
});

Deno.test("the clock refuses a time since boot that is none", () => {
  for (const uptime of ["", "soon", "1e300"]) {
    withProc(uptime, (root) => {
      assert.throws(() => systemClock(root).now(), GuardError, uptime);
    });
  }
  assert.throws(
    () => systemClock("/nonexistent").now(),
    /cannot tell the time/,
  );
});

Deno.test("elapsedMs() goes on and never back", () => {
  const clock = systemClock();
  const readings = Array.from({ length: 100 }, () => clock.elapsedMs());
  assert.deepEqual(readings, readings.toSorted((one, other) => one - other));
});
