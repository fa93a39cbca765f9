import assert from "node:assert/strict";
import { DEFAULT_POLICY } from "../../lib/core/policy.ts";
import { SETTINGS_JSON_SCHEMA } from "../../lib/settings/json_schema.ts";
import { isSection, secretKeys } from "../../lib/settings/leaves.ts";
import { PING_FIELDS } from "../../lib/settings/side_rows.ts";
import { SETTINGS_REFERENCE, WHOLE_FILE } from "../../lib/settings/table.ts";
import { settingsFor } from "../../lib/settings/check.ts";

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  readonly required?: readonly string[];
}

const SCHEMA = SETTINGS_JSON_SCHEMA as Schema;

/** As much of JSON Schema as the schema uses. */
function accepts(schema: Schema, value: unknown): boolean {
  if (schema.enum !== undefined) return schema.enum.includes(value);
  if (schema.anyOf !== undefined) {
    return schema.anyOf.some((one) => accepts(one, value));
  }
  switch (schema.type) {
    case "object":
      return typeof value === "object" && value !== null &&
        !Array.isArray(value) &&
        (schema.required ?? []).every((key) => Object.hasOwn(value, key)) &&
        Object.entries(value).every(([key, inner]) => {
          const own = schema.properties?.[key] ?? schema.additionalProperties;
          return typeof own === "object" && accepts(own, inner);
        });
    case "array":
      return Array.isArray(value) && value.length >= (schema.minItems ?? 0) &&
        value.length <= (schema.maxItems ?? Infinity) &&
        value.every((item) => accepts(schema.items ?? {}, item));
    case "string":
      return typeof value === "string" &&
        new RegExp(schema.pattern ?? "").test(value);
    case "boolean":
      return typeof value === "boolean";
    case "integer":
    case "number":
      return typeof value === "number" &&
        (schema.type === "number" || Number.isInteger(value)) &&
        value >= (schema.minimum ?? -Infinity) &&
        value <= (schema.maximum ?? Infinity);
  }
  return assert.fail(`no such schema: ${JSON.stringify(schema)}`);
}

/** The document with one setting. */
function documentOf(key: string, value: unknown): Record<string, unknown> {
  return key.split(".").reduceRight<unknown>(
    (inner, name) => ({ [name]: inner }),
    value,
  ) as Record<string, unknown>;
}

Deno.test("every setting is in the reference, none is there twice or too many", () => {
  const keys = [...WHOLE_FILE].flatMap(([name, part]) =>
    isSection(part) ? [...part.keys()].map((key) => `${name}.${key}`) : [name]
  ).filter((key) => key !== "$schema");
  // Secrets have a key for each place where they can be.
  const ofSecrets = Object.keys(PING_FIELDS).flatMap(secretKeys)
    .map((key) => `ping.${key}`);
  assert.deepEqual(
    [...SETTINGS_REFERENCE.map(({ key }) => key), ...ofSecrets].sort(),
    keys.sort(),
  );
});

Deno.test("each default is written so that the file gives it back", () => {
  for (const { key, value } of SETTINGS_REFERENCE) {
    const written = value(DEFAULT_POLICY);
    if (written === undefined) continue;
    const document = documentOf(key, written);
    const settings = settingsFor(document, "default");
    assert("policy" in settings, key);
    assert.deepEqual(settings, settingsFor({}, "default"), key);
  }
});

const VALUES: readonly unknown[] = [
  "30s",
  "1s",
  "2h",
  "5x",
  "",
  "64KiB",
  "50MiB",
  0,
  1,
  2,
  0.25,
  -1,
  1e9,
  true,
  null,
  "ask",
  "auto",
  "start",
  "127.0.0.1",
  "a b",
  ["1s", "2s", "3s"],
  ["1h"],
  [],
  {},
];
Deno.test("what the guard accepts the JSON Schema accepts, and most of what it does not it does not", () => {
  let refused = 0;
  for (const { key } of SETTINGS_REFERENCE) {
    for (const value of VALUES) {
      const document = documentOf(key, value);
      for (const whole of [document, { profiles: { work: document } }]) {
        const result = settingsFor(whole, "work");
        const own = "policy" in result
          ? result.sideProblems.length === 0
          : result.problems.every((problem) =>
            /is (longer|more) than/.test(problem)
          );
        const theirs = accepts(SCHEMA, whole);
        assert(!own || theirs, `${key}: ${JSON.stringify(value)}`);
        if (!theirs) refused++;
      }
    }
  }
  assert(refused > 1000, `${refused}`);
});

Deno.test("the JSON Schema refuses unknown keys and tells defaults and what is allowed", () => {
  assert(!accepts(SCHEMA, { rolback: "auto" }));
  assert(!accepts(SCHEMA, { probe: { prot: 1 } }));
  assert(!accepts(SCHEMA, { profiles: { work: { prot: 1 } } }));
  assert(accepts(SCHEMA, { $schema: "./x.json" }));
  const grace = SCHEMA.properties?.["recovery"]?.properties?.["startupGrace"];
  assert.equal(grace?.default, "2m");
  assert.match(
    grace?.description ?? "",
    /^A new gateway may stay silent this long\. Allowed: a duration from "10s" to "30m"/,
  );
});
