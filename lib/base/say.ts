/**
 * Marks the sentences people read, and remembers how they were made, so that
 * they can be made again in another language.
 *
 * What is remembered need not be in the context: it is a cache of pure values,
 * each under the text it makes. Nothing decides by it; whoever finds nothing in
 * it shows the English.
 */

/**
 * How a sentence was made: its English template with {0}, {1} … and what was put
 * in there. A value that is a sentence itself is one of these, too.
 */
export type Said = readonly [template: string, ...values: (string | Said)[]];

/** Of so many sentences is known how they were made; of a long history the newest. */
const MAX_REMEMBERED = 20_000;
/** Sentences in sentences; what is deeper is none of ours. */
const MAX_DEPTH = 100;

/** Sentences with values. */
const remembered = new Map<string, Said>();
/** Those that are always the same: no more than there are in the sources. */
const fixed = new Set<string>();

/**
 * Returns the text in English: what is stored, compared, put into JSON or
 * thrown is always English. `retell` (lib/text/speech.ts) says it in another
 * language where a person reads it. A word that is not said with this, such as
 * a verdict or the name of a command, is a code and the same in all languages.
 */
export function say(
  parts: TemplateStringsArray,
  ...values: readonly (string | number)[]
): string {
  let text = parts[0] ?? "";
  for (const [index, value] of values.entries()) {
    text += String(value) + (parts[index + 1] ?? "");
  }
  if (values.length === 0) fixed.add(text);
  else remember(text, [templateOf(parts), ...values.map(valueOf)]);
  return text;
}

/** The template of a tagged text, as the catalogs have it. */
export function templateOf(parts: TemplateStringsArray): string {
  return parts.reduce((text, part, index) => `${text}{${index - 1}}${part}`);
}

/** A value of a sentence, with what is known of it. */
export function valueOf(value: string | number): string | Said {
  const text = String(value);
  return saidOf(text) ?? (fixed.has(text) ? [text] : text);
}

/** How a sentence was made; undefined: nobody knows, or it has no values. */
export function saidOf(text: string): Said | undefined {
  return remembered.get(text);
}

/** Sentences as one, with the same between each two of them. */
export function sayAll(
  sentences: readonly string[],
  join: (one: string, other: string) => string,
): string {
  return sentences.length === 0 ? "" : sentences.reduce(join);
}

/**
 * Changes a text: hides secrets, say, or makes one line of it. When that comes
 * to the same as changing its values, it is known how the new one was made.
 */
export function reworded(
  text: string,
  change: (text: string) => string,
): string {
  const changed = change(text);
  const said = changed === text ? undefined : saidOf(text);
  if (said !== undefined) {
    const other = withValues(said, change);
    if (englishOf(other) === changed) remember(changed, other);
  }
  return changed;
}

/**
 * What is stored beside the sentences of a record, for {@linkcode learn}. It
 * tells nothing that the record does not: each is made to one of its texts.
 */
export function saidIn(record: unknown): { readonly said?: readonly Said[] } {
  const found = new Map<string, Said>();
  const look = (value: unknown): void => {
    if (typeof value === "string") {
      const said = saidOf(value);
      if (said !== undefined) found.set(value, said);
    } else if (typeof value === "object" && value !== null) {
      Object.values(value).forEach(look);
    }
  };
  look(record);
  return found.size === 0 ? {} : { said: [...found.values()] };
}

/** Reads what {@linkcode saidIn} has given; anything else is nothing. */
export function learn(said: unknown): void {
  if (!Array.isArray(said)) return;
  for (const one of said) if (isSaid(one)) remember(englishOf(one), one);
}

function isSaid(value: unknown, depth = 0): value is Said {
  return Array.isArray(value) && depth < MAX_DEPTH &&
    typeof value[0] === "string" &&
    value.every((item) => typeof item === "string" || isSaid(item, depth + 1));
}

function remember(text: string, said: Said): void {
  remembered.delete(text); // for the newest to be last
  remembered.set(text, said);
  if (remembered.size <= MAX_REMEMBERED) return;
  for (const oldest of remembered.keys()) {
    remembered.delete(oldest);
    return;
  }
}

/** The English text. */
export function englishOf([template, ...values]: Said): string {
  return template.replaceAll(/\{(\d+)\}/g, (_, index: string) => {
    const value = values[Number(index)] ?? "";
    return typeof value === "string" ? value : englishOf(value);
  });
}

function withValues(
  [template, ...values]: Said,
  change: (text: string) => string,
): Said {
  return [
    template,
    ...values.map((value) =>
      typeof value === "string" ? change(value) : withValues(value, change)
    ),
  ];
}
