/**
 * The table of commands. They are loaded only when they are used: those that
 * show something, those about the program itself and all others together. A
 * file for each would make the program larger and no command faster (measured);
 * one for all would make `version` slower by half. `check` comes with the table.
 */

import { say } from "../base/say.ts";
import { checkCommand } from "./check.ts";
import type { Commands } from "../cli/options.ts";

/** All commands by name, in the order `help` shows them. */
export const COMMANDS: Commands = {
  status: {
    group: "see",
    summary: say`is the gateway fine, since when, and what happens next`,
    load: async () => (await import("./bundles/inspect.ts")).statusCommand,
  },
  logs: {
    group: "see",
    summary: say`what the guard saw and did`,
    load: async () => (await import("./bundles/inspect.ts")).logsCommand,
  },
  explain: {
    group: "see",
    summary: say`why the guard did what it did, or did nothing`,
    load: async () => (await import("./bundles/inspect.ts")).explainCommand,
  },
  evidence: {
    group: "see",
    summary: say`how the gateway was before each kill and restart`,
    load: async () => (await import("./bundles/inspect.ts")).evidenceCommand,
  },
  doctor: {
    group: "see",
    summary: say`everything the guard depends on, and what mends it`,
    load: async () => (await import("./bundles/change.ts")).doctorCommand,
  },
  check: {
    group: "see",
    summary: say`one tick, run every 30 seconds: look, decide, act`,
    load: () => Promise.resolve(checkCommand),
  },
  maintenance: {
    group: "pause",
    summary: say`pause the guard: on, off, status`,
    load: async () => (await import("./bundles/change.ts")).maintenanceCommand,
  },
  "emergency-stop": {
    group: "pause",
    summary: say`guard off, gateway stopped, leftovers gone, port free`,
    load: async () =>
      (await import("./bundles/change.ts")).emergencyStopCommand,
  },
  resume: {
    group: "pause",
    summary: say`undo emergency-stop: guard on, gateway started`,
    load: async () => (await import("./bundles/change.ts")).resumeCommand,
  },
  "restore-config": {
    group: "config",
    summary: say`put a saved openclaw.json back`,
    load: async () =>
      (await import("./bundles/change.ts")).restoreConfigCommand,
  },
  config: {
    group: "config",
    summary: say`the guard's own settings: show, validate, schema, init`,
    load: async () => (await import("./bundles/change.ts")).configCommand,
  },
  install: {
    group: "setup",
    summary: say`have the guard started every 30 seconds, by cron or a timer`,
    load: async () => (await import("./bundles/change.ts")).installCommand,
  },
  upgrade: {
    group: "setup",
    summary: say`replace the program by a newer release, or go back`,
    load: async () => (await import("./bundles/change.ts")).upgradeCommand,
  },
  uninstall: {
    group: "setup",
    summary: say`take the guard's cron lines or timer and its files away`,
    load: async () => (await import("./bundles/change.ts")).uninstallCommand,
  },
  drill: {
    group: "setup",
    summary: say`break the gateway on purpose and watch the rescue`,
    load: async () => (await import("./bundles/change.ts")).drillCommand,
  },
  demo: {
    group: "setup",
    summary: say`see it at work on a stand-in gateway; needs nothing`,
    load: async () => (await import("./bundles/change.ts")).demoCommand,
  },
  completions: {
    group: "setup",
    summary: say`Tab completes commands and options: bash, zsh, fish`,
    load: async () =>
      (await import("./bundles/about.ts")).completionsCommand(COMMANDS),
  },
  version: {
    group: "setup",
    summary: say`the program's version`,
    load: async () => (await import("./bundles/about.ts")).versionCommand,
  },
  help: {
    group: "setup",
    summary: say`help for a command`,
    load: async () =>
      (await import("./bundles/about.ts")).helpCommand(COMMANDS),
  },
};
