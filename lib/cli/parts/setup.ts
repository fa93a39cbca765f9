/** Commands that put the guard there and take it away. Loaded together (see commands.ts). */

export { installCommand } from "../install.ts";
export { upgradeCommand } from "../upgrade.ts";
export { uninstallCommand } from "../uninstall.ts";
