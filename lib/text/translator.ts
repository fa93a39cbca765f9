/**
 * From an English sentence back to its entry in the catalog, and so to another
 * language. Sentences are made deep in the program and kept in English (in the
 * state, the history, an error); they are translated where a person reads
 * them, by matching them against the English side of the catalog.
 */

import { DEFAULT_PROFILE } from "../base/profile.ts";
import { VERDICTS } from "../base/verdict.ts";
import { digestOf } from "./digest.ts";
import { fillIn } from "./fill_in.ts";
import type { Catalog } from "../base/language.ts";
import { readings } from "./readings.ts";

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
