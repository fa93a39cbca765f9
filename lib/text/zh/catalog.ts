/** Everything the guard says, in Simplified Chinese: a part for each folder of lib, and for each command. */

import type { Catalog } from "../../base/language.ts";
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
import { UNINSTALL } from "./uninstall.ts";
import { UPGRADE } from "./upgrade.ts";
import { CHECK as CHECK_COMMAND } from "./commands/check.ts";
import { STATUS as STATUS_COMMAND } from "./commands/status.ts";
import { EXPLAIN as EXPLAIN_COMMAND } from "./commands/explain.ts";
import { EVIDENCE as EVIDENCE_COMMAND } from "./commands/evidence.ts";
import { DOCTOR as DOCTOR_COMMAND } from "./commands/doctor.ts";
import { DRILL as DRILL_COMMAND } from "./commands/drill.ts";
import { MAINTENANCE as MAINTENANCE_COMMAND } from "./commands/maintenance.ts";
import { EMERGENCY_STOP as EMERGENCY_STOP_COMMAND } from "./commands/emergency_stop.ts";
import { RESUME as RESUME_COMMAND } from "./commands/resume.ts";
import { RESTORE_CONFIG as RESTORE_CONFIG_COMMAND } from "./commands/restore_config.ts";
import { CONFIG as CONFIG_COMMAND } from "./commands/config.ts";
import { INSTALL as INSTALL_COMMAND } from "./commands/install.ts";
import { UNINSTALL as UNINSTALL_COMMAND } from "./commands/uninstall.ts";
import { UPGRADE as UPGRADE_COMMAND } from "./commands/upgrade.ts";
import { HELP as HELP_COMMAND } from "./commands/help.ts";
import { COMMON as COMMON_COMMAND } from "./commands/common.ts";

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
  ...UNINSTALL,
  ...UPGRADE,
  ...CHECK_COMMAND,
  ...STATUS_COMMAND,
  ...EXPLAIN_COMMAND,
  ...EVIDENCE_COMMAND,
  ...DOCTOR_COMMAND,
  ...DRILL_COMMAND,
  ...MAINTENANCE_COMMAND,
  ...EMERGENCY_STOP_COMMAND,
  ...RESUME_COMMAND,
  ...RESTORE_CONFIG_COMMAND,
  ...CONFIG_COMMAND,
  ...INSTALL_COMMAND,
  ...UNINSTALL_COMMAND,
  ...UPGRADE_COMMAND,
  ...HELP_COMMAND,
  ...COMMON_COMMAND,
};
