/** GET over plain HTTP, with `fetch`. */

import { droppable, type Get } from "./answer.ts";

/** Sends requests to `baseUrl`, each over a connection of its own. */
export function plainGet(baseUrl: string): Get {
  return async (path, signal) => {
    const fetching = fetch(baseUrl + path, {
      signal,
      // Where a gateway redirects to says nothing about the gateway.
      redirect: "manual",
      headers: { "accept-encoding": "identity", connection: "close" },
    });
    const response = await unlessAborted(fetching, signal);
    const { status, body } = response;
    return {
      status,
      body: body === null ? nothing() : droppable(
        read(body, signal),
        // A body whose reading has begun is let go of by its reader.
        () => body.locked ? undefined : body.cancel(),
      ),
    };
  };
}

/*
 * In Deno 2.6 an abort does not reach a request any more after a garbage
 * collection (its own following signal has been collected): a gateway that
 * sends one byte a second then held the guard, and its lock, for ever. So the
 * signal is listened to here as well.
 */

async function unlessAborted(
  fetching: Promise<Response>,
  signal: AbortSignal,
): Promise<Response> {
  let onAbort = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort);
  });
  try {
    signal.throwIfAborted();
    return await Promise.race([fetching, aborted]);
  } catch (error) {
    // If it answers after all, nobody reads it.
    fetching.then((late) => late.body?.cancel()).catch(() => {});
    throw error;
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

async function* read(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  const drop = () => reader.cancel().catch(() => {});
  signal.addEventListener("abort", drop);
  try {
    while (true) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return;
      yield value;
    }
  } finally {
    signal.removeEventListener("abort", drop);
    await drop();
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
