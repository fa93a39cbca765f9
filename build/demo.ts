/** `deno task demo` and `deno task picture`. */

import { registryFlags } from "./registry.ts";

/**
 * A task that runs what needs the dependencies, wherever this network has them.
 * Unlike those of other tasks the program has the terminal for itself, ends
 * itself in good order on Ctrl-C, and says itself why it fails.
 */
export function shown(
  ...program: string[]
): (args: string[]) => Promise<void> {
  return async (args) => {
    const flags = await registryFlags();
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "--allow-all", ...flags, ...program, ...args],
    }).spawn();
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      // The terminal sends its signals to both; twice does no harm.
      Deno.addSignalListener(signal, () => {
        try {
          child.kill(signal);
        } catch (error) {
          if (!(error instanceof TypeError)) throw error; // it has ended
        }
      });
    }
    Deno.exit((await child.status).code);
  };
}
