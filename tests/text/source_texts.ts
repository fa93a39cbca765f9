/** Finds the texts in a TypeScript source: those marked for people, and those not. */

/** A text in a source. */
export interface SourceText {
  /** "say", "t", "markup" (HTML of a page), or "" for a plain string or template. */
  readonly tag: string;
  /** With {0}, {1} … where something is put in. */
  readonly text: string;
  readonly line: number;
}

/** After these a slash begins a regular expression, not a division. */
const BEFORE_REGEXP =
  /(^|[=(,:;!&|?{}[+\-*%<>~^]|\b(return|typeof|case|of))\s*$/;

/** All texts of a source, comments left out. */
export function textsOf(source: string): SourceText[] {
  const found: SourceText[] = [];
  read(source, 0, null, found);
  return found;
}

/** Reads code up to `end` (a closing brace of a template, or null: to the end of the file). */
function read(
  source: string,
  start: number,
  end: "}" | null,
  found: SourceText[],
): number {
  let at = start;
  let depth = 0;
  while (at < source.length) {
    const character = source[at];
    if (source.startsWith("//", at)) {
      at = after(source, "\n", at);
    } else if (source.startsWith("/*", at)) {
      at = after(source, "*/", at);
    } else if (character === '"' || character === "'") {
      at = readString(source, at, found);
    } else if (character === "`") {
      at = readTemplate(source, at, found);
    } else if (
      character === "/" && BEFORE_REGEXP.test(source.slice(start, at))
    ) {
      at = skipRegExp(source, at);
    } else {
      if (character === "{") depth++;
      if (character === "}") {
        if (depth === 0 && end === "}") return at + 1;
        depth--;
      }
      at++;
    }
  }
  return at;
}

function after(source: string, text: string, at: number): number {
  const next = source.indexOf(text, at);
  return next < 0 ? source.length : next + text.length;
}

function readString(source: string, start: number, found: SourceText[]) {
  const quote = source[start];
  let at = start + 1;
  while (source[at] !== quote) at += source[at] === "\\" ? 2 : 1;
  const text = cook(source.slice(start + 1, at));
  found.push({ tag: "", text, line: lineOf(source, start) });
  return at + 1;
}

function readTemplate(source: string, start: number, found: SourceText[]) {
  const tag =
    /\b(say|t|markup)$/.exec(source.slice(Math.max(0, start - 7), start))
      ?.[0] ?? "";
  let at = start + 1;
  let text = "";
  let values = 0;
  const place = found.length;
  while (source[at] !== "`") {
    if (source.startsWith("${", at)) {
      text += `{${values++}}`;
      at = read(source, at + 2, "}", found);
      continue;
    }
    const length = source[at] === "\\" ? 2 : 1;
    text += source.slice(at, at + length);
    at += length;
  }
  found.splice(place, 0, {
    tag,
    text: cook(text),
    line: lineOf(source, start),
  });
  return at + 1;
}

function skipRegExp(source: string, start: number): number {
  let at = start + 1;
  let inClass = false;
  while (inClass || source[at] !== "/") {
    if (source[at] === "[") inClass = true;
    if (source[at] === "]") inClass = false;
    at += source[at] === "\\" ? 2 : 1;
  }
  return at + 1;
}

/** What the escapes stand for. */
function cook(text: string): string {
  return text.replaceAll(
    /\\(u\{([0-9a-f]+)\}|u([0-9a-f]{4})|x([0-9a-f]{2})|\n|.)/gis,
    (_, all: string, long?: string, four?: string, two?: string) => {
      const code = long ?? four ?? two;
      if (code !== undefined) return String.fromCodePoint(parseInt(code, 16));
      return { n: "\n", t: "\t", r: "\r", 0: "\0", "\n": "" }[all] ?? all;
    },
  );
}

function lineOf(source: string, at: number): number {
  return source.slice(0, at).split("\n").length;
}
