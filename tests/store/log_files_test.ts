import assert from "node:assert/strict";
import { DAY_MS } from "../../lib/base/duration.ts";
import { cleanUpLogs, rotateLog } from "../../lib/store/log_files.ts";

const NOW = Date.UTC(2026, 10, 23);
const LIMITS = { logMaxAgeDays: 7, logMaxBytes: 100 };

function withFolder(test: (folder: string) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    test(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** Writes a file that was last changed so many days ago. */
function write(path: string, text: string, days = 0): void {
  Deno.writeTextFileSync(path, text);
  const date = new Date(NOW - days * DAY_MS);
  Deno.utimeSync(path, date, date);
}

function contents(folder: string): Record<string, string> {
  return Object.fromEntries(
    [...Deno.readDirSync(folder)].map(({ name }) =>
      [name, Deno.readTextFileSync(`${folder}/${name}`)] as const
    ).sort(),
  );
}

Deno.test("a log that is too large moves aside and the oldest goes", () => {
  withFolder((folder) => {
    const path = `${folder}/guard.log`;
    for (const text of ["aaaa", "bbbb", "cccc", "dddd"]) {
      write(path, text);
      assert.equal(rotateLog(path, 3, 2), true);
    }
    assert.deepEqual(contents(folder), {
      "guard.log.1": "dddd",
      "guard.log.2": "cccc",
    });
  });
});

Deno.test("a log of the largest size stays, and so does a missing or linked one", () => {
  withFolder((folder) => {
    write(`${folder}/guard.log`, "aaa");
    write(`${folder}/target`, "aaaa");
    Deno.symlinkSync("target", `${folder}/link.log`);
    for (const name of ["guard.log", "none.log", "link.log"]) {
      assert.equal(rotateLog(`${folder}/${name}`, 3, 2), false, name);
    }
    assert.deepEqual(Object.keys(contents(folder)), [
      "guard.log",
      "link.log",
      "target",
    ]);
  });
});

Deno.test("old and large logs of the guard go, and nothing else does", () => {
  withFolder((folder) => {
    const large = "x".repeat(101);
    const elsewhere = `${folder}/elsewhere`;
    Deno.mkdirSync(elsewhere);
    write(`${elsewhere}/old`, large, 30);
    const dir = `${folder}/state`;
    Deno.mkdirSync(dir);
    write(`${dir}/guard.log`, "x".repeat(100), 7);
    write(`${dir}/guard.log.1`, "old", 7.1);
    write(`${dir}/guard.log.2`, large);
    const kept = [
      "guard.log.0",
      "guard.log.01",
      "guard.log.bak",
      "guard.log.1.gz",
      "my-guard.log",
      "openclaw.log",
      "state.json",
    ];
    for (const name of kept) write(`${dir}/${name}`, large, 30);
    Deno.symlinkSync(`${elsewhere}/old`, `${dir}/guard.log.3`);
    Deno.mkdirSync(`${dir}/guard.log.4`);
    assert.deepEqual(cleanUpLogs(dir, NOW, LIMITS), [
      `${dir}/guard.log.1`,
      `${dir}/guard.log.2`,
    ]);
    assert.deepEqual(
      [...Deno.readDirSync(dir)].map(({ name }) => name).sort(),
      [...kept, "guard.log", "guard.log.3", "guard.log.4"].sort(),
    );
    assert.equal(Deno.readTextFileSync(`${elsewhere}/old`), large);
  });
});

Deno.test("no folder means nothing to clean up", () => {
  assert.deepEqual(cleanUpLogs("/nonexistent/openclaw-guard", NOW, LIMITS), []);
});
