/**
 * How the commands are loaded, only when they are used: those that show
 * something, those about the program itself and all others together. A file for
 * each would make the program larger and no command faster (measured); one for
 * all would make `version` slower by half. `check` comes with the table.
 */

import { checkCommand } from "./check.ts";
import type { Commands } from "../cli/options.ts";

const inspect = () => import("./bundles/inspect.ts");
const change = () => import("./bundles/change.ts");
const about = () => import("./bundles/about.ts");

/** All commands by name, in the order of descriptions.ts. */
export const COMMANDS: Commands = {
  "status": async () => (await inspect()).statusCommand,
  "logs": async () => (await inspect()).logsCommand,
  "explain": async () => (await inspect()).explainCommand,
  "evidence": async () => (await inspect()).evidenceCommand,
  "metrics": async () => (await inspect()).metricsCommand,
  "doctor": async () => (await change()).doctorCommand,
  "check": () => Promise.resolve(checkCommand),
  "maintenance": async () => (await change()).maintenanceCommand,
  "emergency-stop": async () => (await change()).emergencyStopCommand,
  "resume": async () => (await change()).resumeCommand,
  "restore-config": async () => (await change()).restoreConfigCommand,
  "config": async () => (await change()).configCommand,
  "notify": async () => (await change()).notifyCommand,
  "install": async () => (await change()).installCommand,
  "grant": async () => (await change()).grantCommand,
  "revoke": async () => (await change()).revokeCommand,
  "upgrade": async () => (await change()).upgradeCommand,
  "uninstall": async () => (await change()).uninstallCommand,
  "drill": async () => (await change()).drillCommand,
  "demo": async () => (await change()).demoCommand,
  "completions": async () => (await about()).completionsCommand,
  "version": async () => (await about()).versionCommand,
  "help": async () => (await about()).helpCommand,
};
