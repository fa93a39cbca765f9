import assert from "node:assert/strict";
import { fares } from "../../lib/notify/fare.ts";
import { notifyPaths } from "../../lib/store/paths.ts";
import { fakeContext } from "../fake_context.ts";

Deno.test("an outbox that cannot be read keeps nobody from looking at the rest", () => {
  const home = Deno.makeTempDirSync();
  try {
    const context = fakeContext({ home });
    const { dir, outbox } = notifyPaths(context);
    Deno.mkdirSync(dir, { recursive: true });
    Deno.writeTextFileSync(outbox, "");
    assert.deepEqual(fares(context), []);
  } finally {
    Deno.removeSync(home, { recursive: true });
  }
});
