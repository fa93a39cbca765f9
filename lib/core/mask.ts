/**
 * Keeps secrets out of everything a person may paste somewhere. What looks
 * like one, by the name before it or by its shape, is replaced; in doubt too
 * much is hidden. Every pattern is linear in time: a line of a journal may be
 * half a megabyte long and written by an attacker.
 */

/** What stands in place of a secret. */
export const MASK = "***";

/** Names of which at least the end tells that a secret follows. */
const SECRET_WORDS =
  "(?:access|api|auth|bot|client|encryption|master|private|secret|signing)[_-]?key|" +
  "token|secret|passw(?:or)?d|passphrase|passwd|pwd|credential|cookie|" +
  "authorization|bearer|webhook|\\b_?auth(?![a-z])|\\bkey(?![a-z])";
/** What may follow a secret word within a name: "tokens", "secret_2". */
const NAME_END = "[\\w.-]{0,40}";
/** Quotes may be escaped, once or many times: JSON within JSON. */
const QUOTE = "\\\\{0,15}[\"'`]";
const SEPARATOR = "(?:=>|:=|[:=]|%3[AaDd])";
const NAMED = new RegExp(
  `(?:${SECRET_WORDS})${NAME_END}(?:${QUOTE})?\\s{0,8}${SEPARATOR}\\s{0,8}`,
  "gi",
);
/** `--token VALUE`, also `"--token", "VALUE"`. */
const OPTION = new RegExp(
  `(?<![\\w-])--?[\\w-]{0,40}(?:${SECRET_WORDS})[\\w-]{0,40}` +
    `(?:${QUOTE}\\s{0,8},\\s{0,8}|\\s{1,8})(?=[^\\s-])`,
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
 * @param known Secrets that are known literally; shorter ones than 6
 * characters are left to the patterns.
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

/** The secrets as they are and as JSON has them, the longest first. */
function asWritten(known: readonly string[]): string[] {
  const forms = known.filter((secret) => secret.length >= 6)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  return [...new Set(forms)].sort((one, other) => other.length - one.length);
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

/** Masks the value after each match of a pattern. */
function maskAfter(text: string, pattern: RegExp): string {
  let result = "";
  let copied = 0;
  for (const match of text.matchAll(pattern)) {
    const start = match.index + match[0].length;
    if (start < copied) continue; // within a value that is hidden already
    const value = valueAt(text, start, WHOLE_LINE.test(match[0]));
    result += text.slice(copied, value.from) + MASK;
    copied = value.to;
  }
  return result + text.slice(copied);
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
  if (Object.hasOwn(OPENING, text[start] ?? "")) {
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

const SECRET_KEY = new RegExp(`(?:${SECRET_WORDS})${NAME_END}$`, "i");
const SECRET_OPTION = new RegExp(
  `^--?[\\w-]{0,40}(?:${SECRET_WORDS})[\\w-]{0,40}$`,
  "i",
);

/** Masks every text in a value, and whatever stands under a secret's name. */
export function maskValue(
  value: unknown,
  known: readonly string[] = [],
): unknown {
  if (typeof value === "string") return maskSecrets(value, known);
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      isSecretOption(value[index - 1]) && typeof item === "string"
        ? MASK
        : maskValue(item, known)
    );
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      SECRET_KEY.test(key) && item !== null ? MASK : maskValue(item, known),
    ]),
  );
}

function isSecretOption(value: unknown): boolean {
  return typeof value === "string" && SECRET_OPTION.test(value);
}

/** The texts that stand under a secret's name anywhere in a value, e.g. a config. */
export function secretsIn(value: unknown, underSecret = false): string[] {
  if (typeof value === "string") return underSecret ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    secretsIn(item, underSecret || SECRET_KEY.test(key))
  );
}
