import assert from "node:assert/strict";
import { GuardError } from "../../lib/base/errors.ts";
import {
  installedProfiles,
  readReceipt,
  writeReceipt,
} from "../../lib/install/receipt.ts";
import { receiptPath } from "../../lib/store/paths.ts";
import { World } from "./world.ts";

const RECEIPT = {
  schema: 1,
  profiles: ["default", "work"],
  program: "/bin/openclaw-guard",
  version: "0.1.0",
  installedAt: "2026-11-23T01:02:03.000Z",
} as const;

Deno.test("without a receipt the default profile is checked", () => {
  using world = new World();
  assert.equal(readReceipt(world.context), null);
  assert.deepEqual(installedProfiles(world.context), ["default"]);
});

Deno.test("a receipt is read as it was written, by its owner only", () => {
  using world = new World();
  writeReceipt(world.context, RECEIPT);
  assert.deepEqual(readReceipt(world.context), RECEIPT);
  assert.deepEqual(installedProfiles(world.context), ["default", "work"]);
  const { mode } = Deno.statSync(receiptPath(world.context));
  assert.equal((mode ?? 0) & 0o777, 0o600);
});

Deno.test("a receipt that makes no sense is an error that names the file", () => {
  const cases: [string, RegExp][] = [
    ["", /JSON/],
    ["{", /JSON/],
    ["null", /the file/],
    [JSON.stringify({ ...RECEIPT, schema: 2 }), /schema/],
    [JSON.stringify({ ...RECEIPT, profiles: [] }), /profiles/],
    [JSON.stringify({ ...RECEIPT, profiles: ["../x"] }), /"\.\.\/x"/],
    [JSON.stringify({ ...RECEIPT, program: 3 }), /program/],
  ];
  for (const [text, message] of cases) {
    using world = new World();
    const path = receiptPath(world.context);
    world.file(path, text);
    assert.throws(() => installedProfiles(world.context), (error) => {
      assert.ok(error instanceof GuardError);
      assert.ok(error.message.includes(path), error.message);
      assert.match(error.message, message);
      return true;
    });
  }
});
