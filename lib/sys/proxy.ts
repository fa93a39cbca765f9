/** Keeps the environment away from the guard's own requests, but for downloads. */

import { GuardError } from "../base/errors.ts";
import { say } from "../base/say.ts";

const PROXY_VARIABLES = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

/** Which authorities vouch for what is downloaded, for {@linkcode recallTrust}. */
const TRUST_VARIABLES = ["DENO_CERT", "DENO_TLS_CA_STORE"];

type Env = (name: string) => string | undefined;

/**
 * Forgets all that is not meant for the guard.
 *
 * @returns What it was, for downloads: see `systemContext`.
 */
export function forgetEnvironment(): ReadonlyMap<string, string> {
  return new Map([...forgetProxies(), ...forgetRuntimeSettings()]);
}

/**
 * Forgets what the environment says to Deno and Node: it is meant for other
 * programs. With `DENO_CERT` naming a file that is gone, or an unknown
 * `DENO_TLS_CA_STORE`, `fetch` fails before it asks anybody, and a healthy
 * gateway looked silent. They are read when the first request is made; those
 * that are read before (`DENO_LOG`) only say more.
 */
export function forgetRuntimeSettings(): ReadonlyMap<string, string> {
  return forget(
    Object.keys(Deno.env.toObject()).filter((name) =>
      /^(?:DENO|NODE)_/.test(name)
    ),
  );
}

/** Gives back what a download has to obey: whose certificates are trusted. */
export function recallTrust(env: Env): void {
  for (const name of TRUST_VARIABLES) {
    const value = env(name);
    if (value) Deno.env.set(name, value);
  }
}

/**
 * Forgets the proxy settings of the environment. The gateway is on this very
 * machine, yet Deno's `fetch` would ask a proxy for it and has no switch to
 * stop that (`ext/fetch/lib.rs` reads the variables when the first request is
 * made, so this must come before it).
 */
export function forgetProxies(): ReadonlyMap<string, string> {
  return forget(
    PROXY_VARIABLES.flatMap((name) => [name, name.toLowerCase()]),
  );
}

/** Without those that are empty, which counts as unset. */
function forget(names: readonly string[]): ReadonlyMap<string, string> {
  const forgotten = new Map<string, string>();
  for (const name of names) {
    const value = Deno.env.get(name);
    if (value) forgotten.set(name, value);
    Deno.env.delete(name);
  }
  return forgotten;
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
 * @throws {GuardError} when it is none.
 */
export function httpClient(proxy: string | undefined): Deno.HttpClient {
  if (proxy === undefined) return Deno.createHttpClient({});
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
