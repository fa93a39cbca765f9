/** The catalog as the program has it. */

import { digestOf } from "../lib/text/digest.ts";
import type { Catalog } from "../lib/base/language.ts";

/**
 * The catalog without the English of sentences that are always the same: they
 * are looked up by their digest. Others are matched, so their English stays.
 *
 * @throws {Error} when two sentences have one digest.
 */
export function withDigests(catalog: Catalog): Catalog {
  const entries = Object.entries(catalog).map(([english, translation]) =>
    [/\{\d\}/.test(english) ? english : digestOf(english), translation] as const
  );
  const short = Object.fromEntries(entries);
  if (Object.keys(short).length !== entries.length) {
    throw new Error("two sentences of the catalog have the same digest");
  }
  return short;
}
