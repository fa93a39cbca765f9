/**
 * `deno task demo` and `deno task picture`: run what needs the dependencies,
 * wherever this network has them. Unlike the other tasks the demo has the
 * terminal for itself and ends itself in good order on Ctrl-C.
 */

import { registryFlags } from "./registry.ts";
import { ROOT } from "./run.ts";

/** What is run for the first word of the command line. */
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  demo: ["main.ts", "demo"],
  picture: ["build/demo_picture.ts"],
};

async function main([name = "", ...args]: string[]): Promise<number> {
  const program = Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name] : undefined;
  if (program === undefined) {
    console.error(`build: there is no "${name}" to be shown`);
    return 64;
  }
  if (!Deno.env.get("DENO_TLS_CA_STORE")) {
    Deno.env.set("DENO_TLS_CA_STORE", "mozilla,system"); // as in task.ts
  }
  Deno.chdir(ROOT);
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
  return (await child.status).code;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
