/** What counts as agreement. */

/** Whether an answer means yes. Anything else, and none (null), is a no. */
export function isYes(answer: string | null): boolean {
  return /^(y|yes|是|好)$/i.test((answer ?? "").trim());
}
