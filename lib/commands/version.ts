/** `openclaw-guard version`. */

import { TARGET } from "../sys/running_program.ts";
import { PROGRAM_NAME } from "../base/program_name.ts";
import { VERSION } from "../base/version.ts";
import { type Command, parseOptions } from "../cli/options.ts";
import { versionDescription } from "./version_description.ts";

/** Prints the version; `--json` adds what it was built with. */
export const versionCommand: Command = {
  run(args, { terminal }) {
    const options = parseOptions(versionDescription, args);
    if (options.flag("json")) {
      terminal.out(JSON.stringify({
        schema: 1,
        name: PROGRAM_NAME,
        version: VERSION,
        deno: Deno.version.deno,
        target: TARGET,
      }));
    } else {
      terminal.out(`openclaw-guard ${VERSION}`);
    }
    return Promise.resolve(0);
  },
};
