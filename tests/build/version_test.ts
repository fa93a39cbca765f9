import assert from "node:assert/strict";
import { VERSION } from "../../lib/base/version.ts";

Deno.test("the program's version is the one of deno.json", () => {
  const config = JSON.parse(
    Deno.readTextFileSync(new URL("../../deno.json", import.meta.url)),
  );
  assert.equal(VERSION, config.version);
});
