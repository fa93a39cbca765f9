/** Finds out where a gateway listens: nothing is hard-coded. */

import { publishedPort } from "./container.ts";
import type { UnitFacts } from "../core/types.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import type { Mapping } from "../base/mapping.ts";
import { readConfigSection } from "../config/section.ts";
import {
  defaultPort,
  type GatewayPaths,
  optionValue,
  parsePort,
  parsePortVariable,
  readOnlyVariable,
  resolveUserPath,
} from "./gateway_location.ts";
import { installedVersion } from "../config/openclaw_version.ts";
import { placesOf } from "./known_places.ts";
import { type Environment, startedWith } from "./started_with.ts";
import { readUnit } from "./unit.ts";
import { gatewayUnit } from "../store/gateway_unit.ts";

/** The parts of an {@linkcode Endpoint} that are worth keeping. */
interface EndpointParts extends GatewayPaths {
  /** IP address or host name, without brackets. */
  readonly host: string;
  /** Asked when nobody listens on `host`; see {@linkcode resolveEndpoint}. */
  readonly alternateHost?: string | null;
  readonly port: number;
  readonly tls: boolean;
  /** The gateway's own certificate (PEM), by which it is trusted. */
  readonly certPath: string | null;
}

/** Where a gateway is to be asked. */
export interface Endpoint extends EndpointParts {
  /** `http(s)://host:port`, no slash at the end. */
  readonly url: string;
  readonly alternateHost: string | null;
  /** What could not be read on the way, a sentence each. */
  readonly notes: readonly string[];
  /**
   * It is not where it should be: a sentence, see elsewhere.ts; missing when it
   * is, or nobody looked.
   */
  readonly difference?: string;
}

/** Settings of the guard that override what it finds. */
export interface EndpointOverrides {
  readonly host?: string;
  readonly port?: number;
  readonly tls?: boolean;
}

/** Builds an endpoint from known parts. */
export function endpointOf(
  parts: EndpointParts,
  notes: readonly string[] = [],
): Endpoint {
  const url = endpointUrl(parts.tls, parts.host, parts.port);
  return { alternateHost: null, ...parts, url, notes };
}

/** `http(s)://host:port`. */
export function endpointUrl(tls: boolean, host: string, port: number): string {
  const authority = host.includes(":") ? `[${host}]` : host;
  return `${tls ? "https" : "http"}://${authority}:${port}`;
}

/**
 * Finds the gateway's address in OpenClaw's own order: command line,
 * environment, configuration, default. A running process is believed before
 * the unit file: the file may have been edited since.
 *
 * Every bind mode of OpenClaw 2026.9.6 also listens on 127.0.0.1 (docs,
 * `gateway.bind`; `resolveGatewayRequiredListenHosts`), so that is asked first.
 * Older versions bound `tailnet` and `custom` to that one address only, which
 * is therefore the alternate host.
 *
 * @param unit Null when systemd was not asked.
 * @param overrides The guard's own settings.
 */
export function resolveEndpoint(
  context: Context,
  profile: string,
  unit: UnitFacts | null,
  overrides: EndpointOverrides = {},
): Endpoint {
  return findEndpoint(context, profile, unit, overrides).endpoint;
}

const PORT_VARIABLE = "OPENCLAW_GATEWAY_PORT";

/** Where each part of an endpoint comes from, for people. */
interface EndpointOrigins {
  readonly host: string;
  readonly port: string;
  readonly tls: string;
}

/** {@linkcode resolveEndpoint}, telling where it has the parts from. */
export function findEndpoint(
  context: Context,
  profile: string,
  unit: UnitFacts | null,
  overrides: EndpointOverrides = {},
): { readonly endpoint: Endpoint; readonly origins: EndpointOrigins } {
  const notes: string[] = [];
  const started = startedWith(context, profile, unit);
  const { words, environment } = started;
  const paths = placesOf(context, profile, started);
  const section = readConfigSection(paths.configPath, ["gateway"], notes);
  const gateway = filledIn(section, environment);
  const tls = isEnabled(gateway, paths.configPath, environment, notes);
  const ports: readonly (readonly [number | null, string])[] = [
    [overrides.port ?? null, "settings"],
    [publishedPort(unit), say`unit: --publish`],
    [parsePort(optionValue(words, "--port")), say`unit: --port`],
    [
      parsePortVariable(environment[PORT_VARIABLE]),
      started.own[PORT_VARIABLE] === undefined
        ? say`.env: ${PORT_VARIABLE}`
        : say`environment of the unit: ${PORT_VARIABLE}`,
    ],
    [parsePort(gateway["port"]), paths.configPath],
  ];
  const [port, portOrigin] = ports.find(([value]) => value !== null) ??
    [null, "default"];
  const mode = optionValue(words, "--bind") ?? gateway["bind"];
  const endpoint = endpointOf({
    ...paths,
    host: overrides.host ?? "127.0.0.1",
    alternateHost: overrides.host === undefined
      ? otherHost(mode, gateway["customBindHost"])
      : null,
    port: port ?? defaultPort(profile),
    tls: overrides.tls ?? tls.enabled,
    certPath: tls.certPath === undefined
      ? `${paths.stateDir}/gateway/tls/gateway-cert.pem`
      : resolveUserPath(tls.certPath, context.home),
  }, notes);
  const tlsOrigin = gateway["tls"] === undefined ? "default" : paths.configPath;
  return {
    endpoint,
    origins: {
      host: overrides.host === undefined ? "default" : "settings",
      port: portOrigin,
      tls: overrides.tls === undefined ? tlsOrigin : "settings",
    },
  };
}

/** What {@linkcode locateConfig} found. */
interface LocatedConfig extends GatewayPaths {
  /** OpenClaw's version that the next start will run, null when unknown. */
  readonly version: string | null;
  /** The variable by which its config is declared read-only, or null. */
  readonly readOnly: string | null;
}

/**
 * Asks systemd where the gateway keeps its configuration and its state.
 *
 * @throws {UserBusError} when the user's service manager cannot be asked.
 * @throws {CommandNotFoundError} when there is no systemctl.
 */
export async function locateConfig(
  context: Context,
  profile: string,
): Promise<LocatedConfig> {
  const unit = await readUnit(context, gatewayUnit(context, profile));
  const started = startedWith(context, profile, unit);
  return {
    ...placesOf(context, profile, started),
    version: installedVersion(unit),
    readOnly: readOnlyVariable(started.environment),
  };
}

function isEnabled(
  gateway: Mapping,
  configPath: string,
  environment: Environment,
  notes: string[],
): { enabled: boolean; certPath: string | undefined } {
  if (gateway["tls"] === undefined) {
    return { enabled: false, certPath: undefined };
  }
  const tls = filledIn(
    readConfigSection(configPath, ["gateway", "tls"], notes),
    environment,
  );
  const certPath = tls["certPath"];
  return {
    enabled: tls["enabled"] === true,
    certPath: typeof certPath === "string" && certPath.trim() !== ""
      ? certPath.trim()
      : undefined,
  };
}

/**
 * OpenClaw fills variables into strings of its config; what is not set stays as
 * it is written, and so does what is written with two dollar signs (docs,
 * "config-secrets-env").
 */
function filledIn(
  section: Mapping,
  environment: Environment,
): Mapping {
  return Object.fromEntries(
    Object.entries(section).map(([key, value]) => [
      key,
      typeof value !== "string" ? value : value.replaceAll(
        /(\$?)\$\{([A-Z_][A-Z0-9_]*)\}/g,
        (written, escape: string, name: string) =>
          escape === "" ? environment[name] || written : written.slice(1),
      ),
    ]),
  );
}

function otherHost(mode: unknown, customBindHost: unknown): string | null {
  if (mode === "custom" && typeof customBindHost === "string") {
    const address = customBindHost.trim();
    const specific = /^\d{1,3}(\.\d{1,3}){3}$/.test(address) &&
      address !== "0.0.0.0" && address !== "127.0.0.1";
    return specific ? address : null;
  }
  return mode === "tailnet" ? tailnetAddress() : null;
}

/** The first address in Tailscale's range 100.64.0.0/10. */
function tailnetAddress(): string | null {
  const range = /^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.\d+\.\d+$/;
  return Deno.networkInterfaces().find(({ address }) => range.test(address))
    ?.address ?? null;
}
