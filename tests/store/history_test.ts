import assert from "node:assert/strict";
import { appendHistory, readHistory } from "../../lib/store/history.ts";
import { messagesIn, say } from "../../lib/base/say.ts";
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

Deno.test("how a sentence was made is kept beside it, also of the facts of a decision", () => {
  const { context, path } = world();
  const decision = {
    atWallMs: 1,
    rule: "own-files",
    observed: { settingsError: say`no answer within ${81} s` },
    actions: [],
    nextWallMs: null,
  };
  const sentence = say`restart ${81} of ${3}`;
  appendHistory(context, "default", { ...EVENT, sentence, decision });
  assert.deepEqual(JSON.parse(Deno.readTextFileSync(path)).said, [
    ["restart {0} of {1}", "81", "3"],
    ["no answer within {0} s", "81"],
  ]);
  const { events } = readHistory(context, "default");
  assert.deepEqual(events, [
    { at: "2026-11-23T00:00:00.000Z", ...EVENT, sentence, decision },
  ]);
});

Deno.test("how a sentence of another process was made is learned; old lines have none", () => {
  const { context, path } = world();
  appendHistory(context, "default", EVENT);
  const line = JSON.parse(Deno.readTextFileSync(path));
  const made = {
    ...line,
    sentence: "restart 82 of 3",
    said: [["restart {0} of {1}", "82", "3"]],
  };
  Deno.writeTextFileSync(
    path,
    [line, made, { ...line, said: "nonsense" }].map((one) =>
      JSON.stringify(one)
    ).join("\n"),
  );
  assert.equal(readHistory(context, "default").events.length, 3);
  assert.deepEqual(messagesIn([made.sentence]), { said: made.said });
});

Deno.test("C1: how a sentence was made shows no secret", () => {
  const { context, path } = world();
  const secret = "sk-a1B2c3D4e5F6g7H8";
  const sentence = say`password=${"hunter23"}, ${`cannot use ${secret}`}`;
  appendHistory(context, "default", { ...EVENT, sentence });
  assert.doesNotMatch(Deno.readTextFileSync(path), /hunter23|a1B2c3/);
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
