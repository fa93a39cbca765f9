/** One run of `restore-config`. */

import type { waitForHealthy } from "../../act/wait_healthy.ts";
import type { RestoreChoices } from "../../config/choices.ts";
import type { Context } from "../../sys/context.ts";

/** What is known, and what the person wants. */
export interface Restoring {
  readonly context: Context;
  readonly profile: string;
  readonly configPath: string;
  /** Folder of the generations. */
  readonly dir: string;
  readonly choices: RestoreChoices;
  /** OpenClaw's version as it is installed, null when unknown. */
  readonly version: string | null;
  /** The variable by which the config is declared read-only, or null. */
  readonly readOnly: string | null;
  /** `--any-version`. */
  readonly anyVersion: boolean;
  readonly json: boolean;
  readonly yes: boolean;
  readonly restart: boolean;
  readonly waitForHealthy: typeof waitForHealthy;
  /** Prints the one JSON document of `--json`. */
  print(facts: Record<string, unknown>): void;
}
