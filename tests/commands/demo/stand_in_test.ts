import assert from "node:assert/strict";
import { standInCommand } from "../../../lib/commands/demo/stand_in.ts";

Deno.test("the stand-in answers, and SIGTERM ends it in good order, with nothing to keep it alive", async () => {
  const port = freePort();
  const [program = "", ...args] = standInCommand();
  const child = new Deno.Command(program, {
    args: [...args, "--port", String(port), "--boot-ms", "1"],
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  const health = await answer(`http://127.0.0.1:${port}/health`);
  child.kill("SIGTERM");
  const { code, signal } = await child.status;
  assert.deepEqual({ health, code, signal }, {
    health: { ok: true, status: "live" },
    code: 0,
    signal: null,
  });
});

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** Asks until there is an answer. */
async function answer(url: string): Promise<unknown> {
  for (let tries = 0;; tries++) {
    try {
      return await (await fetch(url)).json();
    } catch (error) {
      if (tries === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
