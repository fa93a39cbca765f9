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

/** A space or a comment: JavaScript's `\s` and `.` are JSON5's space and end of line. */
const SPACE = /\s+|\/\/.*|\/\*[^]*?\*\//y;

/**
 * What looks like a number. It may lack digits at its end, for the error to
 * point there.
 */
const NUMBER =
  /([-+]?)(Infinity|NaN|0[xX][0-9a-fA-F]*|(?:0|[0-9]*)(?:\.[0-9]*)?(?:(?<=[0-9]\.?)[eE][-+]?[0-9]*)?)/y;

const IDENTIFIER_START = /^[$_\p{ID_Start}]$/u;
/** Also digits, accents and the two zero width joiners. */
const IDENTIFIER_PART = /^[$\u200C\u200D\p{ID_Continue}]$/u;

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
    SPACE.lastIndex = this.at;
    while (SPACE.test(this.text)) this.at = SPACE.lastIndex;
    if (this.text.startsWith("/*", this.at)) {
      this.fail(say`the comment has no end`);
    }
  }

  /** A name before a colon, quoted or not. */
  key(): string {
    const character = this.text[this.at];
    if (character === '"' || character === "'") return this.string();
    let key = "";
    for (;;) {
      const start = this.at;
      const written = characterAt(this.text, start);
      this.at += written.length;
      const escaped = written === "\\";
      if (escaped && this.text[this.at++] !== "u") this.unexpected(start + 1);
      const part = escaped ? this.#hexEscape(4) : written;
      if ((key === "" ? IDENTIFIER_START : IDENTIFIER_PART).test(part)) {
        key += part;
        continue;
      }
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
    if (/[\n\r\u2028\u2029]/.test(character)) return ""; // the string goes on there
    return ESCAPES[character] ?? character;
  }

  #hexEscape(digits: number): string {
    const hex = this.text.slice(this.at, this.at + digits);
    if (hex.length < digits || !/^[0-9a-fA-F]+$/.test(hex)) {
      this.fail(say`an escape here needs ${digits} hexadecimal digits`);
    }
    this.at += digits;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }

  /** A number; anything else is an error. */
  number(): number {
    NUMBER.lastIndex = this.at;
    const [written = "", sign, unsigned = ""] = NUMBER.exec(this.text) ?? [];
    this.at += written.length;
    const value = Number(unsigned);
    const bad = Number.isNaN(value) ? unsigned !== "NaN" : unsigned === "";
    if (bad) this.unexpected();
    return sign === "-" ? -value : value;
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

  /** @throws {Json5Error} always; line and column count from 1. */
  fail(problem: string, at = this.at): never {
    const lines = this.text.slice(0, at).split(/\r\n|[\n\r\u2028\u2029]/);
    const column = [...lines.at(-1) ?? ""].length + 1;
    throw new Json5Error(problem, lines.length, column);
  }
}

/** The whole character at an index, both halves of a surrogate pair; "" at the end. */
function characterAt(text: string, index: number): string {
  const code = text.codePointAt(index);
  return code === undefined ? "" : String.fromCodePoint(code);
}
