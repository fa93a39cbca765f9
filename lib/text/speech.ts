/** The language in use, and the two ways to speak it. */

import type { Language, Texts } from "../base/language.ts";
import { say } from "../base/say.ts";
import type { Translator } from "./translator.ts";

let translator: Translator | null = null;
let language: Language | null = null;

/**
 * Speaks a language from now on. Costs nothing for English; the catalog of
 * another is loaded here, never by a healthy tick.
 */
export async function speak(wanted: Language): Promise<void> {
  language = wanted;
  translator = wanted === "en"
    ? null
    : new (await import("./translator.ts")).Translator(
      (await import("./zh/catalog.ts")).CATALOG,
    );
}

/** The language in use; null before anything was said. */
export function spokenLanguage(): Language | null {
  return language;
}

/**
 * Says something new to a person, now, in their language: ``t`port ${port}` ``.
 * Only for what goes to a terminal; data (state, history, JSON, errors) is made
 * with {@linkcode say}. Values that are sentences of ours are translated too.
 */
export function t(
  parts: TemplateStringsArray,
  ...values: readonly (string | number)[]
): string {
  if (translator !== null) {
    const key = parts.map((part, index) =>
      index === 0 ? part : `{${index - 1}}${part}`
    ).join("");
    const found = translator.fill(key, values.map(String));
    if (found !== undefined) return found;
  }
  return say(parts, ...values);
}

/** A text that is written in both languages, in the person's. */
export function chosen([english, chinese]: Texts): string {
  return language === "zh-CN" ? chinese : english;
}

/** A sentence of ours made earlier (stored, thrown, a constant), in the person's language. */
export function retell(english: string): string {
  return translator === null ? english : translator.sentence(english);
}
