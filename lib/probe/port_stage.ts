/** The first of the article's three checks: is the port listening? */

/** What a TCP connection showed. */
export type PortState = "open" | "refused" | "unreachable";

/**
 * Connects and closes at once.
 *
 * @param timeoutMs After this the port counts as unreachable: the queue of a
 * process that accepts nobody is full.
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
    return error instanceof Deno.errors.ConnectionRefused
      ? "refused"
      : "unreachable";
  } finally {
    clearTimeout(timer);
  }
}
