/** Marks the sentences people read. */

/**
 * Returns the text as it is, in English: what is stored, compared, put into
 * JSON or thrown is always English. The mark is for the test that checks that
 * each such sentence can be translated, and for {@linkcode retell}, which does
 * that where a person reads it.
 */
export function say(
  parts: TemplateStringsArray,
  ...values: readonly (string | number)[]
): string {
  let text = parts[0] ?? "";
  for (const [index, value] of values.entries()) {
    text += String(value) + (parts[index + 1] ?? "");
  }
  return text;
}
