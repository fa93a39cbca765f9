/**
 * The help of every command. Made when the program is built (see
 * build/constants.ts), so imported only where somebody asks for help.
 */

import { HELP as check } from "./help/en/check.ts";
import { HELP as completions } from "./help/en/completions.ts";
import { HELP as config } from "./help/en/config.ts";
import { HELP as demo } from "./help/en/demo.ts";
import { HELP as doctor } from "./help/en/doctor.ts";
import { HELP as drill } from "./help/en/drill.ts";
import { HELP as emergencyStop } from "./help/en/emergency_stop.ts";
import { HELP as evidence } from "./help/en/evidence.ts";
import { HELP as explain } from "./help/en/explain.ts";
import { HELP as help } from "./help/en/help.ts";
import { HELP as install } from "./help/en/install.ts";
import { HELP as logs } from "./help/en/logs.ts";
import { HELP as maintenance } from "./help/en/maintenance.ts";
import { HELP as restoreConfig } from "./help/en/restore_config.ts";
import { HELP as resume } from "./help/en/resume.ts";
import { HELP as status } from "./help/en/status.ts";
import { HELP as uninstall } from "./help/en/uninstall.ts";
import { HELP as upgrade } from "./help/en/upgrade.ts";
import { HELP as version } from "./help/en/version.ts";

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
