/**
 * JSON5 (https://spec.json5.org), the language of `openclaw.json` and of the
 * guard's own settings. One pass, time linear in the length of the text.
 */

import { say } from "./say.ts";
import { Scanner } from "./json5_scanner.ts";

export { Json5Error } from "./json5_scanner.ts";

/** Objects and arrays may be nested this deep; more is an error, not a crash. */
export const JSON5_MAX_DEPTH = 200;

/**
 * Reads a JSON5 document.
 *
 * Objects are plain objects; a key "__proto__" becomes an ordinary property
 * and changes no prototype. Of equal keys the last one counts.
 *
 * @throws {Json5Error} when the text is not JSON5 or nested deeper than
 * {@linkcode JSON5_MAX_DEPTH}.
 */
export function parseJson5(text: string): unknown {
  const scanner = new Scanner(text);
  const value = valueIn(scanner, 0);
  scanner.skipSpace();
  if (scanner.at < text.length) scanner.unexpected();
  return value;
}

const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["null", null],
  ["true", true],
  ["false", false],
]);

function valueIn(scanner: Scanner, depth: number): unknown {
  scanner.skipSpace();
  const character = scanner.text[scanner.at];
  if (character === "{" || character === "[") {
    if (depth >= JSON5_MAX_DEPTH) {
      scanner.fail(say`nested deeper than ${JSON5_MAX_DEPTH} levels`);
    }
    scanner.at++;
    return character === "{"
      ? objectIn(scanner, depth)
      : arrayIn(scanner, depth);
  }
  if (character === '"' || character === "'") return scanner.string();
  for (const [word, value] of WORDS) {
    if (scanner.text.startsWith(word, scanner.at)) {
      scanner.at += word.length;
      return value;
    }
  }
  return scanner.number();
}

function objectIn(scanner: Scanner, depth: number): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  untilClosed(scanner, "}", () => {
    const key = scanner.key();
    if (!scanner.take(":")) scanner.unexpected();
    // Not `object[key] = …`: that would call the setter of __proto__.
    Object.defineProperty(object, key, {
      value: valueIn(scanner, depth + 1),
      writable: true,
      enumerable: true,
      configurable: true,
    });
  });
  return object;
}

function arrayIn(scanner: Scanner, depth: number): unknown[] {
  const array: unknown[] = [];
  untilClosed(scanner, "]", () => array.push(valueIn(scanner, depth + 1)));
  return array;
}

/** Reads one thing after the other, with a comma between and perhaps at the end. */
function untilClosed(scanner: Scanner, bracket: string, read: () => void) {
  while (!scanner.take(bracket)) {
    read();
    if (scanner.take(",")) continue;
    if (scanner.take(bracket)) return;
    scanner.unexpected();
  }
}
