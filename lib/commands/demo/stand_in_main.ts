/**
 * Starts the stand-in gateway from source; the compiled program has it in
 * itself (`lib/commands/demo/command.ts`). Imports nothing that would have to be fetched.
 */

import { runStandIn } from "./stand_in.ts";

if (import.meta.main) {
  const number = (name: string) =>
    Number(Deno.args[Deno.args.indexOf(name) + 1]);
  await runStandIn(number("--port"), number("--boot-ms"));
}
