import assert from "node:assert/strict";
import {
  type Evidence,
  listEvidence,
  MAX_EVIDENCE_BYTES,
  readEvidence,
  writeEvidence,
} from "../../lib/store/evidence.ts";
import { profilePaths } from "../../lib/store/paths.ts";
import { fakeContext } from "../fake_context.ts";

const EVIDENCE: Evidence = {
  schema: 1,
  at: "2026-11-23T01:00:00.123Z",
  profile: "default",
  cause: "restart",
  attempt: 2,
  verdict: "hung",
  reason: "http",
  why: "no answer",
  tookMs: 250,
  parts: {
    host: { state: "collected", tookMs: 1, value: { loadAverage: "1 2 3" } },
    journal: { state: "late" },
    disk: { state: "failed", why: "no df" },
  },
};

function world() {
  const context = fakeContext({ home: Deno.makeTempDirSync() });
  const dir = profilePaths(context, "default").evidence;
  const names = () => [...Deno.readDirSync(dir)].map(({ name }) => name).sort();
  return { context, dir, names };
}

/** Evidence of so many seconds after the first. */
function after(seconds: number): Evidence {
  const at = new Date(Date.parse(EVIDENCE.at) + seconds * 1000).toISOString();
  return { ...EVIDENCE, at };
}

Deno.test("evidence is given back as it was written, for its owner only", () => {
  const { context, dir } = world();
  const id = writeEvidence(context, EVIDENCE);
  assert.equal(id, "20261123T010000Z-restart-2");
  assert.deepEqual(readEvidence(context, "default", id), EVIDENCE);
  const file = Deno.statSync(`${dir}/${id}.json`);
  assert.equal(file.mode! & 0o777, 0o600);
  assert.equal(Deno.statSync(dir).mode! & 0o777, 0o700);
  assert.deepEqual(listEvidence(context, "default"), [
    { id, bytes: file.size, evidence: EVIDENCE },
  ]);
});

Deno.test("evidence outside of the ladder has no attempt in its id", () => {
  const { context } = world();
  const evidence = { ...EVIDENCE, cause: "emergency-stop", attempt: null };
  assert.equal(
    writeEvidence(context, evidence),
    "20261123T010000Z-emergency-stop",
  );
  assert.equal(listEvidence(context, "default").length, 1);
});

Deno.test("of a huge journal is written what fits, and the newest lines stay", () => {
  const { context } = world();
  // Control characters grow in JSON.
  const value = Array.from(
    { length: 400 },
    (_, index) => `${index + 1} ${"\u0001".repeat(1900)}`,
  );
  const id = writeEvidence(context, {
    ...EVIDENCE,
    parts: { journal: { state: "collected", tookMs: 1, value } },
  });
  const [summary] = listEvidence(context, "default");
  const bytes = summary?.bytes ?? Infinity;
  assert.ok(bytes <= MAX_EVIDENCE_BYTES, `${bytes}`);
  const { journal } = readEvidence(context, "default", id).parts;
  assert.ok(journal?.state === "collected" && Array.isArray(journal.value));
  assert.match(journal.value.at(-1), /^400 /);
  assert.ok(journal.value.length >= 40, `${journal.value.length}`);
});

Deno.test("of what cannot be made to fit only that is written", () => {
  const { context } = world();
  const value = Array(2000).fill("y ".repeat(1000));
  const id = writeEvidence(context, {
    ...EVIDENCE,
    parts: { unit: { state: "collected", tookMs: 1, value } },
  });
  const { parts } = readEvidence(context, "default", id);
  assert.deepEqual(Object.keys(parts), ["all"]);
});

Deno.test("the 21st evidence removes the oldest, and nothing else in the folder", () => {
  const { context, dir, names } = world();
  for (let second = 0; second < 20; second++) {
    writeEvidence(context, after(second));
  }
  const foreign = [
    "notes.txt",
    "20200101T000000Z-restart-1.json.bak",
    "20200101T000000Z-Restart-1.json",
    "1.json",
  ];
  for (const name of foreign) Deno.writeTextFileSync(`${dir}/${name}`, "mine");
  Deno.mkdirSync(`${dir}/20200101T000000Z-restart-1.json`);
  Deno.symlinkSync("/etc/passwd", `${dir}/20200101T000001Z-restart-1.json`);
  writeEvidence(context, after(20));
  assert.deepEqual(
    listEvidence(context, "default").map(({ id }) => id),
    Array.from(
      { length: 20 },
      (_, index) =>
        `20261123T0100${String(20 - index).padStart(2, "0")}Z-restart-2`,
    ),
  );
  assert.equal(names().length, 20 + foreign.length + 2);
});

Deno.test("new evidence stays although the clock was set back", () => {
  const { context } = world();
  for (let second = 0; second < 20; second++) {
    writeEvidence(context, after(second));
  }
  const id = writeEvidence(context, after(-100_000_000));
  const ids = listEvidence(context, "default").map((summary) => summary.id);
  assert.equal(ids.length, 20);
  assert(ids.includes(id));
  assert(!ids.includes("20261123T010000Z-restart-2"));
});

Deno.test({
  name: "on a full disk nothing half written stays and nothing is removed",
  fn() {
    const { context, dir, names } = world();
    for (let second = 0; second < 20; second++) {
      writeEvidence(context, after(second));
    }
    const before = names();
    const write = Deno.FsFile.prototype.writeSync;
    Deno.FsFile.prototype.writeSync = () => {
      throw new Error("No space left on device (os error 28)");
    };
    try {
      assert.throws(() => writeEvidence(context, after(20)), /No space left/);
    } finally {
      Deno.FsFile.prototype.writeSync = write;
    }
    assert.deepEqual(names(), before, dir);
  },
});

Deno.test("a damaged file is listed as such and said to be damaged", () => {
  const { context, dir } = world();
  const id = writeEvidence(context, EVIDENCE);
  Deno.writeTextFileSync(`${dir}/${id}.json`, '{"schema":1,"at":');
  assert.deepEqual(listEvidence(context, "default"), [
    { id, bytes: 17, evidence: null },
  ]);
  assert.throws(() => readEvidence(context, "default", id), /is damaged/);
});

for (const id of ["x", "../state", "20261123T010000Z-restart-9", ""]) {
  Deno.test(`there is no evidence with the id ${JSON.stringify(id)}`, () => {
    const { context } = world();
    writeEvidence(context, EVIDENCE);
    Deno.writeTextFileSync(
      `${profilePaths(context, "default").dir}/state.json`,
      JSON.stringify(EVIDENCE),
    );
    assert.throws(() => readEvidence(context, "default", id), /there is no/);
  });
}

Deno.test("without a folder the list is empty", () => {
  assert.deepEqual(listEvidence(world().context, "default"), []);
});
