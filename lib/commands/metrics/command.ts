/** `metrics`: figures for Prometheus. */

import type { Context } from "../../sys/context.ts";
import { type Command, parseOptions } from "../../cli/options.ts";
import { metricsDescription } from "./description.ts";
import { gatherMetrics } from "./gather.ts";

/** See the help. */
export const metricsCommand: Command = {
  async run(args, context: Context) {
    parseOptions(metricsDescription, args);
    // The terminal ends the last line.
    const text = (await gatherMetrics(context)).replace(/\n$/, "");
    text.split("\n").forEach(context.terminal.out);
    return 0;
  },
};
