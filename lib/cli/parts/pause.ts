/** Commands that stop the guard, or everything, and go on again. Loaded together (see commands.ts). */

export { maintenanceCommand } from "../maintenance.ts";
export { emergencyStopCommand } from "../emergency_stop.ts";
export { resumeCommand } from "../resume.ts";
