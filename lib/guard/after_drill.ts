/** What a check does about a drill that was killed. */

import { messageOf } from "../base/errors.ts";
import { tidyUpAfterDrill } from "../act/undo_drill.ts";
import type { Tick } from "./tick_tools.ts";
import { say } from "../base/say.ts";

/** Puts back what is left of it; nothing while it is at work. */
export async function putBackAfterDrill(
  { context, profile, record }: Tick,
): Promise<void> {
  try {
    for (const sentence of await tidyUpAfterDrill(context, profile)) {
      record({
        level: "warn",
        event: "drill-put-back",
        sentence: say`a drill left this to be put back: ${sentence}`,
        facts: {},
      });
    }
  } catch (error) {
    record({
      level: "error",
      event: "drill-put-back",
      sentence: say`cannot put back what a drill left: ${messageOf(error)}`,
      facts: {},
    });
  }
}
