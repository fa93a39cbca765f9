import assert from "node:assert/strict";
import { CommandNotFoundError } from "../../lib/base/errors.ts";
import { runCommand } from "../../lib/sys/command.ts";

Deno.test("runCommand() gives output, error output and the exit code", async () => {
  const result = await runCommand("sh", [
    "-c",
    "echo out; echo err >&2; exit 3",
  ]);
  assert.deepEqual(result, {
    code: 3,
    stdout: "out\n",
    stderr: "err\n",
    timedOut: false,
  });
});

Deno.test("runCommand() keeps only so much of an endless output", async () => {
  const result = await runCommand("head", ["-c", "5000000", "/dev/zero"], {
    maxBytes: 1000,
  });
  assert.equal(result.stdout.length, 1000);
  assert.equal(result.code, 0);
});

Deno.test("runCommand() ends what takes too long", async () => {
  const started = performance.now();
  const result = await runCommand("sleep", ["60"], { timeoutMs: 100 });
  assert.equal(result.timedOut, true);
  assert.ok(performance.now() - started < 5000);
});

// The grandchild outlives the test; it ends by itself.
Deno.test(
  "runCommand() does not wait for a child of its child that holds the output",
  {
    sanitizeResources: false,
    sanitizeOps: false,
  },
  async () => {
    const started = performance.now();
    const result = await runCommand("sh", ["-c", "sleep 6 & sleep 60"], {
      timeoutMs: 100,
    });
    assert.equal(result.timedOut, true);
    assert.equal(result.code, 137);
    assert.ok(performance.now() - started < 5000);
  },
);

Deno.test("runCommand() says which program is missing", async () => {
  await assert.rejects(
    runCommand("no-such-program-here", []),
    CommandNotFoundError,
  );
});

Deno.test("runCommand() says in a sentence why a program cannot be started", async () => {
  const path = Deno.makeTempFileSync();
  try {
    await assert.rejects(runCommand(path, []), {
      message: `cannot run "${path}": permission denied`,
    });
  } finally {
    Deno.removeSync(path);
  }
});
