import assert from "node:assert/strict";
import { handleHeldLock } from "../../lib/guard/blocked.ts";
import { takeLock } from "../../lib/store/lock.ts";
import { profilePaths } from "../../lib/store/paths.ts";
import type { Context } from "../../lib/sys/context.ts";
import { systemClock } from "../../lib/sys/clock.ts";
import { fakeContext } from "../fake_context.ts";

const MINUTE = 60_000;

/**
 * A process that looks like a check and holds the lock: flock(1) under the
 * program's name, with a lock file that is called "check".
 */
async function holdAs(
  name: string,
  folder: string,
  lock: string,
): Promise<Deno.ChildProcess> {
  const program = `${folder}/${name}`;
  Deno.copyFileSync("/usr/bin/flock", program);
  Deno.linkSync(lock, `${folder}/check`);
  const child = new Deno.Command(program, {
    // Its child lets go of the file, or it would hold the lock, too.
    args: ["check", "sh", "-c", "exec 3>&-; echo held; exec cat"],
    cwd: folder,
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.getReader();
  await reader.read();
  reader.releaseLock();
  return child;
}

/** Runs with a lock that is held, and a clock that is ahead of the holder. */
async function withHolder(
  name: string,
  test: (
    later: (minutes: number) => Context,
    child: Deno.ChildProcess,
  ) => Promise<void>,
): Promise<void> {
  const home = Deno.makeTempDirSync();
  const base = fakeContext({ home, uid: Deno.uid() ?? 0 });
  const paths = profilePaths(base, "default");
  (await takeLock(paths, 1000))?.[Symbol.dispose]();
  const folder = Deno.makeTempDirSync();
  const child = await holdAs(name, folder, paths.lock);
  const real = systemClock();
  try {
    await test((minutes) => ({
      ...base,
      roots: { ...base.roots, proc: "/proc" },
      signal: Deno.kill,
      clock: {
        ...real,
        now: () => {
          const now = real.now();
          return { ...now, bootMs: now.bootMs + minutes * MINUTE };
        },
      },
    }), child);
  } finally {
    try {
      child.kill("SIGKILL");
    } catch {
      // ended by the test
    }
    await child.stdin.close().catch(() => {});
    await child.stdout.cancel();
    await child.status;
    for (const each of [home, folder]) {
      Deno.removeSync(each, { recursive: true });
    }
  }
}

Deno.test("A9: a check that is stopped while it holds the lock is left alone, then told of, then ended", async () => {
  await withHolder("openclaw-guard", async (later, child) => {
    child.kill("SIGSTOP");
    const young = await handleHeldLock(later(1), "default");
    assert.deepEqual(young, {
      ended: false,
      verdict: "skipped",
      why: "another check is at work",
    });
    const old = await handleHeldLock(later(4), "default");
    assert.equal(old.verdict, "blocked");
    assert.match(
      old.why,
      new RegExp(`^a check \\(pid ${child.pid}\\) has been at work for 4 min`),
    );
    const { log } = profilePaths(later(4), "default");
    assert.match(Deno.readTextFileSync(log), /WARN .*blocked/);
    const tooOld = await handleHeldLock(later(12), "default");
    assert.equal(tooOld.ended, true, tooOld.why);
    assert.equal((await child.status).success, false);
    using lock = await takeLock(profilePaths(later(12), "default"), 1000);
    assert.notEqual(lock, null);
  });
});

Deno.test("A9: what is no check of the guard's is named and never ended", async () => {
  await withHolder("other-program", async (later, child) => {
    const held = await handleHeldLock(later(60), "default");
    assert.equal(held.ended, false);
    assert.match(
      held.why,
      new RegExp(`^a process \\(pid ${child.pid}\\) has been holding`),
    );
    child.kill("SIGCONT"); // throws if it has ended
  });
});
