/** Commands about the program itself. Loaded together (see commands/table.ts). */

export { completionsCommand } from "../completions/command.ts";
export { versionCommand } from "../version.ts";
export { helpCommand } from "../help/command.ts";
