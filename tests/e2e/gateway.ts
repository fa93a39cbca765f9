/** Puts a real or fake OpenClaw gateway under systemd in a lab. */

import type { Lab } from "./lab.ts";
import {
  DEFAULT_PORT,
  faultFile,
  openclawDir,
  SCRIPTS,
  unitFile,
  unitName,
} from "./names.ts";

/** "real" is OpenClaw itself, "fake" lab/fake-gateway.py in the same unit. */
export type GatewayKind = "real" | "fake";

/** How the gateway is installed. */
export interface GatewayOptions {
  /** OpenClaw profile; the default one when left out. */
  readonly profile?: string;
  /** Port on the unit's command line. Default 18789. */
  readonly port?: number;
  /** Text of openclaw.json. Default {@linkcode CONFIG}. */
  readonly config?: string;
  /** The config turns TLS on, so health is asked over HTTPS. */
  readonly tls?: boolean;
  /** Replacements in the unit file, e.g. `{ "RestartSec=5": "RestartSec=60" }`. */
  readonly unitEdits?: Readonly<Record<string, string>>;
  /** First fault of the fake gateway. */
  readonly fault?: string;
  /** Start it and wait until it is healthy. Default true. */
  readonly start?: boolean;
  /** False: OpenClaw without its plugins takes a third less CPU to start. */
  readonly plugins?: boolean;
}

/** The config a gateway gets when a scenario does not bring its own. */
export const CONFIG = `{
  "gateway": {
    "mode": "local",
    "port": ${DEFAULT_PORT},
    "bind": "loopback",
    "auth": { "mode": "token", "token": "labtoken" }
  }
}
`;

/** See {@linkcode Lab.gateway}. */
export async function installGateway(
  lab: Lab,
  kind: GatewayKind,
  options: GatewayOptions,
): Promise<void> {
  const { profile, port = DEFAULT_PORT, start = true } = options;
  lab.writeFile(
    `${openclawDir(profile)}/openclaw.json`,
    options.config ?? CONFIG,
  );
  if (options.fault !== undefined) {
    lab.writeFile(faultFile(profile), `${options.fault}\n`);
  }
  let unit = kind === "real"
    ? (await realUnit(lab)).replaceAll(String(DEFAULT_PORT), String(port))
    : fakeUnit(profile, port);
  if (options.plugins === false) {
    unit = withEnvironment(unit, "OPENCLAW_DISABLE_BUNDLED_PLUGINS=1");
  }
  for (const [from, to] of Object.entries(options.unitEdits ?? {})) {
    if (!unit.includes(from)) throw new Error(`the unit has no ${from}`);
    unit = unit.replace(from, to);
  }
  lab.writeFile(unitFile(profile), unit);
  await lab.mustUser(["systemctl", "--user", "daemon-reload"]);
  await lab.mustUser([
    "systemctl",
    "--user",
    "-q",
    "enable",
    unitName(profile),
  ]);
  if (!start) return;
  await lab.systemctl("start", profile);
  await lab.waitForHealth(kind === "real" ? 120_000 : 20_000, {
    port,
    tls: options.tls ?? false,
  });
}

const realUnits = new Map<string, Promise<string>>();

/** The unit file OpenClaw writes; its installer takes 8 s, so it runs once. */
function realUnit(lab: Lab): Promise<string> {
  const key = `${lab.system.openclaw} ${lab.system.root}`;
  const known = realUnits.get(key) ?? (async () => {
    await lab.mustUser(["openclaw", "gateway", "install"]);
    await lab.systemctl("stop");
    return lab.readFile(unitFile());
  })();
  realUnits.set(key, known);
  return known;
}

/** The unit file of the fake gateway. */
export function fakeUnit(profile: string | undefined, port: number): string {
  const unit = Deno.readTextFileSync(`${SCRIPTS}/fake-gateway.service`)
    .replaceAll("@PORT@", String(port))
    .replaceAll("@UNIT@", unitName(profile))
    .replaceAll("@CONTROL@", faultFile(profile));
  return profile === undefined
    ? unit
    : withEnvironment(unit, `OPENCLAW_PROFILE=${profile}`);
}

function withEnvironment(unit: string, assignment: string): string {
  return unit.replace("[Service]\n", `[Service]\nEnvironment=${assignment}\n`);
}
