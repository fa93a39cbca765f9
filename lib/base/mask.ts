/**
 * Keeps secrets out of everything a person may paste somewhere. What looks
 * like one, by the name before it or by its shape, is replaced; in doubt too
 * much is hidden. Every pattern is linear in time: a line of a journal may be
 * half a megabyte long and written by an attacker.
 */

import {
  isHarmless,
  isSecretName,
  isSecretOption,
  NAME_END,
  SECRET_WORDS,
} from "./secret_names.ts";
import { isTelling, MIN_LENGTH, writtenForms } from "./secret_forms.ts";

/** What stands in place of a secret. */
export const MASK = "***";

/** Quotes may be escaped, once or many times: JSON within JSON. */
const QUOTE = "\\\\{0,15}[\"'`]";
const SEPARATOR = "(?:=>|:=|[:=]|%3[AaDd])";
const NAMED = new RegExp(
  `${SECRET_WORDS}${NAME_END}(?:${QUOTE})?\\s{0,8}${SEPARATOR}\\s{0,8}`,
  "gi",
);
/** `--token VALUE`, also `"--token", "VALUE"`. */
const OPTION = new RegExp(
  `(?<![\\w-])--?[\\w-]{0,40}${SECRET_WORDS}[\\w-]{0,40}` +
    `(?:${QUOTE}\\s{0,8},\\s{0,8}|\\s{1,8})(?=\\S)(?!--)`,
  "gi",
);
/** Headers whose value goes on to the end of the line. */
const WHOLE_LINE = /(?:cookie|authorization)[\w.-]*\s*:/i;
const SCHEME = /\b(bearer|basic|digest|token)\s{1,8}[A-Za-z0-9._~+/=-]{8,}/gi;
/** The user part of a URL is a secret at some services. */
const URL_USER = /(\/\/)[^\s/"'`@]{1,256}(?:@[^\s/"'`@]{1,256}){0,4}@/g;
const PEM =
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:[\s\S]{0,8192}?-----END [A-Z ]{0,40}PRIVATE KEY-----|[\s\S]{0,8192})/g;
/** Keys of model, chat and cloud providers; JSON web tokens; bots of Telegram; webhooks. */
const SHAPES = new RegExp(
  [
    "(?<![A-Za-z0-9])(?:[spr]k[-_]|xox[a-z]-|xapp-|gh[a-z]_|github_pat_|glpat-|" +
    "npm_|hf_|gsk_|xai-|r8_|pplx-|tvly-|dop_v1_|shpat_|whsec_|ya29\\.|SG\\.|" +
    "AIza|AKIA|ASIA|eyJ)[-_A-Za-z0-9.]{8,}",
    "(?<!\\d)\\d{6,12}:[A-Za-z0-9_-]{30,}",
    "(?<=hooks\\.slack\\.com/)[\\w/-]{8,}",
    "(?<=/api/webhooks/)[\\w/-]{8,}",
  ].join("|"),
  "g",
);
/** Whole runs, judged afterwards: a pattern that fails late would be slow. */
const BASE64 = /[A-Za-z0-9+/]{32,}={0,2}/g;
const WORD = /[A-Za-z0-9_-]{24,}/g;

/**
 * Replaces what looks like a secret.
 *
 * @param known Secrets that are known literally, to be hidden in every form in
 * which they may be written; short ones are left to the patterns.
 */
export function maskSecrets(
  text: string,
  known: readonly string[] = [],
): string {
  const literal = asWritten(known);
  // A password may be the word "password", which the patterns must still find.
  const first = literal.filter((secret) => /[^A-Za-z]/.test(secret));
  let masked = replaceEach(text, first)
    .replaceAll(PEM, MASK).replaceAll(SCHEME, `$1 ${MASK}`);
  masked = maskAfter(maskAfter(masked, NAMED), OPTION)
    .replaceAll(URL_USER, `$1${MASK}@`)
    .replaceAll(SHAPES, MASK)
    .replaceAll(BASE64, (run) => run.endsWith("=") ? MASK : run)
    .replaceAll(WORD, (word) => isRandom(word) ? MASK : word);
  return replaceEach(masked, literal);
}

/** Made once for each list: the same one is looked for in many texts. */
const WRITTEN = new WeakMap<readonly string[], readonly string[]>();

function asWritten(known: readonly string[]): readonly string[] {
  const made = WRITTEN.get(known);
  if (made !== undefined) return made;
  const forms = known.filter(isTelling).flatMap(writtenForms)
    .filter((form) => form.length >= MIN_LENGTH);
  const longestFirst = [...new Set(forms)].sort((one, other) =>
    other.length - one.length
  );
  WRITTEN.set(known, longestFirst);
  return longestFirst;
}

function replaceEach(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (masked, secret) => masked.replaceAll(secret, MASK),
    text,
  );
}

/** Long, and of a mixture of characters that no word or number has. */
function isRandom(word: string): boolean {
  if (!/\d/.test(word) || !/[A-Za-z]/.test(word)) return false;
  return word.length >= 40 ||
    (!word.includes("-") && /[a-z]/.test(word) && /[A-Z]/.test(word) &&
      word.replaceAll(/\D/g, "").length >= 3);
}

function isOpening(text: string, at: number): boolean {
  return Object.hasOwn(OPENING, text[at] ?? "");
}

/** Masks the value after each match of a pattern. */
function maskAfter(text: string, pattern: RegExp): string {
  let result = "";
  let copied = 0;
  for (const { from, to } of valuesAfter(text, pattern)) {
    result += text.slice(copied, from) + MASK;
    copied = to;
  }
  return result + text.slice(copied);
}

function* valuesAfter(
  text: string,
  pattern: RegExp,
  within = false,
): Generator<{ readonly from: number; readonly to: number }> {
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

/** Whatever {@linkcode maskSecrets} would hide by the name before it, or in a URL. */
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
): { from: number; to: number } {
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

/** Masks every text in a value, and whatever stands under a secret's name. */
export function maskValue(
  value: unknown,
  known: readonly string[] = [],
): unknown {
  if (typeof value === "string") return maskSecrets(value, known);
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      belongsToOption(value, index) ? MASK : maskValue(item, known)
    );
  }
  if (typeof value === "number") {
    return maskSecrets(`${value}`, known) === `${value}` ? value : MASK;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      isSecretName(key) && !isHarmless(key, item)
        ? MASK
        : maskValue(item, known),
    ]),
  );
}

/**
 * Whether an argument is the value of a secret's option. systemd tells a
 * command line split at spaces, so such a value goes on to the next option.
 */
function belongsToOption(argv: readonly unknown[], index: number): boolean {
  if (typeof argv[index] !== "string") return false;
  if (isSecretOption(argv[index - 1])) return true;
  let at = index;
  while (at >= 0 && !`${argv[at]}`.startsWith("-")) at--;
  return at >= 0 && at < index && isSecretOption(argv[at]);
}
