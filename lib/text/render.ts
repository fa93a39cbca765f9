/** From a message to its Chinese. */

import type { Catalog } from "../base/language.ts";
import { englishOf, type Message } from "../base/say.ts";

/**
 * Renders messages with a catalog; what is not in it is undefined, unless it is
 * nothing but values.
 */
export function rendererOf(
  catalog: Catalog,
): (message: Message) => string | undefined {
  const known = new Map(Object.entries(catalog));
  return function render([template, ...values]: Message): string | undefined {
    const translation = known.get(template) ??
      (values.length === 0 || /\p{L}/u.test(template) ? undefined : template);
    return translation === undefined ? undefined : fillIn(
      translation,
      values.map((value) =>
        typeof value === "string" ? value : render(value) ?? englishOf(value)
      ),
    );
  };
}

/**
 * A translation with its values. Chinese has no spaces, but for one between it
 * and Latin letters or digits.
 *
 * @param translation With "{0}", "{1}" for the values.
 */
function fillIn(translation: string, values: readonly string[]): string {
  const [first = "", ...rest] = translation.split(/\{(\d+)\}/);
  let text = "";
  let before = first;
  for (let at = 0; at + 1 < rest.length; at += 2) {
    const given = values[Number(rest[at])] ?? "";
    // A command is copied as it is, with the marks a shell knows.
    const value = isQuoting(text + before)
      ? given
      : withChineseMarks(listed(given, before));
    let after = rest[at + 1] ?? "";
    if (FULL_FIRST.test(value)) before = before.replace(SPACE_AFTER_HAN, "");
    if (FULL_LAST.test(value)) after = after.replace(SPACE_BEFORE_HAN, "");
    if (LATIN_FIRST.test(value) && HAN_LAST.test(before)) before += " ";
    if (LATIN_LAST.test(value) && HAN_FIRST.test(after)) after = " " + after;
    text += before + value;
    before = after;
  }
  return text + before;
}

/** Within “ ”, as commands are. */
function isQuoting(text: string): boolean {
  return text.lastIndexOf("“") > text.lastIndexOf("”");
}

/** A word somebody has typed, which the English has in straight marks. */
function withChineseMarks(value: string): string {
  return value.replace(/^"([^"\\]*)"$/, "“$1”");
}

/** Names in a list, such as "systemctl, crontab"; what is quoted stays as it is. */
function listed(value: string, before: string): string {
  return NAMES.test(value) && !/[“"]$/.test(before)
    ? value.replaceAll(", ", "、")
    : value;
}

const NAMES = /^[^\s,]+(, [^\s,]+)+$/;
const FULL_FIRST = /^[\p{Script=Han}“（]/u;
const FULL_LAST = /[\p{Script=Han}”）]$/u;
const HAN_FIRST = /^\p{Script=Han}/u;
const HAN_LAST = /\p{Script=Han}$/u;
const SPACE_AFTER_HAN = /(?<=\p{Script=Han}) $/u;
const SPACE_BEFORE_HAN = /^ (?=\p{Script=Han})/u;
const LATIN_FIRST = /^[A-Za-z0-9]/;
const LATIN_LAST = /[A-Za-z0-9]$/;
