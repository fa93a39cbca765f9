/** The `$include` directives of an `openclaw.json`. */

/** OpenClaw's own limit for files that include files (docs, "$include"). */
export const MAX_INCLUDE_DEPTH = 10;

/** Files that include each other several times would be read for hours. */
export const MAX_INCLUDES = 100;

/**
 * What a parsed config includes, in the order of the text, each once.
 *
 * @returns Paths as they are written; what is no text is left out.
 */
export function includeNames(value: unknown): string[] {
  const names = new Set<string>();
  collect(value, names);
  return [...names];
}

function collect(value: unknown, names: Set<string>): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key !== "$include" || Array.isArray(value)) {
      collect(inner, names);
      continue;
    }
    for (const name of Array.isArray(inner) ? inner : [inner]) {
      if (typeof name === "string") names.add(name);
    }
  }
}
