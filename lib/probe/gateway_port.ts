/** The gateway's port in the places where it may be written. */

import { DEFAULT_PROFILE } from "../base/profile.ts";

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
  let value: string | undefined;
  argv.forEach((argument, index) => {
    if (argument === name) value = argv[index + 1];
    else if (argument.startsWith(`${name}=`)) {
      value = argument.slice(name.length + 1);
    }
  });
  return value;
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
