/** How the old main process ended, as people read it. */

import type { EndMainOutcome } from "../act/end_main.ts";
import { say } from "../base/say.ts";

/** After a restart. */
export const OLD_MAIN: Readonly<Record<EndMainOutcome, string>> = {
  ended: say`old main process: ended`,
  killed: say`old main process: killed`,
  draining: say`old main process: draining`,
  held: say`old main process: held`,
  stuck: say`old main process: stuck`,
};

/** After a stop. */
export const STOPPED_MAIN: Readonly<
  Record<EndMainOutcome | "taken over", string>
> = {
  ended: say`stopped (main process: ended)`,
  killed: say`stopped (main process: killed)`,
  draining: say`stopped (main process: draining)`,
  held: say`stopped (main process: held)`,
  stuck: say`stopped (main process: stuck)`,
  "taken over": say`stopped (main process: taken over)`,
};
