import assert from "node:assert/strict";
import { recognize, typeNamed } from "../../../lib/commands/notify/draft.ts";
import { SERVICES } from "../../notify/services/table.ts";

Deno.test("an address that people copy tells its type, and is taken apart", () => {
  let known = 0;
  for (const { type, pasted } of SERVICES) {
    for (const [address, values] of Object.entries(pasted)) {
      const [draft, ...others] = recognize(address, null);
      if (values === null) {
        // Then it may be a mirror of several services: a person is asked.
        const certain = others.length === 0 && draft?.type.type === type;
        assert(!certain || type === "webhook", address);
        continue;
      }
      known++;
      assert.equal(draft?.type.type, type, address);
      assert.deepEqual(others, [], address);
      assert.deepEqual(
        Object.fromEntries(
          [...draft.values].map(([key, { read }]) => [key, read]),
        ),
        values,
        address,
      );
    }
  }
  assert(known >= 10, `${known}`);
});

Deno.test("a key tells its type when only one type has such keys", () => {
  const token = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0";
  const types = (text: string) =>
    recognize(text, null).map(({ type }) => type.type);
  assert.deepEqual(types(token), ["telegram"]);
  assert.deepEqual(types("two words"), []);
  assert(types("SCT12345Tabcdef").includes("serverchan"));
  const serverchan = recognize("SCT12345Tabcdef", typeNamed("serverchan"));
  assert.deepEqual(serverchan.map(({ type }) => type.type), ["serverchan"]);
});
