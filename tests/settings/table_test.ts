import assert from "node:assert/strict";
import { DEFAULT_POLICY, type Policy } from "../../lib/core/policy.ts";
import { settingsFor } from "../../lib/settings/check.ts";
import { SETTINGS_REFERENCE } from "../../lib/settings/table.ts";

Deno.test("each setting has a default that is allowed, or an example that is", () => {
  for (const { key, kind, example, default: value } of SETTINGS_REFERENCE) {
    assert.notEqual(kind.read(value ?? example), null, key);
    assert.equal(value === undefined, example !== undefined, key);
  }
});

Deno.test("a setting that must not be larger than another names one that there is, of the same kind", () => {
  const limited = SETTINGS_REFERENCE.filter(({ atMost }) => atMost);
  assert.equal(limited.length, 5);
  for (const { key, field, value, atMost } of limited) {
    const larger = SETTINGS_REFERENCE.find(({ key }) => key === atMost);
    assert(larger !== undefined, key);
    assert.equal(
      typeof value(DEFAULT_POLICY),
      typeof larger.value(DEFAULT_POLICY),
    );
    const least = DEFAULT_POLICY[field as keyof Policy];
    assert(least <= DEFAULT_POLICY[larger.field as keyof Policy], key);
  }
});

Deno.test("a profile has no language of its own", () => {
  const document = { profiles: { work: { language: "en" } } };
  assert("problems" in settingsFor(document, "work"));
  assert("policy" in settingsFor({ language: "en" }, "work"));
});
