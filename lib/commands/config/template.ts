/** The file `config init` writes. */

import { wrapToWidth } from "../../base/width.ts";
import type { JsonSchema } from "../../settings/json_schema.ts";
import { SETTINGS_REFERENCE } from "../../settings/table.ts";
import { retell, t } from "../../text/speech.ts";

/** Longest line of a comment. */
const WIDTH = 76;

/**
 * Every setting with its default, in comments; as it is it changes nothing.
 *
 * @param schema SETTINGS_JSON_SCHEMA, for what each setting may be.
 */
export function initialSettings(schema: JsonSchema): string {
  const sections = new Map<string, string[]>();
  const top: string[] = [];
  for (const { key, example } of SETTINGS_REFERENCE) {
    const [first = "", name] = key.split(".");
    const section = schema.properties?.[first];
    const indent = name === undefined ? "  " : "    ";
    const { description = "", default: value = example } = name === undefined
      ? section ?? {}
      : section?.properties?.[name] ?? {};
    const lines = [
      ...wrapToWidth(retell(description), WIDTH - indent.length - 3),
      `${JSON.stringify(name ?? first)}: ${JSON.stringify(value)},`,
    ].map((line) => `${indent}// ${line}`);
    if (name === undefined) top.push(...lines);
    else sections.set(first, [...sections.get(first) ?? [], ...lines]);
  }
  return [
    ...t`Settings of openclaw-guard. None are needed: remove the // before those
you want to change. "openclaw-guard config validate" checks the file.`
      .split("\n").map((line) => `// ${line}`),
    "{",
    ...top,
    ...[...sections].flatMap(([name, lines]) => [
      "",
      `  ${JSON.stringify(name)}: {`,
      ...lines,
      "  },",
    ]),
    "",
    `  // ${t`The same for one gateway only (openclaw --profile work).`}`,
    '  // "profiles": { "work": { "probe": { "port": 19001 } } },',
    "}",
    "",
  ].join("\n");
}
