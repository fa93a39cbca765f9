/** What somebody meant who mistyped a name. */

/**
 * How many letters must be added, removed, replaced or swapped with the next
 * one to get from one word to the other (optimal string alignment).
 */
function editDistance(from: string, to: string): number {
  let beforeThat: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const current = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = previous[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      const swapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
        ? beforeThat[j - 2]! + 1
        : Infinity;
      current.push(
        Math.min(replaced, swapped, previous[j]! + 1, current[j - 1]! + 1),
      );
    }
    beforeThat = previous;
    previous = current;
  }
  return previous[to.length]!;
}

/** The name that was probably meant, or undefined when none is near. */
export function nearestName(
  word: string,
  names: readonly string[],
): string | undefined {
  // A longer word is no mistyped name, and the distance takes time.
  if (word.length > 64) return undefined;
  const begun = names.filter((name) => name.startsWith(word));
  if (word.length > 1 && begun.length === 1) return begun[0];
  let nearest: string | undefined;
  // A third of the letters may be wrong; more is another word.
  let best = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const name of names) {
    const distance = editDistance(word.toLowerCase(), name.toLowerCase());
    if (distance < best) [nearest, best] = [name, distance];
  }
  return nearest;
}
