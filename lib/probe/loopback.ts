/** Tells a sick gateway from a sick machine: the guard connects to itself. */

import type { Clock } from "../sys/clock.ts";

/**
 * Listens on 127.0.0.1, connects, and sends one byte there and back.
 *
 * @returns Milliseconds it took; Infinity when it failed or took longer than
 * `timeoutMs`.
 */
export async function loopbackSelfTest(
  clock: Clock,
  timeoutMs: number,
): Promise<number> {
  const started = clock.elapsedMs();
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeoutMs);
  try {
    const echoed = await echoOneByte(stop.signal);
    const tookMs = clock.elapsedMs() - started;
    return echoed && tookMs <= timeoutMs ? tookMs : Infinity;
  } catch {
    // Whatever it was (no file descriptors, time up): this machine cannot even
    // talk to itself, which is all that is asked.
    return Infinity;
  } finally {
    clearTimeout(timer);
  }
}

async function echoOneByte(signal: AbortSignal): Promise<boolean> {
  using open = new DisposableStack();
  signal.addEventListener("abort", () => open.dispose(), { once: true });
  signal.throwIfAborted();
  const listener = open.use(Deno.listen({ hostname: "127.0.0.1", port: 0 }));
  const { port } = listener.addr;
  const [near, far] = await Promise.all([
    Deno.connect({ hostname: "127.0.0.1", port, signal })
      .then((connection) => open.use(connection)),
    listener.accept().then((connection) => open.use(connection)),
  ]);
  await near.write(Uint8Array.of(42));
  const byte = new Uint8Array(1);
  await far.read(byte);
  await far.write(byte);
  const echo = new Uint8Array(1);
  return await near.read(echo) === 1 && echo[0] === 42;
}
