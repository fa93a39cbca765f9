/** What the program calls itself; `uninstall` and `upgrade` know it by that. */
export const PROGRAM_NAME = "openclaw-guard";

/** The project's page, where more is written. */
export const HOME_PAGE = "https://github.com/openclaw-guard/openclaw-guard";
