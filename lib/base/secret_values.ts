/**
 * Where the secrets are that a name before them gives away, and those in URLs.
 * Every pattern is linear in time: a line of a journal may be half a megabyte
 * long and written by an attacker.
 */

import type { Span } from "./mask_known.ts";
import { MIN_LENGTH } from "./secret_forms.ts";
import { isHarmless, NAME_END, SECRET_WORDS } from "./secret_names.ts";

/** Quotes may be escaped, once or many times: JSON within JSON. */
const QUOTE = "\\\\{0,15}[\"'`]";
const SEPARATOR = "(?:=>|:=|[:=]|%3[AaDd])";
/** `token: `, `API_KEY=`. */
export const NAMED = new RegExp(
  `${SECRET_WORDS}${NAME_END}(?:${QUOTE})?\\s{0,8}${SEPARATOR}\\s{0,8}`,
  "gi",
);
/** `--token VALUE`, also `"--token", "VALUE"`. */
export const OPTION = new RegExp(
  `(?<![\\w-])--?[\\w-]{0,40}${SECRET_WORDS}[\\w-]{0,40}` +
    `(?:${QUOTE}\\s{0,8},\\s{0,8}|\\s{1,8})(?=\\S)(?!--)`,
  "gi",
);
/** Headers whose value goes on to the end of the line. */
const WHOLE_LINE = /(?:cookie|authorization)[\w.-]*\s*:/i;
/** The user part of a URL is a secret at some services. */
export const URL_USER = /(\/\/)[^\s/"'`@]{1,256}(?:@[^\s/"'`@]{1,256}){0,4}@/g;
function isOpening(text: string, at: number): boolean {
  return Object.hasOwn(OPENING, text[at] ?? "");
}

/** From where to where the values after the matches of a pattern stand. */
export function* valuesAfter(
  text: string,
  pattern: RegExp,
  within = false,
): Generator<Span> {
  let done = 0;
  for (const match of text.matchAll(pattern)) {
    const start = match.index + match[0].length;
    if (start < done) continue; // within a value that is hidden already
    if (within && isOpening(text, start)) {
      // What is in it may have names of its own.
      yield { from: start + 1, to: start + MAX_LOOKED_THROUGH };
      continue;
    }
    const value = valueAt(text, start, WHOLE_LINE.test(match[0]));
    if (value.to - value.from < 16) {
      const plain = text.slice(value.from, value.to).replace(/[,;)}\]]+$/, "");
      // Nothing to hide, but for the empty text: nobody is to see that it is.
      if (plain !== "" && isHarmless(match[0], plain)) continue;
    }
    yield value;
    done = value.to;
  }
}

/** Of a list or an object so many characters are looked through for texts. */
const MAX_LOOKED_THROUGH = 2048;
const QUOTED_TEXT = /(["'`])((?:(?!\1)[^\\\n]|\\.){6,512})\1/g;

/** Whatever `maskSecrets` would hide by the name before it, or in a URL. */
export function namedSecrets(text: string): string[] {
  if (text.length < MIN_LENGTH) return [];
  const found = [NAMED, OPTION].flatMap((pattern) =>
    [...valuesAfter(text, pattern, true)].flatMap(({ from, to }) => {
      const value = text.slice(from, to);
      return text[from - 1] === undefined || !isOpening(text, from - 1)
        ? [value]
        : [...value.matchAll(QUOTED_TEXT)].map(([, , inner = ""]) => inner)
          .filter((inner) => !/^[A-Za-z-]+$/.test(inner));
    })
  );
  const users = [...text.matchAll(URL_USER)].flatMap(([user]) => {
    const name = user.slice(2, -1);
    return [name, name.slice(name.indexOf(":") + 1)];
  });
  return [...found, ...users].flatMap((raw) => {
    const plain = raw.replace(/[,;)}\]&]+$/, "");
    return [raw, plain, plain.split("&")[0] ?? "", unescaped(plain)];
  });
}

/** A text of JSON, or of a URL, as it is meant. */
function unescaped(text: string): string {
  try {
    return text.includes("%")
      ? decodeURIComponent(text)
      : text.includes("\\")
      ? String(JSON.parse(`"${text}"`))
      : text;
  } catch {
    return text; // only looked like one
  }
}

const OPENING: Readonly<Record<string, string>> = { "{": "}", "[": "]" };
const QUOTED = /\\{0,15}["'`]/y;
const UNQUOTED = /[^\s"'`]+/y;
const REST_OF_LINE = /[^\n"'`]+/y;

/** From where to where a value is to be hidden; its quotes stay. */
function valueAt(
  text: string,
  start: number,
  wholeLine: boolean,
): Span {
  QUOTED.lastIndex = start;
  const quote = QUOTED.exec(text)?.[0];
  if (quote !== undefined) {
    const from = start + quote.length;
    return { from, to: closingQuote(text, from, quote) };
  }
  if (isOpening(text, start)) {
    return { from: start + 1, to: closingBracket(text, start) };
  }
  const plain = wholeLine ? REST_OF_LINE : UNQUOTED;
  plain.lastIndex = start;
  return { from: start, to: start + (plain.exec(text)?.[0].length ?? 0) };
}

/** The end of a quoted text; the end of everything when it was cut off. */
function closingQuote(text: string, from: number, quote: string): number {
  let at = text.indexOf(quote, from);
  // More backslashes before it than before the opening one: it is escaped.
  while (at > from && text[at - 1] === "\\") at = text.indexOf(quote, at + 1);
  return at === -1 ? text.length : at;
}

/** Longer lists and objects are hidden up to here at the least. */
const MAX_BRACKETED = 65_536;

function closingBracket(text: string, start: number): number {
  const open = text[start] ?? "";
  const close = OPENING[open];
  const end = Math.min(text.length, start + MAX_BRACKETED);
  let depth = 0;
  for (let at = start; at < end; at++) {
    if (text[at] === open) depth++;
    else if (text[at] === close && --depth === 0) return at;
  }
  return end;
}
