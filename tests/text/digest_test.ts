import assert from "node:assert/strict";
import { withDigests } from "../../build/digests.ts";
import { digestOf } from "../../lib/text/digest.ts";
import { Translator } from "../../lib/text/translator.ts";
import { CATALOG } from "../../lib/text/zh/catalog.ts";

Deno.test("a catalog with digests translates everything as the one with the English does", () => {
  const [plain, short] = [
    new Translator(CATALOG),
    new Translator(withDigests(CATALOG)),
  ];
  for (const english of Object.keys(CATALOG)) {
    const values = ["1", "2", "3", "4", "5"];
    assert.equal(short.fill(english, values), plain.fill(english, values));
    assert.equal(short.sentence(english), plain.sentence(english));
  }
  assert.equal(short.sentence("a text of nobody's"), "a text of nobody's");
});

Deno.test("sentences that are always the same are named by seven characters", () => {
  const short = withDigests({ "it works": "工作正常", "port {0}": "端口 {0}" });
  assert.deepEqual(Object.keys(short), [digestOf("it works"), "port {0}"]);
  assert.match(digestOf("it works"), /^[0-9a-z]{7}$/);
  assert.notEqual(digestOf("it works"), digestOf("it work"));
});
