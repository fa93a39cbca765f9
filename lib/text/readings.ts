/** Reads a text as one of a pattern. */

/** Ways to read one text as one pattern, of which `{0}; {1}` has many. */
const MAX_READINGS = 8;

/** The values with which the parts make up the text; the shortest first values come first. */
export function* readings(
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
