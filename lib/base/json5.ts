/**
 * JSON5 (https://spec.json5.org), the language of `openclaw.json` and of the
 * guard's own settings. One pass, time linear in the length of the text.
 */

import { say } from "./say.ts";
import { GuardError } from "./errors.ts";
import {
  characterAt,
  endOfDigits,
  isIdentifierPart,
  isIdentifierStart,
  isLineTerminator,
  isWhitespace,
  lineAndColumn,
} from "./json5_characters.ts";

/** Objects and arrays may be nested this deep; more is an error, not a crash. */
export const JSON5_MAX_DEPTH = 200;

/** The text is not JSON5. Its message never has more of the text than one character. */
export class Json5Error extends GuardError {
  override readonly name = "Json5Error";
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in characters (not UTF-16 units). */
  readonly column: number;

  constructor(problem: string, line: number, column: number) {
    super(say`not valid JSON5 at line ${line}, column ${column}: ${problem}`);
    this.line = line;
    this.column = column;
  }
}

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
  const parser = new Parser(text);
  const value = parser.value(0);
  parser.end();
  return value;
}

const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["null", null],
  ["true", true],
  ["false", false],
  ["Infinity", Infinity],
  ["NaN", NaN],
]);

/** Escapes of one letter; any other letter but x and u stands for itself. */
const ESCAPES: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Nothing but space and comments may be left. */
  end(): void {
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#unexpected();
  }

  value(depth: number): unknown {
    this.#skipSpace();
    const character = this.#text[this.#at];
    if (character === "{" || character === "[") {
      if (depth >= JSON5_MAX_DEPTH) {
        this.#fail(say`nested deeper than ${JSON5_MAX_DEPTH} levels`);
      }
      this.#at++;
      return character === "{" ? this.#object(depth) : this.#array(depth);
    }
    if (character === '"' || character === "'") return this.#string();
    for (const [word, value] of WORDS) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
    return this.#number();
  }

  #object(depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    while (!this.#take("}")) {
      const key = this.#key();
      if (!this.#take(":")) this.#unexpected();
      // Not `object[key] = …`: that would call the setter of __proto__.
      Object.defineProperty(object, key, {
        value: this.value(depth + 1),
        writable: true,
        enumerable: true,
        configurable: true,
      });
      if (this.#take(",")) continue;
      if (this.#take("}")) break;
      this.#unexpected();
    }
    return object;
  }

  #array(depth: number): unknown[] {
    const array: unknown[] = [];
    while (!this.#take("]")) {
      array.push(this.value(depth + 1));
      if (this.#take(",")) continue;
      if (this.#take("]")) break;
      this.#unexpected();
    }
    return array;
  }

  #key(): string {
    const character = this.#text[this.#at];
    if (character === '"' || character === "'") return this.#string();
    let key = "";
    for (;;) {
      const start = this.#at;
      let part = characterAt(this.#text, this.#at);
      if (part === "\\") {
        this.#at++;
        if (this.#text[this.#at] !== "u") this.#unexpected();
        this.#at++;
        part = this.#hexEscape(4);
      } else {
        this.#at += part.length;
      }
      if (key === "" ? isIdentifierStart(part) : isIdentifierPart(part)) {
        key += part;
        continue;
      }
      const escaped = this.#text[start] === "\\";
      this.#at = start;
      if (key === "" || escaped) this.#unexpected();
      return key;
    }
  }

  #string(): string {
    const quote = this.#text[this.#at++];
    let value = "";
    let start = this.#at;
    for (;;) {
      const character = this.#text[this.#at];
      if (character === quote) {
        value += this.#text.slice(start, this.#at++);
        return value;
      }
      // U+2028 and U+2029 may stand in a string, as in JSON.
      if (character === undefined || character === "\n" || character === "\r") {
        this.#fail(say`the string has no end on its line`);
      }
      if (character !== "\\") {
        this.#at++;
        continue;
      }
      value += this.#text.slice(start, this.#at++) + this.#escape();
      start = this.#at;
    }
  }

  /** What follows a backslash in a string. */
  #escape(): string {
    const character = characterAt(this.#text, this.#at);
    if (character === "") this.#unexpected();
    if (/[1-9]/.test(character)) this.#unexpected();
    this.#at += character.length;
    if (character === "x") return this.#hexEscape(2);
    if (character === "u") return this.#hexEscape(4);
    if (character === "0") {
      if (/^[0-9]/.test(characterAt(this.#text, this.#at))) this.#unexpected();
      return "\0";
    }
    if (character === "\r" && this.#text[this.#at] === "\n") this.#at++;
    if (isLineTerminator(character)) return ""; // the string goes on there
    return ESCAPES[character] ?? character;
  }

  #hexEscape(digits: number): string {
    const end = this.#at + digits;
    if (endOfDigits(this.#text, this.#at, 16, end) !== end) {
      this.#fail(say`an escape here needs ${digits} hexadecimal digits`);
    }
    const code = Number.parseInt(this.#text.slice(this.#at, end), 16);
    this.#at = end;
    return String.fromCharCode(code);
  }

  #number(): number {
    const text = this.#text;
    let at = this.#at;
    const sign = text[at] === "-" ? -1 : 1;
    if (text[at] === "-" || text[at] === "+") at++;
    for (const word of ["Infinity", "NaN"]) {
      if (text.startsWith(word, at)) {
        this.#at = at + word.length;
        return sign * Number(word);
      }
    }
    const start = at;
    if (text[at] === "0" && (text[at + 1] === "x" || text[at + 1] === "X")) {
      at = endOfDigits(text, start + 2, 16);
      if (at === start + 2) this.#unexpected(at);
    } else {
      at = text[at] === "0" ? at + 1 : endOfDigits(text, at, 10);
      let digits = at - start;
      if (text[at] === ".") {
        const fraction = at + 1;
        at = endOfDigits(text, fraction, 10);
        digits += at - fraction;
      }
      if (digits === 0) this.#unexpected(at);
      if (text[at] === "e" || text[at] === "E") {
        at++;
        if (text[at] === "-" || text[at] === "+") at++;
        const exponent = at;
        at = endOfDigits(text, exponent, 10);
        if (at === exponent) this.#unexpected(at);
      }
    }
    this.#at = at;
    return sign * Number(text.slice(start, at));
  }

  /** Steps over space and this punctuator, if it comes next, and the space after it. */
  #take(punctuator: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== punctuator) return false;
    this.#at++;
    this.#skipSpace();
    return true;
  }

  #skipSpace(): void {
    const text = this.#text;
    for (;;) {
      const character = text[this.#at];
      if (character === undefined) return;
      if (isWhitespace(character)) {
        this.#at++;
      } else if (character === "/" && text[this.#at + 1] === "/") {
        this.#at += 2;
        while (this.#at < text.length && !isLineTerminator(text[this.#at])) {
          this.#at++;
        }
      } else if (character === "/" && text[this.#at + 1] === "*") {
        const end = text.indexOf("*/", this.#at + 2);
        if (end === -1) this.#fail(say`the comment has no end`);
        this.#at = end + 2;
      } else return;
    }
  }

  #unexpected(at = this.#at): never {
    const character = characterAt(this.#text, at);
    this.#fail(
      character === ""
        ? say`the text ends too early`
        : character === '"'
        ? say`unexpected double quotation mark`
        : say`unexpected ${JSON.stringify(character)}`,
      at,
    );
  }

  #fail(problem: string, at = this.#at): never {
    const { line, column } = lineAndColumn(this.#text, at);
    throw new Json5Error(problem, line, column);
  }
}
