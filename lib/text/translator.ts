/**
 * From an English sentence back to its entry in the catalog, and so to another
 * language. Sentences are made deep in the program and kept in English (in the
 * state, the history, an error); they are translated where a person reads
 * them, by matching them against the English side of the catalog.
 */

import type { Catalog } from "./language.ts";

/** An entry with something that differs, ready to be matched. */
interface Pattern {
  readonly translation: string;
  /** The longest fixed part: looking for it first is cheap. */
  readonly landmark: string;
  /** Characters that are fixed; the more, the surer a match. */
  readonly weight: number;
  /** What the differing parts may be. */
  readonly values: "anything" | "numbers" | "known sentences";
  /** Made when first needed. */
  expression?: RegExp;
  readonly parts: readonly string[];
}

/** Fewer fixed letters than this say little: `{0} s` would match any plural. */
const FEW_LETTERS = 4;

/** Deeper nesting than any sentence of ours has. */
const MAX_DEPTH = 6;

/** Translates whole sentences; what it does not know stays as it is. */
export class Translator {
  readonly #catalog: ReadonlyMap<string, string>;
  readonly #patterns: readonly Pattern[];

  constructor(catalog: Catalog) {
    const entries = Object.entries(catalog);
    this.#catalog = new Map(entries);
    this.#patterns = entries
      .map(([english, translation]) => patternOf(english, translation))
      .filter(({ parts }) => parts.length > 1)
      .sort((one, other) => other.weight - one.weight);
  }

  /** One entry of the catalog with its values. */
  fill(english: string, values: readonly string[]): string | undefined {
    const translation = this.#catalog.get(english);
    return translation === undefined ? undefined : fillIn(
      translation,
      values.map((value) => this.sentence(value)),
    );
  }

  /** A sentence that was made earlier, perhaps by another version. */
  sentence(english: string): string {
    return this.#translate(english, 0) ?? english;
  }

  /** Undefined when there is nothing to translate. */
  #translate(english: string, depth: number): string | undefined {
    const whole = this.#catalog.get(english);
    if (whole !== undefined) return whole;
    if (depth === MAX_DEPTH) return undefined;
    for (const pattern of this.#patterns) {
      if (!english.includes(pattern.landmark)) continue;
      pattern.expression ??= expressionOf(pattern);
      const found = pattern.expression.exec(english)?.slice(1);
      if (found === undefined) continue;
      const translated = found.map((value) =>
        this.#translate(value, depth + 1)
      );
      if (
        pattern.values === "known sentences" &&
        translated.every((value) => value === undefined)
      ) continue;
      return fillIn(
        pattern.translation,
        found.map((value, index) => translated[index] ?? value),
      );
    }
    return undefined;
  }
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
    values: letters >= FEW_LETTERS
      ? "anything"
      : letters > 0
      ? "numbers"
      : "known sentences",
  };
}

function expressionOf({ parts, values }: Pattern): RegExp {
  const value = values === "numbers" ? "([-+\\d.,:]+)" : "(.*?)";
  return new RegExp(`^${parts.map(RegExp.escape).join(value)}$`, "s");
}

function fillIn(translation: string, values: readonly string[]): string {
  return translation.replaceAll(
    /\{(\d)\}/g,
    (_, index: string) => values[Number(index)] ?? "",
  );
}
