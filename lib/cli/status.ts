/** `status`: is it fine, since when, what happens next. Changes nothing. */

import { checkProfileName, DEFAULT_PROFILE } from "../core/profile.ts";
import { type Command, parseOptions } from "./command.ts";
import { exitCodeOf } from "./exit_code.ts";
import { gatherStatus } from "./status_report.ts";
import { statusLines } from "./status_text.ts";

const HELP = `Usage: openclaw-guard status [--profile NAME] [--json]

Looks at the gateway now and tells what the guard knows and will do. Nothing is
changed and nothing is counted.

  --profile NAME  another gateway of yours (openclaw --profile NAME)
  --json          for programs; the schema is stable ("schema": 1)

Exit codes: 0 healthy or rightly left alone, 1 warning, 2 critical, 3 unknown.`;

/** See the help text. */
export const statusCommand: Command = {
  help: HELP,
  async run(args, context) {
    const options = parseOptions("status", args, {
      boolean: ["json"],
      string: ["profile"],
    });
    const profile = checkProfileName(
      options.value("profile") ?? DEFAULT_PROFILE,
    );
    const report = await gatherStatus(context, profile);
    if (options.flag("json")) {
      context.terminal.out(JSON.stringify(report.json));
    } else {
      for (const line of statusLines(report, context)) {
        context.terminal.out(line);
      }
    }
    return exitCodeOf(report.json.verdict);
  },
};
