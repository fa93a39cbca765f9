/**
 * The ways to say something in the person's language.
 *
 * Which one that is, is the one state of the program beside the context: a
 * sentence becomes text in 500 places, most of them pure functions of what they
 * show. So nothing may decide by it; who has to know asks `Context.language`.
 */

import type { Language, Texts } from "../base/language.ts";
import {
  englishOf,
  type Message,
  messageFor,
  templateOf,
  valueOf,
} from "../base/say.ts";

/** Renders a message in the language in use; undefined: it cannot be said there. */
let render: ((message: Message) => string | undefined) | null = null;
let language: Language = "en";

/**
 * Speaks a language from now on. Costs nothing for English; the catalog of
 * another is loaded here, never by a healthy tick.
 */
export async function speak(wanted: Language): Promise<void> {
  language = wanted;
  render = wanted === "en" ? null : (await import("./render.ts")).rendererOf(
    (await import("./zh/catalog.ts")).CATALOG,
  );
}

/**
 * Says something new to a person, now, in their language: ``t`port ${port}` ``.
 * Only for what goes to a terminal; data (state, history, JSON, errors) is made
 * with `say`. Values that are sentences of ours are translated too.
 */
export function t(
  parts: TemplateStringsArray,
  ...values: readonly (string | number)[]
): string {
  const template = templateOf(parts);
  return render?.([template, ...values.map(valueOf)]) ??
    englishOf([template, ...values.map(String)]);
}

/** A text that is written in both languages, in the person's. */
export function chosen([english, chinese]: Texts): string {
  return language === "zh-CN" ? chinese : english;
}

/**
 * A sentence of ours made earlier (stored, thrown, a constant), in the person's
 * language; a text of others, or one whose message nobody knows, as it is.
 */
export function translate(english: string): string {
  return render?.(messageFor(english) ?? [english]) ?? english;
}
