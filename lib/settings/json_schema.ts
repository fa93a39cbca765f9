/** The settings as JSON Schema (draft 2020-12), for editors. */

import { say } from "../base/say.ts";
import { DEFAULT_POLICY } from "../core/policy.ts";
import { CHANNEL_NAME, CHANNEL_SECTIONS } from "./channels.ts";
import { isSection, type Leaf, type Section } from "./leaves.ts";
import { PROFILE_SECTION, sectionAt, WHOLE_FILE } from "./table.ts";

/** A part of it. */
interface JsonSchema {
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
    notify: objectSchema({
      channels: channelsSchema(),
      ...propertiesOf(sectionAt("notify")),
    }),
    profiles: {
      type: "object",
      propertyNames: { type: "string" },
      additionalProperties: objectSchema(propertiesOf(PROFILE_SECTION)),
    },
  }),
  title: "Settings of openclaw-guard",
};

/** A name of a person's choice, and what goes with the type of the channel. */
function channelsSchema(): JsonSchema {
  return {
    type: "object",
    description:
      say`Who is told, each under a name of your choice; "openclaw-guard notify add" writes it.`,
    propertyNames: { pattern: CHANNEL_NAME.source },
    additionalProperties: {
      anyOf: [...CHANNEL_SECTIONS.values()].map((section) => ({
        ...objectSchema(propertiesOf(section)),
        required: ["type"],
      })),
    },
  };
}

function objectSchema(
  properties: Readonly<Record<string, JsonSchema>>,
): JsonSchema {
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

function valueSchema({ kind, about, value, field }: Leaf): JsonSchema {
  const byDefault = value?.(DEFAULT_POLICY);
  return {
    ...kind.json,
    description: about === undefined
      ? kind.allowed
      : field === undefined
      ? say`${about}; allowed: ${kind.allowed}`
      : say`${about} Allowed: ${kind.allowed}.`,
    ...(byDefault === undefined ? {} : { default: byDefault }),
  };
}
