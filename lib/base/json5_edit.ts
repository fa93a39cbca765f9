/**
 * Changes one member of a JSON5 document, and leaves everything else as it is
 * written: comments, order, quotes. The text must be JSON5 (`parseJson5`); a
 * result is to be read back before it is used.
 */

import { Scanner } from "./json5_scanner.ts";

/** A member of an object: where it stands. */
interface Member {
  readonly key: string;
  /** Of its key. */
  readonly from: number;
  readonly valueFrom: number;
  /** Behind its value. */
  readonly to: number;
  /** Behind the comma after it; null: there is none. */
  readonly commaTo: number | null;
}

/** An object: where it stands, and what is in it. */
interface ObjectPlace {
  readonly open: number;
  readonly close: number;
  readonly members: readonly Member[];
}

/**
 * Adds a member as the last one of an object. Objects on the way to it that are
 * not there are made.
 *
 * @param path Of the object; empty: the whole document.
 * @returns null when something on the way is no object.
 */
export function addMember(
  text: string,
  path: readonly string[],
  key: string,
  value: unknown,
): string | null {
  const { place, missing } = innermost(text, path);
  if (place === null) return null;
  const [first = "", ...inner] = [...missing, key];
  const whole = inner.reduceRight<unknown>(
    (within, name) => ({ [name]: within }),
    value,
  );
  return insert(text, place, first, whole);
}

/**
 * Removes a member, with its line when nothing else stands on it.
 *
 * @returns null when there is no such member.
 */
export function removeMember(
  text: string,
  path: readonly string[],
): string | null {
  const { place, missing } = innermost(text, path.slice(0, -1));
  const name = path.at(-1);
  if (place === null || missing.length > 0 || name === undefined) return null;
  const member = lastNamed(place, name);
  return member === undefined ? null : cutOut(text, member);
}

/**
 * The last object there is on a path, and the names of the path that are not in
 * it; null: something on the way is no object.
 */
function innermost(
  text: string,
  path: readonly string[],
): { readonly place: ObjectPlace | null; readonly missing: readonly string[] } {
  const scanner = new Scanner(text);
  scanner.skipSpace();
  let place = objectAt(text, scanner.at);
  for (const [index, name] of path.entries()) {
    const member = place === null ? undefined : lastNamed(place, name);
    if (member === undefined) return { place, missing: path.slice(index) };
    place = objectAt(text, member.valueFrom);
  }
  return { place, missing: [] };
}

/** Of equal keys the last one counts. */
function lastNamed({ members }: ObjectPlace, name: string): Member | undefined {
  return members.findLast(({ key }) => key === name);
}

function objectAt(text: string, open: number): ObjectPlace | null {
  if (text[open] !== "{") return null;
  const scanner = new Scanner(text);
  scanner.at = open + 1;
  const members: Member[] = [];
  for (;;) {
    scanner.skipSpace();
    if (text[scanner.at] === "}") return { open, close: scanner.at, members };
    const from = scanner.at;
    const key = scanner.key();
    if (!scanner.take(":")) scanner.unexpected();
    const valueFrom = scanner.at;
    skipValue(scanner);
    const to = scanner.at;
    scanner.skipSpace();
    const comma = text[scanner.at] === ",";
    if (comma) scanner.at++;
    members.push({
      key,
      from,
      valueFrom,
      to,
      commaTo: comma ? scanner.at : null,
    });
  }
}

/** Steps behind a value; what is in it is known to be right. */
function skipValue(scanner: Scanner): void {
  const { text } = scanner;
  let depth = 0;
  for (;;) {
    if (depth > 0) scanner.skipSpace();
    const character = text[scanner.at];
    if (character === undefined) scanner.unexpected();
    if (character === '"' || character === "'") scanner.string();
    else {
      scanner.at++;
      if (character === "{" || character === "[") depth++;
      else if (character === "}" || character === "]") depth--;
      else if (depth === 0) skipWord(scanner);
    }
    if (depth === 0) return;
  }
}

/** A number, true, false or null. */
function skipWord(scanner: Scanner): void {
  const { text } = scanner;
  while (/[\w.+-]/.test(text[scanner.at] ?? "")) scanner.at++;
}

function insert(
  text: string,
  { open, close, members }: ObjectPlace,
  key: string,
  value: unknown,
): string {
  const last = members.at(-1);
  const outer = indentAt(text, open);
  const first = members[0];
  const indent = first !== undefined && isFirstOnLine(text, first.from)
    ? indentAt(text, first.from)
    : `${outer}  `;
  const member = `${JSON.stringify(key)}: ${
    JSON.stringify(value, null, 2).replaceAll("\n", `\n${indent}`)
  }`;
  const comma = last === undefined || last.commaTo !== null ? "" : ",";
  const behind = last?.to ?? open + 1;
  const between = text.slice(behind, close);
  // Above the line with the bracket, or where that has no line of its own, on two
  // new ones.
  const ownLine = isFirstOnLine(text, close) && between.includes("\n");
  const at = ownLine
    ? lineStart(text, close)
    : close - (/[ \t]*$/.exec(between)?.[0].length ?? 0);
  const added = ownLine
    ? `${indent}${member}\n`
    : `\n${indent}${member}\n${outer}`;
  return text.slice(0, behind) + comma + text.slice(behind, at) + added +
    text.slice(ownLine ? at : close);
}

function cutOut(text: string, { from, to, commaTo }: Member): string {
  const end = commaTo ?? to;
  const lineEnd = text.indexOf("\n", end);
  const after = text.slice(end, lineEnd === -1 ? text.length : lineEnd);
  const alone = isFirstOnLine(text, from) && after.trim() === "" &&
    lineEnd !== -1;
  return alone
    ? text.slice(0, lineStart(text, from)) + text.slice(lineEnd + 1)
    : text.slice(0, from) + text.slice(end).replace(/^[ \t]+/, "");
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

function isFirstOnLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === "";
}

function indentAt(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, at), at))?.[0] ?? "";
}
