/**
 * The settings as JSON Schema (draft 2020-12), for editors. Made when the
 * program is built (build/constants.ts); so imported only where it is needed.
 */

import * as z from "zod/mini";
import { DEFAULT_POLICY } from "../core/policy.ts";
import { SETTINGS_REFERENCE } from "./reference.ts";
import { fileSchema } from "./schema.ts";
import { jsonSchemaOf } from "./types.ts";
import { say } from "../base/say.ts";

/** Made from the very schema that checks the file. */
export const SETTINGS_JSON_SCHEMA: Readonly<Record<string, unknown>> =
  makeSchema();

function makeSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(fileSchema, {
    // What the file has, not what the guard makes of it.
    io: "input",
    override({ zodSchema, jsonSchema, path }) {
      const part = jsonSchemaOf(zodSchema);
      if (part === undefined) return;
      Object.assign(jsonSchema, part);
      const key = settingOf(path);
      const known = SETTINGS_REFERENCE.find((setting) => setting.key === key);
      if (known === undefined) return;
      const value = known.value(DEFAULT_POLICY);
      Object.assign(jsonSchema, {
        description: say`${known.about} Allowed: ${
          String(part["description"])
        }.`,
        ...(value === undefined ? {} : { default: value }),
      });
    },
  });
  return { ...schema, title: "Settings of openclaw-guard" };
}

/** "probe.port" of the path "properties", "probe", "properties", "port", in a profile or not. */
function settingOf(path: readonly (string | number)[]): string {
  const names = path.filter((_, index) => path[index - 1] === "properties");
  return (names[0] === "profiles" ? names.slice(1) : names).join(".");
}
