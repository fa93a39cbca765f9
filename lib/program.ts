/** The whole program, behind the fast check. */

import { systemContext } from "./sys/context.ts";
import { forgetEnvironment } from "./sys/proxy.ts";
import { checkAll } from "./commands/check.ts";
import { COMMANDS } from "./commands/table.ts";
import { dispatch, reportError } from "./cli/dispatch.ts";
import type { Settled } from "./guard/fast/check.ts";
import { systemTerminal } from "./sys/terminal.ts";

/**
 * Runs a command line and tells about an error.
 *
 * @param args The command line without the program's name.
 * @param settled What fast ticks have found already, null when this is not
 * cron's check.
 * @returns The exit code.
 */
export async function program(
  args: readonly string[],
  settled: Settled | null,
): Promise<number> {
  const forgotten = forgetEnvironment();
  try {
    const context = systemContext(forgotten);
    if (settled !== null) {
      return await checkAll(context, false, settled);
    }
    return await dispatch(args, context, COMMANDS);
  } catch (error) {
    const debug = Deno.env.get("OPENCLAW_GUARD_DEBUG") === "1";
    return reportError(error, systemTerminal().err, debug);
  }
}
