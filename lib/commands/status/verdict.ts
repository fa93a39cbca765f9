/** What a verdict means, in plain words. */

import { codeWord, VERDICT_TEXTS } from "../../core/verdict_text.ts";
import { t, translate } from "../../text/speech.ts";

/**
 * The code word with what it means: "hung (http) - it runs, but does not answer".
 * Of a verdict of another version only the word is known.
 */
export function verdictText(verdict: string, reason: string | null): string {
  const word = codeWord(verdict, reason);
  const meaning = verdictMeaning(verdict);
  return meaning === null ? word : t`${word} - ${meaning}`;
}

/** What it means; null: it is of another version. */
export function verdictMeaning(verdict: string): string | null {
  const texts: Readonly<Record<string, string>> = VERDICT_TEXTS;
  const meaning = Object.hasOwn(texts, verdict) ? texts[verdict] : undefined;
  return meaning === undefined ? null : translate(meaning);
}
