/** GET over plain HTTP, with `fetch`. */

import type { Get } from "./answer.ts";

/** Sends requests to `baseUrl`, each over a connection of its own. */
export function plainGet(baseUrl: string): Get {
  return async (path, signal) => {
    const response = await fetch(baseUrl + path, {
      signal,
      // Where a gateway redirects to says nothing about the gateway.
      redirect: "manual",
      headers: { "accept-encoding": "identity", connection: "close" },
    });
    return {
      status: response.status,
      body: response.body ?? new ReadableStream({ start: (it) => it.close() }),
    };
  };
}
