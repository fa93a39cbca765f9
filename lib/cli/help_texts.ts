/**
 * The help of every command. Made when the program is built (see
 * build/constants.ts), so imported only where somebody asks for help.
 */

import { HELP as check } from "./help_texts/check.ts";
import { HELP as completions } from "./help_texts/completions.ts";
import { HELP as config } from "./help_texts/config.ts";
import { HELP as demo } from "./help_texts/demo.ts";
import { HELP as doctor } from "./help_texts/doctor.ts";
import { HELP as drill } from "./help_texts/drill.ts";
import { HELP as emergencyStop } from "./help_texts/emergency_stop.ts";
import { HELP as evidence } from "./help_texts/evidence.ts";
import { HELP as explain } from "./help_texts/explain.ts";
import { HELP as help } from "./help_texts/help.ts";
import { HELP as install } from "./help_texts/install.ts";
import { HELP as logs } from "./help_texts/logs.ts";
import { HELP as maintenance } from "./help_texts/maintenance.ts";
import { HELP as restoreConfig } from "./help_texts/restore_config.ts";
import { HELP as resume } from "./help_texts/resume.ts";
import { HELP as status } from "./help_texts/status.ts";
import { HELP as uninstall } from "./help_texts/uninstall.ts";
import { HELP as upgrade } from "./help_texts/upgrade.ts";
import { HELP as version } from "./help_texts/version.ts";

/** By the name of the command; ends without a newline. */
export const HELP_TEXTS: Readonly<Record<string, string>> = {
  status,
  logs,
  explain,
  evidence,
  doctor,
  check,
  maintenance,
  "emergency-stop": emergencyStop,
  resume,
  "restore-config": restoreConfig,
  config,
  install,
  upgrade,
  uninstall,
  drill,
  demo,
  completions,
  version,
  help,
};
