/** Can the guard read the gateway's config? A check only keeps copies of it. */

import { shellWord } from "../../base/shell_word.ts";
import { readConfigFiles } from "../../config/files.ts";
import type { Context } from "../../sys/context.ts";
import { reasonOf } from "../../base/reason.ts";
import { say } from "../../base/say.ts";
import { type Finding, finding } from "./finding.ts";
import type { Target } from "./target.ts";

/** Nothing is said about a config that can be read, or is not there. */
export function examineConfig(
  context: Context,
  { endpoint: { configPath } }: Pick<Target, "endpoint">,
): Finding[] {
  try {
    readConfigFiles(configPath);
    return [];
  } catch (error) {
    return [finding(
      "config",
      "problem",
      say`${configPath} cannot be read, so no copy of it can be kept: ${
        reasonOf(error)
      }`,
      error instanceof Deno.errors.PermissionDenied
        ? readable(error, configPath, context.uid)
        : null,
    )];
  }
}

/** The command that lets the user read it, or a file it includes. */
function readable(
  error: Error,
  configPath: string,
  uid: number,
): string | null {
  // Deno's own words: "Permission denied (os error 13): open '/path'".
  const path = /'(\/.*)'$/.exec(error.message)?.[1] ?? configPath;
  try {
    const owner = Deno.statSync(path).uid;
    return owner === uid
      ? `chmod u+rw ${shellWord(path)}`
      // Not -R, which does not follow a link.
      : `sudo chown ${uid} ${shellWord(path)}`;
  } catch {
    return null; // the folder bars the way: "file-modes" has it
  }
}
