/**
 * Marks the sentences people read, and remembers the message of each, so that it
 * can be rendered again in another language.
 *
 * What is remembered need not be in the context: it is a cache of pure values,
 * each under the text it makes. Nothing decides by it; whoever finds nothing in
 * it shows the English.
 */

/**
 * A sentence before it is rendered: its English template with {0}, {1} … and what
 * is put in there. A value that is a sentence itself is a message, too.
 */
export type Message = readonly [
  template: string,
  ...values: (string | Message)[],
];

/** Of so many sentences the messages are known; of a long history the newest. */
const MAX_REMEMBERED = 20_000;
/** Sentences in sentences; what is deeper is none of ours. */
const MAX_DEPTH = 100;

/** Sentences with values. */
const remembered = new Map<string, Message>();
/** Those that are always the same: no more than there are in the sources. */
const fixed = new Set<string>();

/**
 * Returns the text in English: what is stored, compared, put into JSON or
 * thrown is always English. `translate` (lib/text/speech.ts) says it in another
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

/** A value of a message: a message itself, if the text is known to be made from one. */
export function valueOf(value: string | number): string | Message {
  const text = String(value);
  return messageFor(text) ?? (fixed.has(text) ? [text] : text);
}

/** The message a sentence was made from; undefined: nobody knows, or it has no values. */
export function messageFor(text: string): Message | undefined {
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
  const message = changed === text ? undefined : messageFor(text);
  if (message !== undefined) {
    const other = withValues(message, change);
    if (englishOf(other) === changed) remember(changed, other);
  }
  return changed;
}

/**
 * What is stored beside the sentences of a record, for {@linkcode learnMessages}. It
 * tells nothing that the record does not: each is made to one of its texts.
 */
export function messagesIn(
  record: unknown,
): { readonly said?: readonly Message[] } {
  const found = new Map<string, Message>();
  const look = (value: unknown): void => {
    if (typeof value === "string") {
      const message = messageFor(value);
      if (message !== undefined) found.set(value, message);
    } else if (typeof value === "object" && value !== null) {
      Object.values(value).forEach(look);
    }
  };
  look(record);
  return found.size === 0 ? {} : { said: [...found.values()] };
}

/** Reads what {@linkcode messagesIn} has given; anything else is nothing. */
export function learnMessages(said: unknown): void {
  if (!Array.isArray(said)) return;
  for (const one of said) if (isMessage(one)) remember(englishOf(one), one);
}

function isMessage(value: unknown, depth = 0): value is Message {
  return Array.isArray(value) && depth < MAX_DEPTH &&
    typeof value[0] === "string" &&
    value.every((item) =>
      typeof item === "string" || isMessage(item, depth + 1)
    );
}

function remember(text: string, message: Message): void {
  remembered.delete(text); // for the newest to be last
  remembered.set(text, message);
  if (remembered.size <= MAX_REMEMBERED) return;
  const [oldest = ""] = remembered.keys();
  remembered.delete(oldest);
}

/** The English text. */
export function englishOf([template, ...values]: Message): string {
  return template.replaceAll(/\{(\d+)\}/g, (_, index: string) => {
    const value = values[Number(index)] ?? "";
    return typeof value === "string" ? value : englishOf(value);
  });
}

function withValues(
  [template, ...values]: Message,
  change: (text: string) => string,
): Message {
  return [
    template,
    ...values.map((value) =>
      typeof value === "string" ? change(value) : withValues(value, change)
    ),
  ];
}
