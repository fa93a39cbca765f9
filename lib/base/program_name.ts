/** What the program calls itself; `uninstall` and `upgrade` know it by that. */
export const PROGRAM_NAME = "openclaw-guard";
