import { say } from "../../../base/say.ts";

/** `openclaw-guard help logs`. */
export const HELP = say`Usage: openclaw-guard logs [-n N] [-f] [--profile NAME]

Shows the last lines of the guard's log.

  -n, --lines N    how many lines (default 20, at most 100000)
  -f, --follow     go on showing new lines; Ctrl-C ends it
  --profile NAME   the gateway of this OpenClaw profile

Examples:
  openclaw-guard logs -n 100
      the last 100 lines: when, what, and why
  openclaw-guard logs -f
      the last 20, and new ones as they come; Ctrl-C ends it
  openclaw-guard logs -n 1000 | grep -E ' (restart|force-clean): '
      when the guard restarted it, and why`;
