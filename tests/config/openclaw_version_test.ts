import assert from "node:assert/strict";
import {
  installedVersion,
  versionSince,
} from "../../lib/config/openclaw_version.ts";

function installed(text: string): { dir: string; script: string } {
  const dir = Deno.makeTempDirSync();
  Deno.mkdirSync(`${dir}/dist`);
  Deno.writeTextFileSync(`${dir}/package.json`, text);
  Deno.writeTextFileSync(`${dir}/dist/index.js`, "");
  return { dir, script: `${dir}/dist/index.js` };
}

const PACKAGE = '{"name": "openclaw", "version": "2026.9.6"}';

Deno.test("installedVersion() reads the package above the unit's script, links followed", () => {
  const { dir, script } = installed(PACKAGE);
  const arguments_ = ["--max-old-space-size=8192", script, "gateway"];
  assert.equal(
    installedVersion({ execStart: ["/usr/bin/env", ...arguments_] }),
    "2026.9.6",
  );
  const link = `${Deno.makeTempDirSync()}/openclaw`;
  Deno.symlinkSync(`${dir}/dist/index.js`, link);
  assert.equal(installedVersion({ execStart: [link] }), "2026.9.6");
});

Deno.test("installedVersion() takes no other package's word", () => {
  for (
    const text of [
      '{"name": "other", "version": "1"}',
      '{"name": "openclaw"}',
      '{"name": "openclaw", "version": "1 2\\n"}',
      "[",
    ]
  ) {
    const { script } = installed(text);
    assert.equal(installedVersion({ execStart: [script] }), null);
  }
  assert.equal(installedVersion({ execStart: [] }), null);
  assert.equal(installedVersion({ execStart: ["/nonexistent/x.js"] }), null);
});

Deno.test("versionSince() does not take an update for what was running before", () => {
  const { script } = installed(PACKAGE);
  const unit = { execStart: [script] };
  assert.equal(versionSince(unit, Date.now() + 5000), "2026.9.6");
  assert.equal(versionSince(unit, Date.now() - 5000), null);
});
