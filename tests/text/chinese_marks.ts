/** Finds punctuation that Chinese sentences do not have. */

/** What is typed or read by programs, and so has marks of its own. */
const CODE: readonly RegExp[] = [
  /`[^`]*`/gu, // in Markdown
  /\]\([^)]*\)/gu, // an address in Markdown
  /“[^”\p{Script=Han}]*”/gu, // quoted as it is typed
  /\{?"[\w.]+": ?("[^"]*"|\w+)\}?/gu, // a piece of JSON
  /^openclaw-guard: /gu, // how programs name themselves before an error
  /\{\d\}(:\{\d\})?/gu, // a place for a value, or for an address with its port
  /^ *\d+\. /gu, // the number of an item
];
/** An example in a help: indented, and beginning with a program. */
const COMMAND = /^ {2,}(openclaw-guard|source|mkdir|man) /u;

const FAULTS: readonly [RegExp, string][] = [
  [/[「」『』]/u, "another kind of quotation mark than “ and ”"],
  [/["]/u, "a straight quotation mark"],
  [
    /[\p{Script=Han}”）_][,;:!?]|[,;:!?] ?[\p{Script=Han}“（]/u,
    "a half-width mark",
  ],
  [/[\p{Script=Han}”][.](\s|$)|[.] ?\p{Script=Han}/u, "a half-width full stop"],
  [
    /[\p{Script=Han}”] ?\(|\([\p{Script=Han}“]|[\p{Script=Han}”]\)|\) ?\p{Script=Han}/u,
    "a half-width bracket",
  ],
  [
    / [，。：；、！？）”]|[，。：；、！？（“] /u,
    "a space beside a full-width mark",
  ],
  [/\.\.\.|。。/u, "dots for an ellipsis (…)"],
];

/** A JSON value as it is typed into a file of settings: a word, or a place for one. */
const JSON_VALUE = /"([\w.:-]+|\{\d\})"/gu;

/**
 * What is wrong with the marks of a text, a sentence for each fault.
 *
 * @param settings The text is about the settings file, so JSON values in it are
 * written as they are typed.
 */
export function chineseFaults(text: string, settings = false): string[] {
  const faults = text.split("\n").flatMap((line) => {
    if (!/\p{Script=Han}/u.test(line) || COMMAND.test(line)) return [];
    const codes = settings ? [...CODE, JSON_VALUE] : CODE;
    const plain = codes.reduce(
      (rest, code) => rest.replaceAll(code, "_"),
      line,
    );
    return FAULTS.filter(([fault]) => fault.test(plain))
      .map(([, name]) => `${name}: ${line}`);
  });
  const count = (mark: string) => text.split(mark).length;
  return count("“") === count("”") && count("（") === count("）")
    ? faults
    : [...faults, `marks that do not close: ${text}`];
}
