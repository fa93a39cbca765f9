import assert from "node:assert/strict";
import { keepFile, type KeptFile } from "../../lib/cli/kept_file.ts";
import { historyEvents } from "../../lib/store/history.ts";
import { fakeContext } from "../fake_context.ts";

Deno.test("what goes wrong with a kept file is told once, and the guard's own folder fails no check; a mistake of the program is not swallowed", async () => {
  const context = fakeContext({
    home: Deno.makeTempDirSync(),
    uid: Deno.uid() ?? 0,
  });
  let problem: string | null = null;
  const wrong = new TypeError("it is not a function");
  const mistake = () => {
    throw wrong;
  };
  const file: KeptFile = {
    path: `${context.home}/file`,
    event: "kept",
    write: () => Promise.resolve(),
    problem: (why) => `not written: ${why}`,
    again: "written again",
    told: () => problem,
    remember: (now) => void (problem = now),
  };
  const told = () => historyEvents(context, "default").map((it) => it.sentence);
  await keepFile(context, file);
  assert.deepEqual(told(), []);
  for (let times = 0; times < 2; times++) {
    await keepFile(context, { ...file, write: () => Promise.reject(wrong) });
  }
  assert.deepEqual(told(), ["not written: it is not a function"]);
  await keepFile(context, file);
  assert.equal(told().at(-1), "written again");
  // No such folder.
  const remember = () => Deno.writeTextFileSync(`${context.home}/no/note`, "");
  await keepFile(context, { ...file, remember });
  await assert.rejects(
    keepFile(context, { ...file, told: mistake }),
    TypeError,
  );
  await assert.rejects(
    keepFile(context, { ...file, remember: mistake }),
    TypeError,
  );
});
