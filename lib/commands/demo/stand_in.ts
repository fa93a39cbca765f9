/**
 * A stand-in for the OpenClaw gateway: a process of its own that answers HTTP
 * as the gateway does. SIGTERM ends it in good order; SIGUSR1 hangs its event
 * loop, so that nothing reaches it but SIGKILL.
 */

/** A hang ends by itself after this, ms: nothing is left if the demo dies. */
const LONGEST_HANG_MS = 30_000;
/** How long its good order takes, ms. */
const DRAIN_MS = 150;
const PARENT_CHECK_MS = 1000;

/** How to start it, without its options: this executable, or its source. */
export function standInCommand(): string[] {
  return Deno.build.standalone
    ? [Deno.execPath(), "demo", "--stand-in-gateway"]
    : [
      Deno.execPath(),
      ...["run", "--quiet", "--allow-all", "--no-lock", "--no-config"],
      new URL("./stand_in_main.ts", import.meta.url).pathname,
    ];
}

/**
 * Serves until SIGTERM comes or the demo has gone. Leaves nothing that would
 * keep the process alive.
 *
 * @param bootMs How long it takes to start.
 */
export async function runStandIn(port: number, bootMs: number): Promise<void> {
  const parent = Deno.ppid;
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  // Ctrl-C reaches all processes of a terminal; when this one ends is the
  // supervisor's business.
  const listeners = [
    ["SIGINT", () => {}],
    ["SIGTERM", end],
    ["SIGUSR1", hang],
  ] as const;
  for (const [signal, on] of listeners) Deno.addSignalListener(signal, on);
  const watch = setInterval(() => {
    if (Deno.ppid !== parent) end();
  }, PARENT_CHECK_MS);
  const boot = setTimeout(() => serve(port, over), bootMs);
  await over;
  clearTimeout(boot);
  clearInterval(watch);
  await new Promise((resolve) => setTimeout(resolve, DRAIN_MS));
  for (const [signal, on] of listeners) Deno.removeSignalListener(signal, on);
}

function serve(port: number, over: Promise<void>): void {
  const stop = new AbortController();
  over.then(() => stop.abort());
  Deno.serve({
    hostname: "127.0.0.1",
    port,
    signal: stop.signal,
    onListen() {},
  }, answer);
}

function hang(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LONGEST_HANG_MS);
}

/** As OpenClaw 2026.9.6 answers when it is well. */
function answer(request: Request): Response {
  switch (new URL(request.url).pathname) {
    case "/health":
      return Response.json({ ok: true, status: "live" });
    case "/startup":
      return Response.json({ ok: true, status: "started" });
    case "/ready":
      return Response.json({ ready: true, failing: [] });
    default:
      return new Response("<!doctype html><title>stand-in</title>", {
        headers: { "content-type": "text/html" },
      });
  }
}
