import assert from "node:assert/strict";
import { GuardError } from "../../lib/base/errors.ts";
import {
  readPlainTail,
  readPlainText,
  refusePipe,
} from "../../lib/sys/plain_file.ts";

function withDir(test: (dir: string) => void): void {
  const dir = Deno.makeTempDirSync();
  try {
    test(dir);
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
}

function makePipe(path: string): void {
  assert.ok(new Deno.Command("mkfifo", { args: [path] }).outputSync().success);
}

Deno.test("readPlainText() reads a file, also through a link, and knows a missing one", () => {
  withDir((dir) => {
    Deno.writeTextFileSync(`${dir}/file`, "text");
    Deno.symlinkSync("file", `${dir}/link`);
    assert.equal(readPlainText(`${dir}/file`, 4), "text");
    assert.equal(readPlainText(`${dir}/link`, 4), "text");
    assert.equal(readPlainText(`${dir}/missing`, 4), null);
  });
});

Deno.test("readPlainText() refuses what blocks, has no end or is too large", () => {
  withDir((dir) => {
    makePipe(`${dir}/pipe`);
    Deno.symlinkSync("/dev/zero", `${dir}/device`);
    Deno.writeTextFileSync(`${dir}/large`, "12345");
    for (
      const [name, why] of Object.entries({
        pipe: /not a plain file/,
        device: /not a plain file/,
        ".": /is a folder/,
        "large/below": /not a folder/,
        large: /has 5 bytes, more than 4/,
      })
    ) {
      assert.throws(
        () => readPlainText(`${dir}/${name}`, 4),
        (error) => error instanceof GuardError && why.test(error.message),
        name,
      );
    }
  });
});

Deno.test("refusePipe() refuses a pipe and nothing else", () => {
  withDir((dir) => {
    makePipe(`${dir}/pipe`);
    assert.throws(() => refusePipe(`${dir}/pipe`), GuardError);
    refusePipe("/dev/full");
    refusePipe(`${dir}/missing`);
  });
});

Deno.test("no more is read than was asked for, even of a file that tells no size and has no end", () => {
  // As on proc(5) and FUSE: a plain file of size 0 with much in it.
  assert.equal(Deno.statSync("/proc/kallsyms").size, 0);
  const read: number[] = [];
  const { readSync } = Deno.FsFile.prototype;
  Deno.FsFile.prototype.readSync = function (buffer) {
    const count = readSync.call(this, buffer);
    read.push(count ?? 0);
    return count;
  };
  try {
    assert.throws(
      () => readPlainText("/proc/kallsyms", 10_000),
      /has more than 10000 bytes/,
    );
  } finally {
    Deno.FsFile.prototype.readSync = readSync;
  }
  assert.equal(read.reduce((sum, count) => sum + count), 10_001);
});

Deno.test("the end of a file is read, never more than was asked for", () => {
  withDir((dir) => {
    Deno.writeTextFileSync(`${dir}/file`, "0123456789");
    const tail = (path: string, maxBytes: number) => {
      const read = readPlainTail(`${dir}/${path}`, maxBytes);
      return read && [new TextDecoder().decode(read.bytes), read.whole];
    };
    assert.deepEqual(tail("file", 4), ["6789", false]);
    assert.deepEqual(tail("file", 10), ["0123456789", true]);
    assert.deepEqual(tail("file", 100), ["0123456789", true]);
    assert.equal(tail("missing", 4), null);
    makePipe(`${dir}/pipe`);
    assert.throws(() => tail("pipe", 4), /not a plain file/);
  });
});
