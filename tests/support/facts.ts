/** What a version of OpenClaw has of the things the guard goes by. */

import type { Lab } from "../e2e/lab.ts";
import { DEFAULT_PORT, unitFile } from "../e2e/names.ts";

const PATHS = ["/health", "/ready", "/startup"];

/** The headings of what {@linkcode factsOf} gives. */
export const FACTS: readonly string[] = [
  "KillMode",
  "TimeoutStopSec",
  "start limit",
  "RestartPreventExitStatus",
  ...PATHS,
];

/** Reads the unit OpenClaw wrote, and asks the healthy gateway. */
export async function factsOf(lab: Lab): Promise<string[]> {
  const unit = lab.readFile(unitFile());
  const value = (key: string) =>
    new RegExp(`^${key}=(.*)$`, "m").exec(unit)?.[1];
  const burst = value("StartLimitBurst");
  return [
    value("KillMode") ?? "systemd's",
    value("TimeoutStopSec") ?? "systemd's",
    burst === undefined
      ? "systemd's"
      : `${burst} in ${value("StartLimitIntervalSec")} s`,
    value("RestartPreventExitStatus") ?? "none",
    ...await Promise.all(PATHS.map((path) => kindOf(lab, path))),
  ];
}

async function kindOf(lab: Lab, path: string): Promise<string> {
  const type = await lab.mustUser([
    "curl",
    "--silent",
    "--output",
    "/dev/null",
    "--write-out",
    "%{content_type}",
    `http://127.0.0.1:${DEFAULT_PORT}${path}`,
  ]);
  return type.startsWith("application/json") ? "JSON" : "web page";
}

/** The version of the lab's systemd, such as "252". */
export async function systemdOf(lab: Lab): Promise<string> {
  const text = await lab.mustUser(["systemctl", "--version"]);
  return /^systemd (\d+)/.exec(text)?.[1] ?? "?";
}
