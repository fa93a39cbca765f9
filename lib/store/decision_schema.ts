/** How a decision looks in the state file and in the history. */

import * as z from "zod/mini";

const time = z.number();

/** A `DecisionRecord` of lib/core/types.ts. */
export const decisionSchema = z.object({
  atWallMs: time,
  rule: z.string(),
  observed: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean()]),
  ),
  actions: z.readonly(z.array(z.string())),
  nextWallMs: z.nullable(time),
});
