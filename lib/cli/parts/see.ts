/** Commands that show what is. Loaded together (see commands.ts). */

export { statusCommand } from "../status.ts";
export { logsCommand } from "../logs.ts";
export { explainCommand } from "../explain.ts";
export { evidenceCommand } from "../evidence.ts";
