/** Everything the guard says, in Simplified Chinese: a part for each folder of lib, and for each command. */

import type { Catalog } from "../../base/language.ts";
import { ACT } from "./act.ts";
import { BASE } from "./base.ts";
import { CONFIG } from "./config.ts";
import { JUDGE } from "./core/judge.ts";
import { PLAN } from "./core/plan.ts";
import { RULES } from "./core/rules.ts";
import { TOLD } from "./core/told.ts";
import { INSTALL } from "./install.ts";
import { NOTIFY } from "./notify.ts";
import { PROBE } from "./probe.ts";
import { SETTINGS } from "./settings.ts";
import { STORE } from "./store.ts";
import { SYS } from "./sys.ts";
import { CHECK as CHECK_COMMAND } from "./commands/check.ts";
import { STATUS as STATUS_COMMAND } from "./commands/status.ts";
import { EXPLAIN as EXPLAIN_COMMAND } from "./commands/explain.ts";
import { HISTORY as HISTORY_COMMAND } from "./commands/history.ts";
import { EVIDENCE as EVIDENCE_COMMAND } from "./commands/evidence.ts";
import { DOCTOR as DOCTOR_COMMAND } from "./commands/doctor.ts";
import { DRILL as DRILL_COMMAND } from "./commands/drill.ts";
import { MAINTENANCE as MAINTENANCE_COMMAND } from "./commands/maintenance.ts";
import { EMERGENCY_STOP as EMERGENCY_STOP_COMMAND } from "./commands/emergency_stop.ts";
import { RESTORE_CONFIG as RESTORE_CONFIG_COMMAND } from "./commands/restore_config.ts";
import { CONFIG as CONFIG_COMMAND } from "./commands/config.ts";
import { NOTIFY as NOTIFY_COMMAND } from "./commands/notify.ts";
import { DEMO as DEMO_COMMAND } from "./commands/demo.ts";
import { INSTALL as INSTALL_COMMAND } from "./commands/install.ts";
import { UPGRADE as UPGRADE_COMMAND } from "./commands/upgrade.ts";
import { HELP as HELP_COMMAND } from "./commands/help.ts";
import { COMMON as COMMON_COMMAND } from "./commands/common.ts";

/** See the file. */
export const CATALOG: Catalog = {
  ...ACT,
  ...BASE,
  ...CONFIG,
  ...JUDGE,
  ...PLAN,
  ...RULES,
  ...TOLD,
  ...INSTALL,
  ...NOTIFY,
  ...PROBE,
  ...SETTINGS,
  ...STORE,
  ...SYS,
  ...CHECK_COMMAND,
  ...STATUS_COMMAND,
  ...EXPLAIN_COMMAND,
  ...HISTORY_COMMAND,
  ...EVIDENCE_COMMAND,
  ...DOCTOR_COMMAND,
  ...DRILL_COMMAND,
  ...MAINTENANCE_COMMAND,
  ...EMERGENCY_STOP_COMMAND,
  ...RESTORE_CONFIG_COMMAND,
  ...CONFIG_COMMAND,
  ...NOTIFY_COMMAND,
  ...DEMO_COMMAND,
  ...INSTALL_COMMAND,
  ...UPGRADE_COMMAND,
  ...HELP_COMMAND,
  ...COMMON_COMMAND,
};
