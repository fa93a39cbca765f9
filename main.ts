/**
 * The program. The only place that ends the process.
 *
 * What is imported here is loaded 2,880 times a day; the rest only when it is
 * needed.
 */

import { fastCheck } from "./lib/guard/fast/check.ts";

async function main(): Promise<number> {
  // Everything the guard writes is for its owner only.
  Deno.umask(0o077);
  const { done, settled } = await fastCheck(Deno.args);
  if (done) return 0;
  const { program } = await import("./lib/program.ts");
  return await program(Deno.args, settled);
}

if (import.meta.main) Deno.exit(await main());
