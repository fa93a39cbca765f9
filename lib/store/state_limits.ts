/**
 * What must outlive a state that cannot be read as a whole, as after
 * `upgrade --rollback`, when an older version meets the state of a newer one:
 * how often the guard acted lately. Forgetting it would allow it all again.
 */

import * as z from "zod/mini";
import type { Instant } from "../base/instant.ts";
import type { Memory } from "../core/memory.ts";

const count = z.int().check(z.gte(0));
const time = z.number().check(z.gte(0));

/** Restarts, starts and forced clean-ups. */
export const recoveriesSchema = z.array(
  z.object({ bootMs: time, unclean: z.boolean() }),
);

/** Configs the guard went back to. */
export const rollbacksSchema = z.array(z.object({
  id: z.string(),
  from: z.nullable(z.string()),
  invocationId: z.string(),
  tries: count,
  wallMs: time,
}));

/** See the file's comment. */
export type Limits = Pick<Memory, "recoveries" | "rollbacks">;

/**
 * The limits in a state of whatever version; as far as they can be understood.
 *
 * @param text The state file.
 */
export function limitsIn(text: string, now: Instant): Limits {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { recoveries: [], rollbacks: [] };
  }
  const memory = fieldsOf(fieldsOf(value).memory);
  const recoveries = recoveriesSchema.safeParse(memory.recoveries);
  const rollbacks = rollbacksSchema.safeParse(memory.rollbacks);
  return {
    recoveries: recoveries.success && memory.bootId === now.bootId
      ? recoveries.data
      : [],
    rollbacks: rollbacks.success ? rollbacks.data : [],
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
