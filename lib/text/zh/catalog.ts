/** Everything the guard says, in Simplified Chinese: a part for each folder of lib, and for each command. */

import type { Catalog } from "../language.ts";
import { ACT } from "./act.ts";
import { CORE } from "./core.ts";
import { DEMO } from "./demo.ts";
import { DOCTOR } from "./doctor.ts";
import { DOCTOR_SCHEDULE } from "./doctor_schedule.ts";
import { DRILL } from "./drill.ts";
import { INSTALL } from "./install.ts";
import { PROBE } from "./probe.ts";
import { STORE } from "./store.ts";
import { SYS } from "./sys.ts";
import { TEXT } from "./text.ts";
import { UPGRADE } from "./upgrade.ts";
import { CHECK as CHECK_COMMAND } from "./cli/check.ts";
import { STATUS as STATUS_COMMAND } from "./cli/status.ts";
import { LOGS as LOGS_COMMAND } from "./cli/logs.ts";
import { EXPLAIN as EXPLAIN_COMMAND } from "./cli/explain.ts";
import { EVIDENCE as EVIDENCE_COMMAND } from "./cli/evidence.ts";
import { DOCTOR as DOCTOR_COMMAND } from "./cli/doctor.ts";
import { DRILL as DRILL_COMMAND } from "./cli/drill.ts";
import { MAINTENANCE as MAINTENANCE_COMMAND } from "./cli/maintenance.ts";
import { EMERGENCY_STOP as EMERGENCY_STOP_COMMAND } from "./cli/emergency_stop.ts";
import { RESUME as RESUME_COMMAND } from "./cli/resume.ts";
import { RESTORE_CONFIG as RESTORE_CONFIG_COMMAND } from "./cli/restore_config.ts";
import { DEMO as DEMO_COMMAND } from "./cli/demo.ts";
import { CONFIG as CONFIG_COMMAND } from "./cli/config.ts";
import { INSTALL as INSTALL_COMMAND } from "./cli/install.ts";
import { UNINSTALL as UNINSTALL_COMMAND } from "./cli/uninstall.ts";
import { UPGRADE as UPGRADE_COMMAND } from "./cli/upgrade.ts";
import { COMPLETIONS as COMPLETIONS_COMMAND } from "./cli/completions.ts";
import { VERSION as VERSION_COMMAND } from "./cli/version.ts";
import { HELP as HELP_COMMAND } from "./cli/help.ts";
import { COMMON as COMMON_COMMAND } from "./cli/common.ts";

/** See the file. */
export const CATALOG: Catalog = {
  ...ACT,
  ...CORE,
  ...DEMO,
  ...DOCTOR,
  ...DOCTOR_SCHEDULE,
  ...DRILL,
  ...INSTALL,
  ...PROBE,
  ...STORE,
  ...SYS,
  ...TEXT,
  ...UPGRADE,
  ...CHECK_COMMAND,
  ...STATUS_COMMAND,
  ...LOGS_COMMAND,
  ...EXPLAIN_COMMAND,
  ...EVIDENCE_COMMAND,
  ...DOCTOR_COMMAND,
  ...DRILL_COMMAND,
  ...MAINTENANCE_COMMAND,
  ...EMERGENCY_STOP_COMMAND,
  ...RESUME_COMMAND,
  ...RESTORE_CONFIG_COMMAND,
  ...DEMO_COMMAND,
  ...CONFIG_COMMAND,
  ...INSTALL_COMMAND,
  ...UNINSTALL_COMMAND,
  ...UPGRADE_COMMAND,
  ...COMPLETIONS_COMMAND,
  ...VERSION_COMMAND,
  ...HELP_COMMAND,
  ...COMMON_COMMAND,
};
