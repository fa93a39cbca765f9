/** The stranger of "drill port": listens on the gateway's port, answers nothing. */

import { GuardError } from "../core/errors.ts";
import type { Context } from "../sys/context.ts";

const TRIES = 20;
const PAUSE_MS = 250;

/** Holds a port until it is closed, at the latest when the drill ends. */
export class PortHolder {
  readonly #listener: Deno.TcpListener;

  private constructor(listener: Deno.TcpListener) {
    this.#listener = listener;
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
        return new PortHolder(Deno.listen({ hostname: "127.0.0.1", port }));
      } catch (error) {
        if (!(error instanceof Deno.errors.AddrInUse)) throw error;
        if (attempt === TRIES) {
          throw new GuardError(
            `cannot take port ${port}: somebody else holds it`,
            `See "ss -ltnp 'sport = :${port}'"`,
            { cause: error },
          );
        }
      }
      await context.clock.sleep(PAUSE_MS);
    }
  }

  close(): void {
    this.#listener.close();
  }

  async #hangUp(): Promise<void> {
    try {
      for await (const connection of this.#listener) connection.close();
    } catch {
      // Closed while somebody was connecting.
    }
  }
}
