/** Short names of sentences, for the catalog in the program (build/digests.ts). */

/** 36^7 names: of two sentences one in 80 billion pairs has the same. */
const LENGTH = 7;

/**
 * The same short name for the same text, always: FNV-1a, twice with different
 * seeds, for 64 bits.
 */
export function digestOf(text: string): string {
  let [one, other] = [0x811c9dc5, 0x9747b28c];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x01000193);
  }
  const digits = (half: number) => (half >>> 0).toString(36).padStart(7, "0");
  // The last digits vary the most.
  return (digits(one).slice(-4) + digits(other).slice(-3)).slice(-LENGTH);
}
