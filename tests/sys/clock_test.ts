import assert from "node:assert/strict";
import { GuardError } from "../../lib/core/errors.ts";
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
