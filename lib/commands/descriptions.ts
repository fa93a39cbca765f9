/**
 * What every command is. Made when the program is built (see
 * build/constants.ts), so imported only where somebody asks for help.
 */

import type { CommandDescription } from "../cli/description.ts";
import { statusDescription } from "./status/description.ts";
import { logsDescription } from "./logs_description.ts";
import { historyDescription } from "./history/description.ts";
import { explainDescription } from "./explain/description.ts";
import { evidenceDescription } from "./evidence/description.ts";
import { metricsDescription } from "./metrics/description.ts";
import { doctorDescription } from "./doctor/description.ts";
import { checkDescription } from "./check_description.ts";
import { maintenanceDescription } from "./maintenance/description.ts";
import {
  emergencyStopDescription,
  resumeDescription,
} from "./emergency_stop/description.ts";
import { restoreConfigDescription } from "./restore_config/description.ts";
import { configDescription } from "./config/description.ts";
import { notifyDescription } from "./notify/description.ts";
import {
  installDescription,
  uninstallDescription,
} from "./install/description.ts";
import { grantDescription, revokeDescription } from "./grant/description.ts";
import { upgradeDescription } from "./upgrade/description.ts";
import { drillDescription } from "./drill/description.ts";
import { demoDescription } from "./demo/description.ts";
import { completionsDescription } from "./completions/description.ts";
import { versionDescription } from "./version_description.ts";
import { helpDescription } from "./help/description.ts";

/** All commands by name, in the order `help` shows them. */
export const DESCRIPTIONS: Readonly<Record<string, CommandDescription>> = Object
  .fromEntries(
    [
      statusDescription,
      logsDescription,
      historyDescription,
      explainDescription,
      evidenceDescription,
      metricsDescription,
      doctorDescription,
      checkDescription,
      maintenanceDescription,
      emergencyStopDescription,
      resumeDescription,
      restoreConfigDescription,
      configDescription,
      notifyDescription,
      installDescription,
      grantDescription,
      revokeDescription,
      upgradeDescription,
      uninstallDescription,
      drillDescription,
      demoDescription,
      completionsDescription,
      versionDescription,
      helpDescription,
    ].map((description) => [description.name, description]),
  );
