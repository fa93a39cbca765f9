/** HTML that cannot be forged: every value is escaped, unless it was made here. */

import { escapeUnsafe } from "../../base/safe_line.ts";

/** A piece of HTML. */
export interface Html {
  readonly html: string;
}

type Value = string | number | Html | readonly Html[];

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A piece with values in it, which are escaped for text and for quoted attributes alike. */
export function markup(
  parts: TemplateStringsArray,
  ...values: readonly Value[]
): Html {
  let text = parts[0] ?? "";
  for (const [index, value] of values.entries()) {
    text += rendered(value) + (parts[index + 1] ?? "");
  }
  return { html: text };
}

function rendered(value: Value): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") {
    return escapeUnsafe(value)
      .replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
  }
  if ("html" in value) return value.html;
  return value.map((piece) => piece.html).join("");
}

export const NOTHING: Html = { html: "" };
