/**
 * The table of commands. Each is loaded only when it is used, but for `check`,
 * which is used 2,880 times a day.
 */

import { checkCommand } from "./check.ts";
import type { Command } from "./command.ts";

/** A row of the table. */
export interface CommandEntry {
  /** One line for `help`. */
  readonly summary: string;
  load(): Promise<Command>;
}

/** All commands by name, in the order `help` shows them. */
export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  status: {
    summary: "is the gateway fine, since when, and what happens next",
    load: async () => (await import("./status.ts")).statusCommand,
  },
  logs: {
    summary: "what the guard saw and did",
    load: async () => (await import("./logs.ts")).logsCommand,
  },
  explain: {
    summary: "why the guard did what it did, or did nothing",
    load: async () => (await import("./explain.ts")).explainCommand,
  },
  evidence: {
    summary: "how the gateway was before each kill and restart",
    load: async () => (await import("./evidence.ts")).evidenceCommand,
  },
  doctor: {
    summary: "everything the guard depends on, and what mends it",
    load: async () => (await import("./doctor.ts")).doctorCommand,
  },
  drill: {
    summary: "break the gateway on purpose and watch the rescue",
    load: async () => (await import("./drill.ts")).drillCommand,
  },
  maintenance: {
    summary: "pause the guard: on, off, status",
    load: async () => (await import("./maintenance.ts")).maintenanceCommand,
  },
  "emergency-stop": {
    summary: "guard off, gateway stopped, leftovers gone, port free",
    load: async () =>
      (await import("./emergency_stop.ts")).emergencyStopCommand,
  },
  resume: {
    summary: "undo emergency-stop: guard on, gateway started",
    load: async () => (await import("./resume.ts")).resumeCommand,
  },
  "restore-config": {
    summary: "put a saved openclaw.json back",
    load: async () =>
      (await import("./restore_config.ts")).restoreConfigCommand,
  },
  demo: {
    summary: "see it at work on a stand-in gateway; needs nothing",
    load: async () => (await import("./demo.ts")).demoCommand,
  },
  config: {
    summary: "the guard's own settings: show, validate, schema, init",
    load: async () => (await import("./config.ts")).configCommand,
  },
  install: {
    summary: "let cron start the guard every 30 seconds",
    load: async () => (await import("./install.ts")).installCommand,
  },
  uninstall: {
    summary: "remove the guard's cron lines and files",
    load: async () => (await import("./uninstall.ts")).uninstallCommand,
  },
  check: {
    summary: "one tick, what cron runs: look, decide, act",
    load: () => Promise.resolve(checkCommand),
  },
  version: {
    summary: "the program's version",
    load: async () => (await import("./version.ts")).versionCommand,
  },
  help: {
    summary: "help for a command",
    load: async () => (await import("./help.ts")).helpCommand,
  },
};
