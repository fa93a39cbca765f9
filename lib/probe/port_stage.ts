/** The first of the article's three checks: is the port listening? */

/** What a TCP connection showed. */
export type PortState = "open" | "refused" | "unreachable";

/**
 * Connects and closes at once.
 *
 * @param timeoutMs After this the port counts as unreachable: the queue of a
 * process that accepts nobody is full.
 * @throws {Error} what kept the guard itself from connecting, e.g. too many open files.
 */
export async function tryPort(
  host: string,
  port: number,
  timeoutMs: number,
): Promise<PortState> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeoutMs);
  try {
    const connection = await Deno.connect({
      hostname: host,
      port,
      signal: stop.signal,
    });
    connection.close();
    return "open";
  } catch (error) {
    return portStateOf(error);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * What an error of a connection attempt says about the port.
 *
 * @throws the error itself when it says nothing: no SYN was sent, or none could
 * get there.
 */
export function portStateOf(error: unknown): PortState {
  if (error instanceof Deno.errors.ConnectionRefused) return "refused";
  // It was there and hung up before Deno had finished setting up its side.
  const wasOpen = error instanceof Deno.errors.ConnectionReset ||
    error instanceof Deno.errors.ConnectionAborted ||
    error instanceof Deno.errors.NotConnected;
  if (wasOpen) return "open";
  const late = error instanceof Deno.errors.TimedOut ||
    error instanceof DOMException && error.name === "AbortError";
  if (late) return "unreachable";
  throw error;
}
