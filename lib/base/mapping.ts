/** Objects as JSON and JSON5 have them. */

/** An object with keys of any name. */
export type Mapping = Readonly<Record<string, unknown>>;

/** Whether a value is one: neither a list nor null. */
export function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
