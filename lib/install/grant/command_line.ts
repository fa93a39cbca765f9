/** The command by which root lets a user's guard act. */

import { shellWord } from "../../base/shell_word.ts";
import { compiledPath } from "../../sys/running_program.ts";

/** sudo does not look into ~/.local/bin, so the program is named with its path. */
export function grantCommandLine(verb: "grant" | "revoke" = "grant"): string {
  return `sudo ${shellWord(compiledPath() ?? "openclaw-guard")} ${verb}`;
}
