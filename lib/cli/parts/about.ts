/** Commands about the program itself. Loaded together (see commands.ts). */

export { completionsCommand } from "../completions.ts";
export { versionCommand } from "../version.ts";
export { helpCommand } from "../help.ts";
