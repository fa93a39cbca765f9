/** Keeps the environment away from the guard's own requests, but for downloads. */

import { GuardError } from "../base/errors.ts";
import { say } from "../base/say.ts";

/** What {@linkcode forgetEnvironment} forgets. */
const FORGOTTEN =
  /^(?:(?:DENO|NODE)_|(?:HTTPS?|ALL)_PROXY$|(?:https?|all)_proxy$)/;

/** Which authorities vouch for what is downloaded, for {@linkcode recallTrust}. */
const TRUST_VARIABLES = ["DENO_CERT", "DENO_TLS_CA_STORE"];

type Env = (name: string) => string | undefined;

/**
 * Forgets all that is not meant for the guard. It is read when the first request
 * is made, so this must come before.
 *
 * - Proxies: the gateway is on this very machine, yet Deno's `fetch` would ask a
 *   proxy for it and has no switch to stop that (`ext/fetch/lib.rs`).
 * - What is said to Deno and Node: with `DENO_CERT` naming a file that is gone, or
 *   an unknown `DENO_TLS_CA_STORE`, `fetch` fails before it asks anybody, and a
 *   healthy gateway looked silent. Those that are read earlier (`DENO_LOG`) only
 *   say more.
 *
 * @returns What it was, without what is empty, for downloads: see `systemContext`.
 */
export function forgetEnvironment(): ReadonlyMap<string, string> {
  const forgotten = Object.entries(Deno.env.toObject())
    .filter(([name]) => FORGOTTEN.test(name));
  for (const [name] of forgotten) Deno.env.delete(name);
  return new Map(forgotten.filter(([, value]) => value !== ""));
}

/** Gives back what a download has to obey: whose certificates are trusted. */
export function recallTrust(env: Env): void {
  for (const name of TRUST_VARIABLES) {
    const value = env(name);
    if (value) Deno.env.set(name, value);
  }
}

/**
 * The proxy for an address that is not on this machine, by the variables curl
 * knows; undefined: go there directly.
 */
export function proxyFor(address: URL, env: Env): string | undefined {
  const get = (name: string) => env(name.toLowerCase()) ?? env(name);
  const except = (get("NO_PROXY") ?? "").split(/[\s,]+/);
  if (except.some((entry) => covers(entry, address))) return undefined;
  const scheme = address.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
  const proxy = get(scheme) ?? get("ALL_PROXY");
  if (proxy === undefined) return undefined;
  return proxy.includes("://") ? proxy : `http://${proxy}`;
}

/** An entry of NO_PROXY: "*", a host, or a domain with or without its dot. */
function covers(entry: string, { hostname, port }: URL): boolean {
  if (entry === "*") return true;
  const [, name = "", only] = /^\.?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (name === "" || only !== undefined && only !== port) return false;
  const host = hostname.toLowerCase();
  const domain = name.toLowerCase();
  return host === domain || host.endsWith(`.${domain}`);
}

/**
 * What asks a proxy, or without one the address itself.
 *
 * @param proxy An address; a name and a password may be in it.
 * @param caCerts Authorities to trust beside those that Deno has, in PEM.
 * @throws {GuardError} when it is none.
 */
export function httpClient(
  proxy: string | undefined,
  caCerts: string[] = [],
): Deno.HttpClient {
  if (proxy === undefined) return Deno.createHttpClient({ caCerts });
  let url: URL;
  try {
    url = new URL(proxy);
  } catch {
    // Not shown: there may be a password in it.
    throw new GuardError(say`what is set as the proxy is not an address`);
  }
  const { username, password } = url;
  url.username = url.password = "";
  return Deno.createHttpClient({
    caCerts,
    proxy: {
      url: url.href.replace(/\/$/, ""),
      ...username === "" ? {} : {
        basicAuth: {
          username: decodeURIComponent(username),
          password: decodeURIComponent(password),
        },
      },
    },
  });
}
