import assert from "node:assert/strict";
import { GuardError } from "../../lib/base/errors.ts";
import { lockingPid, takeLock } from "../../lib/store/lock.ts";
import { type ProfilePaths, profilePaths } from "../../lib/store/paths.ts";
import { fakeContext } from "../fake_context.ts";

async function withHome(
  test: (paths: ReturnType<typeof profilePaths>) => Promise<void>,
): Promise<void> {
  const home = Deno.makeTempDirSync();
  try {
    await test(profilePaths(fakeContext({ home }), "default"));
  } finally {
    Deno.removeSync(home, { recursive: true });
  }
}

/** Another process that holds the lock until it is killed. */
async function holder(path: string): Promise<Deno.ChildProcess> {
  const child = new Deno.Command("flock", {
    args: ["--no-fork", path, "cat"],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  // cat runs, and so answers, only once the lock is held.
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode("held"));
  writer.releaseLock();
  const reader = child.stdout.getReader();
  await reader.read();
  reader.releaseLock();
  return child;
}

async function end(child: Deno.ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await child.stdin.abort();
  await child.stdout.cancel();
  await child.status;
}

Deno.test("takeLock() makes the private folder and takes a free lock", async () => {
  await withHome(async (paths) => {
    using lock = await takeLock(paths, 1000);
    assert.notEqual(lock, null);
    assert.equal((Deno.statSync(paths.dir).mode ?? 0) & 0o777, 0o700);
    assert.equal((Deno.statSync(paths.lock).mode ?? 0) & 0o777, 0o600);
  });
});

Deno.test("lockingPid() tells who holds the lock, without a file of its own", async () => {
  await withHome(async (paths) => {
    assert.equal(lockingPid(paths, "/proc"), null);
    assert.throws(() => Deno.statSync(paths.dir), Deno.errors.NotFound);
    const lock = await takeLock(paths, 1000);
    assert.equal(lockingPid(paths, "/proc"), Deno.pid);
    assert.equal(lockingPid(paths, "/nonexistent"), null);
    lock?.[Symbol.dispose]();
    assert.equal(lockingPid(paths, "/proc"), null);
    const child = await holder(paths.lock);
    assert.equal(lockingPid(paths, "/proc"), child.pid);
    await end(child);
    assert.equal(lockingPid(paths, "/proc"), null);
  });
});

Deno.test("takeLock() can be had again after it was given back", async () => {
  await withHome(async (paths) => {
    (await takeLock(paths, 1000))?.[Symbol.dispose]();
    using again = await takeLock(paths, 1000);
    assert.notEqual(again, null);
  });
});

Deno.test("takeLock() takes the lock of a guard that was killed", async () => {
  await withHome(async (paths) => {
    (await takeLock(paths, 1000))?.[Symbol.dispose]();
    await end(await holder(paths.lock));
    using lock = await takeLock(paths, 1000);
    assert.notEqual(lock, null);
  });
});

Deno.test("takeLock() gives up while another process holds the lock", async () => {
  await withHome(async (paths) => {
    (await takeLock(paths, 1000))?.[Symbol.dispose]();
    const other = await holder(paths.lock);
    assert.equal(await takeLock(paths, 20), null);
    await end(other);
    using lock = await takeLock(paths, 1000);
    assert.notEqual(lock, null);
  });
});

Deno.test("takeLock() says what is wrong with a folder that cannot be used", async () => {
  const spoil: readonly [string, (paths: ProfilePaths) => void][] = [
    ["a file in its place", ({ dir }) => {
      Deno.mkdirSync(dir.slice(0, dir.lastIndexOf("/")), { recursive: true });
      Deno.writeTextFileSync(dir, "");
    }],
    ["a folder as the lock", ({ lock }) => {
      Deno.mkdirSync(lock, { recursive: true });
    }],
    ["a pipe as the lock", ({ dir, lock }) => {
      Deno.mkdirSync(dir, { recursive: true });
      new Deno.Command("mkfifo", { args: [lock] }).outputSync();
    }],
  ];
  for (const [what, make] of spoil) {
    await withHome(async (paths) => {
      make(paths);
      await assert.rejects(takeLock(paths, 50), (error) => {
        assert.ok(error instanceof GuardError, what);
        assert.match(error.message, /^cannot check: the guard's folder .+/);
        return true;
      });
    });
  }
});

Deno.test("takeLock() makes a folder private that was opened to others meanwhile", async () => {
  await withHome(async (paths) => {
    (await takeLock(paths, 50))?.[Symbol.dispose]();
    Deno.chmodSync(paths.dir, 0o777);
    (await takeLock(paths, 50))?.[Symbol.dispose]();
    assert.equal((Deno.statSync(paths.dir).mode ?? 0) & 0o777, 0o700);
  });
});

Deno.test("takeLock() refuses a folder of another user", {
  ignore: Deno.uid() !== 0, // only root can give a folder away
}, async () => {
  await withHome(async (paths) => {
    Deno.mkdirSync(paths.dir, { recursive: true, mode: 0o700 });
    Deno.chownSync(paths.dir, 12345, 12345);
    await assert.rejects(takeLock(paths, 50), /belongs to user 12345/);
  });
});
