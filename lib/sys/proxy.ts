/** Keeps the guard's own requests away from proxies. */

const PROXY_VARIABLES = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

/**
 * Forgets the proxy settings of the environment. The gateway is on this very
 * machine, yet Deno's `fetch` would ask a proxy for it and has no switch to
 * stop that (`ext/fetch/lib.rs` reads the variables when the first request is
 * made, so this must come before it).
 */
export function forgetProxies(): void {
  for (const name of PROXY_VARIABLES) {
    Deno.env.delete(name);
    Deno.env.delete(name.toLowerCase());
  }
}
