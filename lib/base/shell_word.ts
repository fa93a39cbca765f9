/** Words in commands that a person shall copy. */

/** A path or another word as a shell takes it. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./~-]+$/.test(text)
    ? text
    : `'${text.replaceAll("'", "'\\''")}'`;
}
