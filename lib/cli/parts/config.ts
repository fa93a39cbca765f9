/** Commands about OpenClaw's config and the guard's own. Loaded together (see commands.ts). */

export { restoreConfigCommand } from "../restore_config.ts";
export { configCommand } from "../config.ts";
