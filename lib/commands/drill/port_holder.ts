/** The stranger of "drill port": listens on the gateway's port, answers nothing. */

import { GuardError } from "../../base/errors.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";

const TRIES = 20;
const PAUSE_MS = 250;
/**
 * A gateway that starts under systemd kills whoever listens on its port under a
 * name with "openclaw" in it (OpenClaw 2026.9.6, `restart-stale-pids`, by
 * lsof's command name): it would kill the drill itself.
 */
const STRANGER = "port-stranger";

/** Holds a port under another name until it is closed, at the latest when the drill ends. */
export class PortHolder {
  readonly #listener: Deno.TcpListener;
  readonly #nameFile: string;
  readonly #name: string;

  private constructor(listener: Deno.TcpListener, nameFile: string) {
    this.#listener = listener;
    this.#nameFile = nameFile;
    this.#name = Deno.readTextFileSync(nameFile).trimEnd();
    Deno.writeTextFileSync(nameFile, STRANGER, { create: false });
    void this.#hangUp();
  }

  /**
   * Takes a port of 127.0.0.1.
   *
   * @throws {GuardError} when somebody else keeps it.
   */
  static async take(context: Context, port: number): Promise<PortHolder> {
    for (let attempt = 1;; attempt++) {
      try {
        const listener = Deno.listen({ hostname: "127.0.0.1", port });
        // proc_pid_comm(5): a process may rename itself.
        return new PortHolder(listener, `${context.roots.proc}/self/comm`);
      } catch (error) {
        if (!(error instanceof Deno.errors.AddrInUse)) throw error;
        if (attempt === TRIES) {
          throw new GuardError(
            say`cannot take port ${port}: somebody else holds it`,
            say`See "ss -ltnp 'sport = :${port}'"`,
            { cause: error },
          );
        }
      }
      await context.clock.sleep(PAUSE_MS);
    }
  }

  close(): void {
    this.#listener.close();
    Deno.writeTextFileSync(this.#nameFile, this.#name, { create: false });
  }

  async #hangUp(): Promise<void> {
    try {
      for await (const connection of this.#listener) connection.close();
    } catch {
      // Closed while somebody was connecting.
    }
  }
}
