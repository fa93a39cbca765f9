/** All other commands. Loaded together (see commands/table.ts). */

export { maintenanceCommand } from "../maintenance/command.ts";
export { emergencyStopCommand } from "../emergency_stop/command.ts";
export { resumeCommand } from "../emergency_stop/resume.ts";
export { restoreConfigCommand } from "../restore_config/command.ts";
export { configCommand } from "../config/command.ts";
export { notifyCommand } from "../notify/command.ts";
export { installCommand } from "../install/install.ts";
export { upgradeCommand } from "../upgrade/command.ts";
export { grantCommand, revokeCommand } from "../grant/command.ts";
export { uninstallCommand } from "../install/uninstall.ts";
export { doctorCommand } from "../doctor/command.ts";
export { drillCommand } from "../drill/command.ts";
export { demoCommand } from "../demo/command.ts";
