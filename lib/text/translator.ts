/**
 * From an English sentence back to its entry in the catalog, and so to another
 * language. Sentences are made deep in the program and kept in English (in the
 * state, the history, an error); they are translated where a person reads
 * them, by matching them against the English side of the catalog.
 */

import { DEFAULT_PROFILE } from "../core/profile.ts";
import { VERDICTS } from "../core/types.ts";
import { digestOf } from "./digest.ts";
import type { Catalog } from "./language.ts";

/** An entry with something that differs, ready to be matched. */
interface Pattern {
  readonly translation: string;
  /** What is fixed, before, between and after the values. */
  readonly parts: readonly string[];
  /** The longest of them: looking for it first is cheap. */
  readonly landmark: string;
  /** Characters that are fixed. */
  readonly weight: number;
  /** How loosely it holds together what it joins: an index of {@linkcode JOINTS}. */
  readonly looseness: number;
  readonly believed: Believed;
}

/**
 * When a match is believed: `{0} s` would match any plural, and `{0}: {1}` is
 * in half of all lines.
 */
type Believed = "always" | "if-numeric-or-known" | "if-known";

/** A translation. */
interface Found {
  readonly text: string;
  /** How many characters of the English it explains. */
  readonly explained: number;
  /** Of the outermost entry. */
  readonly looseness: number;
  /** The outermost entry begins with a text, not with a value. */
  readonly begun: boolean;
}

/** What stands between sentences and their parts, the tightest first. */
const JOINTS: readonly string[] = [", ", ": ", "; ", ". "];

/** Words of the program that no language changes, though they may be in the catalog as well. */
const CODES: ReadonlySet<string> = new Set([
  ...VERDICTS,
  ...["port", "http", "stuck"], // reasons
  "running", // as systemd says "active (running)"
  ...["probe", "limits", "backup", "logs", "language"], // keys of the settings
  DEFAULT_PROFILE,
  // Commands, and words that follow them.
  ...["status", "logs", "explain", "evidence", "doctor", "check", "resume"],
  ...["config", "install", "uninstall", "drill", "demo", "version", "help"],
  ...["on", "off", "show", "crash", "freeze", "stop"],
]);

/** Longer texts are no sentences of ours. */
const MAX_LENGTH = 2000;
/** Ways to read one text as one pattern, of which `{0}; {1}` has many. */
const MAX_READINGS = 8;
/** Characters that are read for one sentence, over and over: 200 ms' worth. */
const MAX_READ = 100_000;

/** What is known while a sentence is translated. */
interface Attempt {
  /** What was found for its parts. */
  readonly found: Map<string, Found | null>;
  /** How many characters may still be read. */
  left: number;
}

const attempt = (): Attempt => ({ found: new Map(), left: MAX_READ });

/** Translates whole sentences; what it does not know stays as it is. */
export class Translator {
  readonly #catalog: ReadonlyMap<string, string>;
  readonly #patterns: readonly Pattern[];

  /** @param catalog With the English of every sentence, or digests of it (build/digests.ts). */
  constructor(catalog: Catalog) {
    const entries = Object.entries(catalog);
    this.#catalog = new Map(entries);
    this.#patterns = entries
      .map(([english, translation]) => patternOf(english, translation))
      .filter(({ parts, weight }) => parts.length > 1 && weight > 0)
      .sort((one, other) => other.weight - one.weight);
  }

  /** One entry of the catalog with its values. */
  fill(english: string, values: readonly string[]): string | undefined {
    const translation = this.#entry(english);
    if (translation === undefined) return undefined;
    const known = attempt();
    return fillIn(
      translation,
      values.map((value) => this.#value(value, known)?.text ?? value),
    );
  }

  /** A sentence that was made earlier, perhaps by another version. */
  sentence(english: string): string {
    return this.#explain(english, attempt())?.text ?? english;
  }

  /**
   * The translation that explains the most; null when nothing does. Of two
   * that explain as much, the one whose outermost entry is the looser: "a, b; c"
   * is "a, b" and then "c". Then one that begins with a text: "in 5 min" is not
   * so many minutes. Then the one with the longer fixed part.
   */
  #explain(english: string, known: Attempt): Found | null {
    const text = this.#entry(english);
    if (text !== undefined) {
      return {
        text,
        explained: english.length,
        looseness: 0,
        begun: true,
      };
    }
    if (english.length > MAX_LENGTH) return null;
    const before = known.found.get(english);
    if (before !== undefined) return before;
    if (english.length > known.left) return null;
    known.left -= english.length;
    let best: Found | null = null;
    for (const pattern of this.#patterns) {
      if (!english.includes(pattern.landmark)) continue;
      for (const values of readings(english, pattern.parts)) {
        const found = this.#read(pattern, values, known);
        if (found !== null && (best === null || isBetter(found, best))) {
          best = found;
        }
      }
    }
    known.found.set(english, best);
    return best;
  }

  #entry(english: string): string | undefined {
    return this.#catalog.get(english) ?? this.#catalog.get(digestOf(english));
  }

  #read(
    { translation, parts, weight, looseness, believed }: Pattern,
    values: readonly string[],
    known: Attempt,
  ): Found | null {
    const found = values.map((value) => this.#value(value, known));
    const credible = believed === "always" ||
      found.some((value) => value !== null) ||
      (believed === "if-numeric-or-known" && values.every(isNumber));
    return credible
      ? {
        text: fillIn(
          translation,
          values.map((value, index) => found[index]?.text ?? value),
        ),
        explained: found.reduce(
          (sum, value) => sum + (value?.explained ?? 0),
          // A colon explains nothing in a text of others.
          believed === "if-known" ? 0 : weight,
        ),
        // A name after a comma may be one more of a list.
        looseness: parts.includes(", ") &&
            found.some((value, at) => value === null && isName(values[at]))
          ? -1
          : looseness,
        begun: parts[0] !== "",
      }
      : null;
  }

  #value(english: string, known: Attempt): Found | null {
    return isTyped(english) ? null : this.#explain(english, known);
  }
}

/** Words a person types, such as "drill freeze", or a program reads. */
function isTyped(value: string): boolean {
  return value.split(" ").every((word) => CODES.has(word));
}

function isBetter(one: Found, other: Found): boolean {
  if (one.explained !== other.explained) {
    return one.explained > other.explained;
  }
  if (one.looseness !== other.looseness) return one.looseness > other.looseness;
  return one.begun && !other.begun;
}

function patternOf(english: string, translation: string): Pattern {
  const parts = english.split(/\{\d\}/);
  const fixed = parts.join("");
  const letters = fixed.replaceAll(/[^A-Za-z]/g, "").length;
  return {
    translation,
    parts,
    landmark: parts.toSorted((one, other) => other.length - one.length)[0] ??
      "",
    weight: fixed.length,
    looseness: JOINTS.findLastIndex((joint) =>
      parts.some((part) => part.includes(joint))
    ),
    // Four letters for one value; with more values they are spread thinner.
    believed: letters >= parts.length + 2
      ? "always"
      : letters > 0
      ? "if-numeric-or-known"
      : "if-known",
  };
}

function isName(value = ""): boolean {
  return /^[^\s,]+$/.test(value);
}

function isNumber(value: string): boolean {
  return /^[-+\d.,:]+$/.test(value);
}

/** The values with which the parts make up the text; the shortest first values come first. */
function* readings(
  text: string,
  parts: readonly string[],
): Generator<readonly string[]> {
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  const middle = parts.slice(1, -1);
  const end = text.length - last.length;
  if (!text.startsWith(first) || !text.endsWith(last)) return;
  let left = MAX_READINGS;
  function* from(at: number, index: number): Generator<readonly string[]> {
    const part = middle[index];
    const quoted = parts[index]?.endsWith('"') ?? false;
    if (part === undefined) {
      const value = text.slice(at, end);
      if (at > end || (quoted && last.startsWith('"') && value.includes('"'))) {
        return;
      }
      if (left-- > 0) yield [value];
      return;
    }
    let next = text.indexOf(part, at);
    while (next >= 0 && next + part.length <= end && left > 0) {
      // What is quoted ends at the next quotation mark.
      if (
        quoted && part.startsWith('"') && text.slice(at, next).includes('"')
      ) {
        return;
      }
      for (const rest of from(next + part.length, index + 1)) {
        yield [text.slice(at, next), ...rest];
      }
      next = text.indexOf(part, next + 1);
    }
  }
  yield* from(first.length, 0);
}

/** Chinese has no spaces, but for one between it and Latin letters or digits. */
function fillIn(translation: string, values: readonly string[]): string {
  const [first = "", ...rest] = translation.split(/\{(\d)\}/);
  let text = "";
  let before = first;
  for (let at = 0; at + 1 < rest.length; at += 2) {
    const value = listed(values[Number(rest[at])] ?? "", before);
    let after = rest[at + 1] ?? "";
    if (FULL_FIRST.test(value)) before = before.replace(SPACE_AFTER_HAN, "");
    if (FULL_LAST.test(value)) after = after.replace(SPACE_BEFORE_HAN, "");
    if (LATIN_FIRST.test(value) && HAN_LAST.test(before)) before += " ";
    if (LATIN_LAST.test(value) && HAN_FIRST.test(after)) after = " " + after;
    text += before + value;
    before = after;
  }
  return text + before;
}

/** Names in a list, such as "systemctl, crontab"; what is quoted stays as it is. */
function listed(value: string, before: string): string {
  return NAMES.test(value) && !/[“"]$/.test(before)
    ? value.replaceAll(", ", "、")
    : value;
}

const NAMES = /^[^\s,]+(, [^\s,]+)+$/;
const FULL_FIRST = /^[\p{Script=Han}“（]/u;
const FULL_LAST = /[\p{Script=Han}”）]$/u;
const HAN_FIRST = /^\p{Script=Han}/u;
const HAN_LAST = /\p{Script=Han}$/u;
const SPACE_AFTER_HAN = /(?<=\p{Script=Han}) $/u;
const SPACE_BEFORE_HAN = /^ (?=\p{Script=Han})/u;
const LATIN_FIRST = /^[A-Za-z0-9]/;
const LATIN_LAST = /[A-Za-z0-9]$/;
