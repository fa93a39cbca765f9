/**
 * Processes that look like the gateway to a careless guard: the article's
 * `pkill -9 -f openclaw-gateway` and `lsof -ti :18789 | xargs kill` end them.
 */

import assert from "node:assert/strict";
import type { Background, Lab } from "./lab.ts";
import { DEFAULT_PORT } from "./names.ts";

/** Starts them; {@linkcode Bystanders.expectAlive} fails when one is gone. */
export async function startBystanders(lab: Lab): Promise<Bystanders> {
  const client = `import socket, time
client = socket.create_connection(("127.0.0.1", ${DEFAULT_PORT}))
time.sleep(3600)`;
  const named = (title: string) =>
    lab.background(["bash", "-c", `exec -a '${title}' sleep 3600`]);
  const all = new Map<string, Background>([
    ["an editor", named("vim openclaw-gateway.service")],
    ["a namesake", named("openclaw-gateway")],
    ["a client of the port", lab.background(["python3", "-c", client])],
    [
      "journalctl",
      lab.background([
        "journalctl",
        "--user",
        "-u",
        "openclaw-gateway",
        "-f",
      ]),
    ],
  ]);
  await lab.waitFor("the client is connected", async () => {
    const text = await lab.mustRoot(["ss", "-Htn", `dport = :${DEFAULT_PORT}`]);
    return text.includes("ESTAB");
  }, 5000);
  return new Bystanders(all);
}

/** See {@linkcode startBystanders}. */
export class Bystanders {
  readonly #all: ReadonlyMap<string, Background>;

  constructor(all: ReadonlyMap<string, Background>) {
    this.#all = all;
  }

  expectAlive(): void {
    for (const [name, process] of this.#all) {
      assert.ok(!process.ended, `the guard ended ${name}`);
    }
  }
}
