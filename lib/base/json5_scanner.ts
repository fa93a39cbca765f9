/**
 * The tokens of JSON5 (https://spec.json5.org, sections 3 to 8): keys, strings,
 * numbers, and the space between them.
 */

import { GuardError } from "./errors.ts";
import { say } from "./say.ts";

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

/** Escapes of one letter; any other letter but x and u stands for itself. */
const ESCAPES: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** Goes through a text once; each method reads what stands at {@linkcode at}. */
export class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Steps over space and this punctuator, if it comes next, and the space after it. */
  take(punctuator: string): boolean {
    this.skipSpace();
    if (this.text[this.at] !== punctuator) return false;
    this.at++;
    this.skipSpace();
    return true;
  }

  /** Steps over space and comments. */
  skipSpace(): void {
    const text = this.text;
    for (;;) {
      const character = text[this.at];
      if (character === undefined) return;
      if (isWhitespace(character)) {
        this.at++;
      } else if (character === "/" && text[this.at + 1] === "/") {
        this.at += 2;
        while (this.at < text.length && !isLineTerminator(text[this.at])) {
          this.at++;
        }
      } else if (character === "/" && text[this.at + 1] === "*") {
        const end = text.indexOf("*/", this.at + 2);
        if (end === -1) this.fail(say`the comment has no end`);
        this.at = end + 2;
      } else return;
    }
  }

  /** A name before a colon, quoted or not. */
  key(): string {
    const character = this.text[this.at];
    if (character === '"' || character === "'") return this.string();
    let key = "";
    for (;;) {
      const start = this.at;
      let part = characterAt(this.text, this.at);
      if (part === "\\") {
        this.at++;
        if (this.text[this.at] !== "u") this.unexpected();
        this.at++;
        part = this.#hexEscape(4);
      } else {
        this.at += part.length;
      }
      if (key === "" ? isIdentifierStart(part) : isIdentifierPart(part)) {
        key += part;
        continue;
      }
      const escaped = this.text[start] === "\\";
      this.at = start;
      if (key === "" || escaped) this.unexpected();
      return key;
    }
  }

  /** A quoted text. */
  string(): string {
    const quote = this.text[this.at++];
    let value = "";
    let start = this.at;
    for (;;) {
      const character = this.text[this.at];
      if (character === quote) {
        value += this.text.slice(start, this.at++);
        return value;
      }
      // U+2028 and U+2029 may stand in a string, as in JSON.
      if (character === undefined || character === "\n" || character === "\r") {
        this.fail(say`the string has no end on its line`);
      }
      if (character !== "\\") {
        this.at++;
        continue;
      }
      value += this.text.slice(start, this.at++) + this.#escape();
      start = this.at;
    }
  }

  /** What follows a backslash in a string. */
  #escape(): string {
    const character = characterAt(this.text, this.at);
    if (character === "") this.unexpected();
    if (/[1-9]/.test(character)) this.unexpected();
    this.at += character.length;
    if (character === "x") return this.#hexEscape(2);
    if (character === "u") return this.#hexEscape(4);
    if (character === "0") {
      if (/^[0-9]/.test(characterAt(this.text, this.at))) this.unexpected();
      return "\0";
    }
    if (character === "\r" && this.text[this.at] === "\n") this.at++;
    if (isLineTerminator(character)) return ""; // the string goes on there
    return ESCAPES[character] ?? character;
  }

  #hexEscape(digits: number): string {
    const end = this.at + digits;
    if (endOfDigits(this.text, this.at, 16, end) !== end) {
      this.fail(say`an escape here needs ${digits} hexadecimal digits`);
    }
    const code = Number.parseInt(this.text.slice(this.at, end), 16);
    this.at = end;
    return String.fromCharCode(code);
  }

  /** A number; anything else is an error. */
  number(): number {
    const text = this.text;
    let at = this.at;
    const sign = text[at] === "-" ? -1 : 1;
    if (text[at] === "-" || text[at] === "+") at++;
    for (const word of ["Infinity", "NaN"]) {
      if (text.startsWith(word, at)) {
        this.at = at + word.length;
        return sign * Number(word);
      }
    }
    const start = at;
    if (text[at] === "0" && (text[at + 1] === "x" || text[at + 1] === "X")) {
      at = endOfDigits(text, start + 2, 16);
      if (at === start + 2) this.unexpected(at);
    } else {
      at = text[at] === "0" ? at + 1 : endOfDigits(text, at, 10);
      let digits = at - start;
      if (text[at] === ".") {
        const fraction = at + 1;
        at = endOfDigits(text, fraction, 10);
        digits += at - fraction;
      }
      if (digits === 0) this.unexpected(at);
      if (text[at] === "e" || text[at] === "E") {
        at++;
        if (text[at] === "-" || text[at] === "+") at++;
        const exponent = at;
        at = endOfDigits(text, exponent, 10);
        if (at === exponent) this.unexpected(at);
      }
    }
    this.at = at;
    return sign * Number(text.slice(start, at));
  }

  /** Refuses what stands there. */
  unexpected(at = this.at): never {
    const character = characterAt(this.text, at);
    this.fail(
      character === ""
        ? say`the text ends too early`
        : character === '"'
        ? say`unexpected double quotation mark`
        : say`unexpected ${JSON.stringify(character)}`,
      at,
    );
  }

  /** @throws {Json5Error} always. */
  fail(problem: string, at = this.at): never {
    const { line, column } = lineAndColumn(this.text, at);
    throw new Json5Error(problem, line, column);
  }
}

/** The whole character at an index, both halves of a surrogate pair; "" at the end. */
function characterAt(text: string, index: number): string {
  const code = text.codePointAt(index);
  return code === undefined ? "" : String.fromCodePoint(code);
}

/** Ends a line and with it a `//` comment. */
function isLineTerminator(character: string | undefined): boolean {
  return character === "\n" || character === "\r" ||
    character === "\u2028" || character === "\u2029";
}

/** Space between tokens; a byte order mark counts anywhere. */
function isWhitespace(character: string): boolean {
  return character === " " || isLineTerminator(character) ||
    character === "\t" || character === "\v" || character === "\f" ||
    character === "\uFEFF" || /^\p{Zs}$/u.test(character);
}

/** May begin an unquoted key. */
function isIdentifierStart(character: string): boolean {
  return /^[$_\p{ID_Start}]$/u.test(character);
}

/** May go on an unquoted key: also digits, accents and the two zero width joiners. */
function isIdentifierPart(character: string): boolean {
  return /^[$\u200C\u200D\p{ID_Continue}]$/u.test(character);
}

/** Index of the first character from `start` on that is no digit, at most `limit`. */
function endOfDigits(
  text: string,
  start: number,
  base: 10 | 16,
  limit = text.length,
): number {
  const digit = base === 10 ? /^[0-9]$/ : /^[0-9a-fA-F]$/;
  let at = start;
  while (at < limit && digit.test(text[at] ?? "")) at++;
  return at;
}

/** Where an index is for a person; both counted from 1, the column in characters. */
function lineAndColumn(
  text: string,
  index: number,
): { line: number; column: number } {
  const lines = text.slice(0, index).split(/\r\n|[\n\r\u2028\u2029]/);
  const last = lines.at(-1) ?? "";
  return { line: lines.length, column: [...last].length + 1 };
}
