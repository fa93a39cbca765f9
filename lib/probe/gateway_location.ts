/** Where a gateway's files and its port are, as OpenClaw's own start-up code finds them. */

import { DEFAULT_PROFILE, defaultStateDir } from "../base/profile.ts";

/** The two places that matter to the guard. */
export interface GatewayPaths {
  readonly configPath: string;
  readonly stateDir: string;
}

/**
 * Follows OpenClaw 2026.9.6 (`src/config/paths.ts`, `src/infra/home-dir.ts`):
 * OPENCLAW_CONFIG_PATH, else openclaw.json in OPENCLAW_STATE_DIR, else in the
 * profile's folder below OPENCLAW_HOME or HOME. "~" is that home.
 *
 * @param environment The gateway's environment.
 * @param home The user's home folder, absolute.
 */
export function gatewayPaths(
  environment: Readonly<Record<string, string>>,
  home: string,
  profile: string,
): GatewayPaths {
  const value = (name: string) => environment[name]?.trim() || undefined;
  const osHome = value("HOME") ?? home;
  const ownHome = value("OPENCLAW_HOME");
  const effectiveHome = ownHome === undefined
    ? osHome
    : resolveUserPath(ownHome, osHome);
  const stateDir = resolveUserPath(
    value("OPENCLAW_STATE_DIR") ?? defaultStateDir(effectiveHome, profile),
    effectiveHome,
  );
  const configPath = resolveUserPath(
    value("OPENCLAW_CONFIG_PATH") ?? `${stateDir}/openclaw.json`,
    effectiveHome,
  );
  return { configPath, stateDir };
}

/** With "1" OpenClaw itself refuses to write its config (2026.9.6). */
const READ_ONLY = ["OPENCLAW_NIX_MODE", "OPENCLAW_CONFIG_READONLY"];

/** The variable by which a gateway's config is declared read-only, or null. */
export function readOnlyVariable(
  environment: Readonly<Record<string, string>>,
): string | null {
  return READ_ONLY.find((name) => environment[name] === "1") ?? null;
}

/**
 * A path as a person writes it: "~" is the home folder, and so is the start of
 * a relative path, the working folder of systemd's user services.
 */
export function resolveUserPath(path: string, home: string): string {
  const absolute = path === "~" || path.startsWith("~/")
    ? home + path.slice(1)
    : path.startsWith("/")
    ? path
    : `${home}/${path}`;
  return absolute.length > 1 ? absolute.replace(/\/+$/, "") : absolute;
}

const DEFAULT_GATEWAY_PORT = 18789;
const DEV_GATEWAY_PORT = 19001;

/** A port number, or null when the value is none. */
export function parsePort(value: unknown): number | null {
  const port = typeof value === "string" && /^\d{1,5}$/.test(value.trim())
    ? Number(value)
    : value;
  return typeof port === "number" && Number.isInteger(port) && port > 0 &&
      port <= 65_535
    ? port
    : null;
}

/**
 * OPENCLAW_GATEWAY_PORT: "18789", and also "127.0.0.1:18789" and "[::1]:18789"
 * (`parseGatewayPortEnvValue` in OpenClaw's `src/config/paths.ts`).
 */
export function parsePortVariable(value: string | undefined): number | null {
  const text = value?.trim() ?? "";
  const port = /^(?:\[[^\]]+\]:|[^:]+:)?(\d+)$/.exec(text)?.[1];
  return parsePort(port);
}

/** The last value of `--name value` or `--name=value`, undefined without one. */
export function optionValue(
  argv: readonly string[],
  name: string,
): string | undefined {
  return argv.flatMap((argument, index) =>
    argument === name
      ? [argv[index + 1]]
      : argument.startsWith(`${name}=`)
      ? [argument.slice(name.length + 1)]
      : []
  ).at(-1);
}

/**
 * The port of a gateway nobody gave one: OpenClaw derives it from the
 * profile's name (FNV-1a, `resolveGatewayPort` in `src/config/paths.ts`).
 */
export function defaultPort(profile: string): number {
  if (profile === DEFAULT_PROFILE) return DEFAULT_GATEWAY_PORT;
  if (profile === "dev") return DEV_GATEWAY_PORT;
  let hash = 2_166_136_261;
  for (const byte of new TextEncoder().encode(profile)) {
    hash = Math.imul(hash ^ byte, 16_777_619) >>> 0;
  }
  return 20_000 + hash % 40_000;
}
