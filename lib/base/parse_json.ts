/** Reads JSON that has to have a shape. */

/** What zod makes of a value. */
export interface Schema<T> {
  safeParse(
    value: unknown,
  ): { readonly success: true; readonly data: T } | { readonly success: false };
}

/** What a text holds; null when it is no JSON, or of another shape. */
export function parseJsonAs<T>(schema: Schema<T>, text: string): T | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const result = schema.safeParse(value);
  return result.success ? result.data : null;
}
