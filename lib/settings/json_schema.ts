/** The settings as JSON Schema (draft 2020-12), for editors. */

import { say } from "../base/say.ts";
import { DEFAULT_POLICY } from "../core/policy.ts";
import {
  isSection,
  type Leaf,
  PROFILE_SECTION,
  type Section,
  WHOLE_FILE,
} from "./table.ts";

/** A part of it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

/** Made from the very rows that check the file. */
export const SETTINGS_JSON_SCHEMA: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  ...objectSchema({
    ...propertiesOf(WHOLE_FILE),
    profiles: {
      type: "object",
      propertyNames: { type: "string" },
      additionalProperties: objectSchema(propertiesOf(PROFILE_SECTION)),
    },
  }),
  title: "Settings of openclaw-guard",
};

function objectSchema(properties: Record<string, JsonSchema>): JsonSchema {
  return { type: "object", properties, additionalProperties: false };
}

function propertiesOf(section: Section): Record<string, JsonSchema> {
  return Object.fromEntries(
    [...section].map(([name, part]) => [
      name,
      isSection(part) ? objectSchema(propertiesOf(part)) : valueSchema(part),
    ]),
  );
}

function valueSchema({ kind, about, value }: Leaf): JsonSchema {
  const byDefault = value?.(DEFAULT_POLICY);
  return {
    ...kind.json,
    description: about === undefined
      ? kind.allowed
      : say`${about} Allowed: ${kind.allowed}.`,
    ...(byDefault === undefined ? {} : { default: byDefault }),
  };
}
