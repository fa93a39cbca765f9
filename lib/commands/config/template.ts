/** The file `config init` writes. */

import { DEFAULT_POLICY } from "../../core/policy.ts";
import { SETTINGS_REFERENCE } from "../../settings/reference.ts";
import { retell, t } from "../../text/speech.ts";
import { wrapToWidth } from "../../base/width.ts";

/** Longest line of a comment. */
const WIDTH = 76;

/**
 * Every setting with its default, in comments; as it is it changes nothing.
 *
 * @param schema SETTINGS_JSON_SCHEMA, for what each setting may be.
 */
export function initialSettings(
  schema: Readonly<Record<string, unknown>>,
): string {
  const descriptions = descriptionsOf(schema, "");
  const sections = new Map<string, string[]>();
  const top: string[] = [];
  for (const { key, about, value } of SETTINGS_REFERENCE) {
    const [section, name] = key.split(".");
    const shown = value(DEFAULT_POLICY);
    const lines = (indent: string, word: string) => [
      ...comment(retell(descriptions.get(key) ?? about), indent),
      `${indent}// ${JSON.stringify(word)}: ${
        shown === undefined ? EXAMPLES[key] : JSON.stringify(shown)
      },`,
    ];
    if (section === undefined || name === undefined) {
      top.push(...lines("  ", key));
    } else {
      const inner = sections.get(section) ?? [];
      sections.set(section, [...inner, ...lines("    ", name)]);
    }
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

/** Keys without a default: found out from the gateway unless they are set. */
const EXAMPLES: Readonly<Record<string, string>> = {
  "language": '"zh-CN"',
  "probe.host": '"127.0.0.1"',
  "probe.port": "18789",
  "probe.tls": "false",
};

function comment(text: string, indent: string): string[] {
  return wrapToWidth(text, WIDTH - indent.length - 3)
    .map((line) => `${indent}// ${line}`);
}

/** The description of each key of a JSON Schema, by "section.key". */
function descriptionsOf(schema: unknown, prefix: string): Map<string, string> {
  const found = new Map<string, string>();
  const { properties = {} } = schema as {
    readonly properties?: Readonly<Record<string, unknown>>;
  };
  for (const [name, inner] of Object.entries(properties)) {
    const { description } = inner as { readonly description?: string };
    if (description !== undefined) found.set(`${prefix}${name}`, description);
    descriptionsOf(inner, `${prefix}${name}.`)
      .forEach((text, key) => found.set(key, text));
  }
  return found;
}
