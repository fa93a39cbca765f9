/** What a verdict means, in plain words. */

import type { Verdict } from "../../core/types.ts";
import { codeWord, VERDICT_TEXTS } from "../../core/verdict_text.ts";
import { t, translate } from "../../text/speech.ts";

/** The code word with what it means: "hung (http) - it runs, but does not answer". */
export function verdictText(verdict: Verdict, reason: string | null): string {
  const meaning = translate(VERDICT_TEXTS[verdict]);
  return t`${codeWord(verdict, reason)} - ${meaning}`;
}

/** What it means; null: it is of another version. */
export function verdictMeaning(verdict: string): string | null {
  const known = Object.entries(VERDICT_TEXTS).find(([name]) =>
    name === verdict
  );
  return known === undefined ? null : translate(known[1]);
}
