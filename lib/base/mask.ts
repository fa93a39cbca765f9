/**
 * Keeps secrets out of everything a person may paste somewhere. What looks
 * like one, by the name before it or by its shape, is replaced; in doubt too
 * much is hidden. Every pattern is linear in time: a line of a journal may be
 * half a megabyte long and written by an attacker.
 */

import { hideKnown, hideSpans, readySecrets } from "./mask_known.ts";
import { isHarmless, isSecretName, isSecretOption } from "./secret_names.ts";
import { reworded } from "./say.ts";
import { NAMED, OPTION, URL_USER, valuesAfter } from "./secret_values.ts";

/** What stands in place of a secret. */
export const MASK = "***";

const SCHEME = /\b(bearer|basic|digest|token)\s{1,8}[A-Za-z0-9._~+/=-]{8,}/gi;
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
/** Colours and other sequences for terminals, also as JSON and others write them. */
const ANSI =
  // deno-lint-ignore no-control-regex
  /(?:\x1b|\\{1,4}(?:u001b|x1b|033|e))(?:\[[0-9;:?]{0,32}[A-Za-z]|\][^\x07\x1b\n]{0,256}(?:\x07|\x1b\\))/gi;
/** Whole runs, judged afterwards: a pattern that fails late would be slow. */
const BASE64 = /[A-Za-z0-9+/]{32,}={0,2}/g;
const WORD = /[A-Za-z0-9_-]{24,}/g;

/** One list, so that what is made of it is made once. */
const NONE: readonly string[] = [];

/**
 * Replaces what looks like a secret.
 *
 * @param known Secrets that are known literally, to be hidden in every form in
 * which they may be written; short ones are left to the patterns.
 */
export function maskSecrets(
  text: string,
  known: readonly string[] = NONE,
): string {
  return reworded(text, (part) => {
    // Colours may stand between a name and its value, or within a secret.
    const plain = part.replaceAll(ANSI, "");
    const masked = masking(plain, known);
    return masked === plain ? part : masked;
  });
}

function masking(text: string, known: readonly string[]): string {
  const { first, words } = readySecrets(known);
  let masked = hideKnown(text, first, MASK)
    .replaceAll(PEM, MASK).replaceAll(SCHEME, `$1 ${MASK}`);
  for (const pattern of [NAMED, OPTION]) {
    masked = hideSpans(masked, valuesAfter(masked, pattern), MASK);
  }
  masked = masked.replaceAll(URL_USER, `$1${MASK}@`)
    .replaceAll(SHAPES, MASK)
    .replaceAll(BASE64, (run) => run.endsWith("=") ? MASK : run)
    .replaceAll(WORD, (word) => isRandom(word) ? MASK : word);
  return hideKnown(masked, words, MASK);
}

/** Long, and of a mixture of characters that no word or number has. */
function isRandom(word: string): boolean {
  if (!/\d/.test(word) || !/[A-Za-z]/.test(word)) return false;
  if (word.startsWith("openclaw-gateway-") || isNamed(word)) return false;
  return word.length >= 40 ||
    (!word.includes("-") && /[a-z]/.test(word) && /[A-Z]/.test(word) &&
      word.replaceAll(/\D/g, "").length >= 3);
}

/** Words and small numbers, as people name a profile: `home-server-2026-second-try`. */
function isNamed(word: string): boolean {
  return word.split(/[-_]/).every((part) =>
    /^(?:[A-Za-z]{0,20}|\d{1,4}|[A-Za-z]{2,15}\d{1,2})$/.test(part)
  );
}

/** A value as JSON, every text in it masked; names tell nothing here. */
export function maskedJson(value: unknown): string {
  return JSON.stringify(
    value,
    (name, item) =>
      typeof item !== "string" || isName(name, item) ? item : maskSecrets(item),
  );
}

/** What a person named a profile, and so its unit, however it looks. */
function isName(key: string, text: string): boolean {
  return (key === "profile" || key === "unit") && /^[\w.@-]{1,100}$/.test(text);
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
