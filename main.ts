/**
 * The program: prepares the process, runs a command, and turns what comes of
 * it into an exit code. The only place that ends the process.
 */

import { COMMANDS } from "./lib/cli/commands.ts";
import { dispatch, reportError } from "./lib/cli/dispatch.ts";
import { systemContext } from "./lib/sys/context.ts";
import { forgetProxies } from "./lib/sys/proxy.ts";

async function main(): Promise<number> {
  // Everything the guard writes is for its owner only.
  Deno.umask(0o077);
  forgetProxies();
  try {
    return await dispatch(Deno.args, systemContext(), COMMANDS);
  } catch (error) {
    const debug = Deno.env.get("OPENCLAW_GUARD_DEBUG") === "1";
    return reportError(error, console.error, debug);
  }
}

if (import.meta.main) Deno.exit(await main());
