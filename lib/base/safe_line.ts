/**
 * The edge of the program: what it writes where people read, on a terminal and
 * in the log, goes through here. Whatever others put into it (a journal, an
 * error of systemd, the name of a file), it shows no secret and moves no cursor.
 */

import { maskedJson, maskSecrets } from "./mask.ts";
import { isSecretName } from "./secret_names.ts";

/**
 * Characters that would break a line in two, move the cursor of a terminal or
 * reorder what a person reads: C0 and C1 controls, line separators, and the
 * bidirectional controls of Unicode.
 */
const UNSAFE =
  // deno-lint-ignore no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Makes a text of others safe to show: see {@linkcode UNSAFE}. */
export function escapeUnsafe(text: string): string {
  return text.replaceAll(UNSAFE, (character) => {
    if (character === "\n") return "\\n";
    if (character === "\t") return "\\t";
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** The colours the program itself uses; the worst that others can do is colour. */
// deno-lint-ignore no-control-regex
const COLOUR = /(\x1b\[(?:0|3[1-6])m)/g;

/**
 * One line as it may be shown: secrets masked, unsafe characters escaped.
 *
 * @param line One line, or a JSON value, which stays one.
 * @param colour The program's own colours stay.
 */
export function safeLine(line: string, colour = false): string {
  const json = jsonIn(line);
  if (json !== undefined) {
    const masked = maskedJson(json);
    // Byte for byte, where nothing is hidden.
    return escapeUnsafe(masked === JSON.stringify(json) ? line : masked);
  }
  if (!colour) return escapeUnsafe(maskSecrets(line));
  const each = (text: string, make: (piece: string) => string) =>
    text.split(COLOUR).map((piece, index) => index % 2 ? piece : make(piece))
      .join("");
  const colourless = maskSecrets(line.replaceAll(COLOUR, ""));
  const masked = each(line, (piece) => maskSecrets(piece));
  // Others may have put colours into a secret to part it: then without any.
  const same = masked.replaceAll(COLOUR, "") === colourless;
  return each(same ? masked : colourless, escapeUnsafe);
}

function jsonIn(line: string): unknown {
  if (!/^[{[]/.test(line)) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // only begins like it
  }
}

/**
 * A person's name for something, in front of a colon: in parentheses where what
 * follows would be taken for a secret, as after a profile "token".
 */
export function asLabel(name: string): string {
  return isSecretName(name) ? `(${name})` : name;
}
