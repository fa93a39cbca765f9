import assert from "node:assert/strict";
import { GuardError } from "../../lib/core/errors.ts";
import { readPlainText, refusePipe } from "../../lib/sys/plain_file.ts";

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
