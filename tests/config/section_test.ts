import assert from "node:assert/strict";
import { readConfigSection } from "../../lib/config/section.ts";

Deno.test("readConfigSection() gives up on files that include each other again and again", () => {
  const dir = Deno.makeTempDirSync();
  try {
    const path = `${dir}/openclaw.json`;
    const twenty = Array(20).fill('"./openclaw.json"').join(", ");
    Deno.writeTextFileSync(path, `{$include: [${twenty}], gateway: {port: 1}}`);
    const notes: string[] = [];
    const started = performance.now();
    // 20 to the power of 10 files, were they all read.
    const gateway = readConfigSection(path, ["gateway"], notes);
    assert.ok(performance.now() - started < 5000);
    assert.equal(gateway["port"], 1);
    assert.ok(notes.length > 0);
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});
