import assert from "node:assert/strict";
import { findLockHolder } from "../../lib/probe/lock_holder.ts";
import { fakeContext } from "../fake_context.ts";
import { hideProcess, writeProcess } from "./fake_proc.ts";

Deno.test("of a holder that proc(5) hides only the pid is known", () => {
  const proc = Deno.makeTempDirSync();
  try {
    const lock = `${proc}/lock`;
    Deno.writeTextFileSync(lock, "");
    const inode = String(Deno.statSync(lock).ino);
    Deno.writeTextFileSync(
      `${proc}/locks`,
      `1: FLOCK  ADVISORY  WRITE 60 00:1a:${inode} 0 EOF\n`,
    );
    writeProcess(proc, { pid: 60, uid: 0, startTicks: 5000 });
    const { roots, ...rest } = fakeContext();
    const context = { ...rest, roots: { ...roots, proc } };
    const holder = () => {
      const found = findLockHolder(context, { lock });
      return [found?.pid, found?.startTicks, found?.isCheck];
    };
    assert.deepEqual(holder(), [60, 5000, false]);
    using _hidden = hideProcess(proc, 60);
    assert.deepEqual(holder(), [60, 0, false]);
  } finally {
    Deno.removeSync(proc, { recursive: true });
  }
});
