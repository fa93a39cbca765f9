/** In which forms a secret that is known may be written somewhere. */

/** Shorter texts are not looked for: "on", "1", a port are everywhere. */
export const MIN_LENGTH = 4;
/** Of letters alone, or digits alone, a text must be longer to be nothing else. */
const MIN_PLAIN_LENGTH = 6;

/** Whether a known secret can be looked for without hiding half of everything. */
export function isTelling(secret: string): boolean {
  return secret.length >= MIN_PLAIN_LENGTH ||
    (secret.length >= MIN_LENGTH && !/^(?:\d+|[A-Za-z]+|\W+)$/.test(secret));
}

/**
 * As it is, in a form, in a shell, in base64 and in hexadecimal digits, and line
 * by line: a journal has each line for itself. What is escaped by character is
 * found by reading the text ({@linkcode readings}), not by its forms.
 */
export function writtenForms(secret: string): string[] {
  const lines = secret.split(/[\r\n]+/).map((line) => line.trim());
  const parts = [secret, ...lines.length > 1 ? lines.filter(isTelling) : []];
  return parts.flatMap(formsOf).filter((form) => form.length >= MIN_LENGTH);
}

function formsOf(secret: string): string[] {
  const forms = [
    secret,
    secret.replaceAll(" ", "+"),
    secret.replaceAll("'", `'\\''`),
    secret.replaceAll("'", `'"'"'`),
  ];
  const bytes = new TextEncoder().encode(secret);
  // Shorter ones would be found by chance.
  if (bytes.length < MIN_PLAIN_LENGTH) return forms;
  const hex = bytes.toHex();
  return [...forms, hex, hex.toUpperCase(), ...base64Forms(bytes)];
}

/**
 * In base64 a text looks different by what stands before it, e.g. the name in
 * "name:password": three ways, without the characters its neighbours share.
 */
function base64Forms(bytes: Uint8Array): string[] {
  return [0, 1, 2].flatMap((before) => {
    const padded = new Uint8Array(before + bytes.length);
    padded.set(bytes, before);
    const from = Math.ceil(before * 8 / 6);
    const to = Math.floor(padded.length * 8 / 6);
    return (["base64", "base64url"] as const).map((alphabet) =>
      padded.toBase64({ alphabet }).slice(from, to)
    );
  });
}

/** A text as somebody who undoes its escapes would read it. */
export interface Reading {
  readonly text: string;
  /** Where each character, and the end, begins in the text as it was. */
  readonly origins: Uint32Array | null;
}

/** Escapes within escapes: JSON in JSON, a URL in JSON. */
const MAX_DEPTH = 2;

/** The text as it is, and with the escapes of JSON, shells and URLs undone. */
export function readings(text: string): Reading[] {
  const all: Reading[] = [{ text, origins: null }];
  let last = all.slice();
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    last = last.flatMap((one) =>
      [
        one.text.includes("\\") ? undone(one, BACKSLASHED, unescape) : null,
        one.text.includes("%") ? undone(one, PERCENTED, utf8) : null,
      ].filter((made) => made !== null)
    );
    all.push(...last);
  }
  return all;
}

/** The bytes of one character, each written in hexadecimal digits. */
function byteEscape(sign: string): string {
  const more = `${sign}[89abAB][0-9a-fA-F]`;
  return `${sign}[0-7][0-9a-fA-F]|${sign}[cdCD][0-9a-fA-F]${more}|` +
    `${sign}[eE][0-9a-fA-F](?:${more}){2}|${sign}[fF][0-7](?:${more}){3}`;
}

const PERCENTED = new RegExp(byteEscape("%"), "g");
const BACKSLASHED = new RegExp(
  `\\\\u[0-9a-fA-F]{4}|${byteEscape("\\\\x")}|\\\\[^]`,
  "g",
);
const DECODER = new TextDecoder();

/** "%20", "%C3%A4" */
function utf8(escapes: string): string {
  if (escapes.length === 3) {
    return String.fromCharCode(parseInt(escapes.slice(1), 16));
  }
  const bytes = escapes.split("%").slice(1);
  return DECODER.decode(Uint8Array.from(bytes, (byte) => parseInt(byte, 16)));
}

const CONTROLS: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
};

function unescape(escape: string): string {
  const kind = escape.charAt(1);
  if (escape.length === 2) return CONTROLS[kind] ?? kind;
  return kind === "u"
    ? String.fromCharCode(parseInt(escape.slice(2), 16))
    : utf8(escape.replaceAll("\\x", "%"));
}

/** Null when there was nothing to undo. */
function undone(
  before: Reading,
  escape: RegExp,
  meant: (escape: string) => string,
): Reading | null {
  const { origins: from } = before;
  const origins = new Uint32Array(before.text.length + 1);
  let length = 0;
  let copied = 0;
  const copy = (to: number) => {
    for (; copied < to; copied++, length++) {
      origins[length] = from === null ? copied : from[copied] ?? 0;
    }
  };
  const text = before.text.replaceAll(escape, (found: string, ...rest) => {
    const at = rest.at(-2) as number; // no groups: the offset, then the text
    copy(at);
    const character = meant(found);
    for (let left = character.length; left > 0; left--, length++) {
      origins[length] = from === null ? at : from[at] ?? 0;
    }
    copied = at + found.length;
    return character;
  });
  if (copied === 0) return null;
  copy(before.text.length + 1); // the end, too
  return { text, origins };
}
