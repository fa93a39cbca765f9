/** Commands that show what is. Loaded together (see commands/table.ts). */

export { statusCommand } from "../status/command.ts";
export { logsCommand } from "../logs.ts";
export { explainCommand } from "../explain/command.ts";
export { evidenceCommand } from "../evidence/command.ts";
export { metricsCommand } from "../metrics/command.ts";
