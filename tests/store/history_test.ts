import assert from "node:assert/strict";
import { appendHistory, readHistory } from "../../lib/store/history.ts";
import { profilePaths } from "../../lib/store/paths.ts";
import { fakeContext } from "../fake_context.ts";

const EVENT = {
  event: "restart",
  verdict: "hung",
  reason: "stuck",
  sentence: "no answer\nwithin 10 s",
  facts: {
    attempt: 1,
    unit: "openclaw-gateway.service",
    clean: true,
    at: null,
  },
};

function world() {
  const context = fakeContext({ home: Deno.makeTempDirSync() });
  return { context, path: profilePaths(context, "default").history };
}

Deno.test("the history gives back what was added, oldest first", () => {
  const { context, path } = world();
  assert.deepEqual(readHistory(context, "default"), { events: [], skipped: 0 });
  assert(appendHistory(context, "default", EVENT));
  assert(
    appendHistory(context, "default", { event: "b", sentence: "", facts: {} }),
  );
  assert.deepEqual(readHistory(context, "default"), {
    events: [
      { at: "2026-11-23T00:00:00.000Z", ...EVENT },
      {
        at: "2026-11-23T00:00:00.000Z",
        event: "b",
        verdict: null,
        reason: null,
        sentence: "",
        facts: {},
      },
    ],
    skipped: 0,
  });
  assert.equal(Deno.statSync(path).mode! & 0o777, 0o600);
});

Deno.test("lines that are no events are skipped and counted, and harm no later one", () => {
  const { context, path } = world();
  appendHistory(context, "default", EVENT);
  Deno.writeTextFileSync(path, '\n[1]\nnonsense\n{"at":"cut off', {
    append: true,
  });
  appendHistory(context, "default", EVENT);
  const { events, skipped } = readHistory(context, "default");
  assert.equal(events.length, 2);
  assert.equal(skipped, 3);
});

Deno.test("the history stays between 1 and 2 MiB and keeps the newest whole lines", () => {
  const { context, path } = world();
  const sentence = "é".repeat(50_000);
  let largest = 0;
  let smallest = Infinity;
  for (let number = 1; number <= 60; number++) {
    appendHistory(context, "default", {
      event: "e",
      sentence,
      facts: { number },
    });
    const { size } = Deno.statSync(path);
    largest = Math.max(largest, size);
    if (number > 25) smallest = Math.min(smallest, size);
  }
  assert(largest <= 2 * 1024 * 1024, `${largest}`);
  assert(smallest > 900_000, `${smallest}`);
  const { events, skipped } = readHistory(context, "default");
  assert.equal(skipped, 0);
  assert.equal(events.at(-1)?.facts.number, 60);
  assert.equal(Deno.statSync(path).mode! & 0o777, 0o600);
});

Deno.test("a history that cannot be written harms nothing", () => {
  const { context, path } = world();
  Deno.mkdirSync(path, { recursive: true });
  assert.equal(appendHistory(context, "default", EVENT), false);
});
