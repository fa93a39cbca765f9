/** All other commands. Loaded together (see commands.ts). */

export { maintenanceCommand } from "../maintenance.ts";
export { emergencyStopCommand } from "../emergency_stop.ts";
export { resumeCommand } from "../resume.ts";
export { restoreConfigCommand } from "../restore_config.ts";
export { configCommand } from "../config.ts";
export { installCommand } from "../install.ts";
export { upgradeCommand } from "../upgrade.ts";
export { uninstallCommand } from "../uninstall.ts";
export { doctorCommand } from "../doctor.ts";
export { drillCommand } from "../drill.ts";
export { demoCommand } from "../demo.ts";
