/**
 * Which names tell that a secret follows. As wide as what OpenClaw itself hides
 * (2026.9.6: config paths, log fields, options and queries of URLs).
 */

/** After these it says that there is none: sudoers(5), systemctl(1). */
const NOT_ASKED = "(?<!(?<![A-Za-z])no)(?<!--no-ask-)";
/** Parts of a name that tell it wherever they stand: `gatewayToken`, `x_secret_2`. */
const ANYWHERE =
  "(?:access|account|api|auth|bot|client|consumer|encrypt(?:ion)?|hook|license|master|private|recovery|secret|service|signing|subscription)[_-]?key|" +
  `key[_-]?material|token|secret|${NOT_ASKED}passw(?:or)?d|passphrase|passcode|pwd|credential|cookie|` +
  "authorization|bearer|webhook|signature|mnemonic|service[_-]?account|" +
  "card[_-]?number|security[_-]?code";
/**
 * Words that tell it only by themselves: `X_PASS`, `db.pin`; not `bypass`,
 * `pinned`, nor `auth.mode`: what is in it has names of its own.
 */
const WORDS =
  "keys?|auth(?!\\.\\w)|pass|pw|pins?|pats?|creds?|jwts?|t?otp|psk|cvc|cvv|apikeys?";
/** The same as the later word of a name like `dbPass`, `someKey`. */
const HUMPS =
  "(?<!session|public|cache|dedupe|sort|group)Keys?|Auth|Pass|Pw|Pin|Pat|Creds?|Jwt|Otp|Psk|Cvc|Cvv";

/** A part of a name that tells that a secret follows; for the flag "i". */
export const SECRET_WORDS =
  `(?:${ANYWHERE}|(?<![A-Za-z])(?:${WORDS})(?![A-Za-z])|` +
  `(?-i:(?<=[a-z0-9])(?:${HUMPS})(?![a-z]))|` +
  // Short words of URLs, which are ordinary words elsewhere.
  `(?<=[?&])(?:code|session|sid|sig|state|k)(?==))`;
/** What may follow such a word within a name: "tokens", "secret_2". */
export const NAME_END = "[\\w.-]{0,40}";

const SECRET_NAME = new RegExp(`${SECRET_WORDS}${NAME_END}$`, "i");
/** Names of numbers: how many tokens a model may use. */
const COUNT = /tokens|token[_-]?(?:count|limit|budget)/i;

/** Whether a key, variable or header of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** How OpenClaw complains of a key, and the system of a file: `x.key: permission denied`. */
const COMPLAINT =
  /^(?:invalid|required|missing|unrecognized|unknown|expected|too|must|string|number|array|object|not|no|permission|there|it|the|cannot|secretref|duplicate|unresolved|is|read-only|input\/output)$/i;

/**
 * Whether a value under a secret's name is none: `maxTokens: 4096`,
 * `token: true`, `token: Invalid input`.
 */
export function isHarmless(name: string, value: unknown): boolean {
  const text = String(value);
  return /^(?:true|false|null|undefined|)$/.test(text) ||
    COMPLAINT.test(text) ||
    (/^\d{1,7}$/.test(text) && COUNT.test(name));
}

const SECRET_OPTION = new RegExp(
  `^--?[\\w-]{0,40}${SECRET_WORDS}[\\w-]{0,40}$`,
  "i",
);

/** Whether the argument after this one is a secret: `--token`. */
export function isSecretOption(argument: unknown): boolean {
  return typeof argument === "string" && SECRET_OPTION.test(argument);
}
