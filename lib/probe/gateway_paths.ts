/** Where OpenClaw keeps its files, as its own start-up code finds them. */

import { defaultStateDir } from "../base/profile.ts";

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
