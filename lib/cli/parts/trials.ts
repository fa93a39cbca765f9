/** Commands that try things out. Loaded together (see commands.ts). */

export { doctorCommand } from "../doctor.ts";
export { drillCommand } from "../drill.ts";
export { demoCommand } from "../demo.ts";
