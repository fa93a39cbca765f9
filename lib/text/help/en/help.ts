import { say } from "../../../base/say.ts";

/** `openclaw-guard help help`. */
export const HELP = say`Usage: openclaw-guard help [COMMAND]
       openclaw-guard help --all|--man

The commands, or the help of one of them.

  --all  everything on one page
  --man  the same as a manual page, for "man -l -" or a file openclaw-guard.1

Examples:
  openclaw-guard help maintenance
      the options of "maintenance", with examples
  openclaw-guard help --all | less
      all of it, page by page
  openclaw-guard help --man | man -l -
      the manual`;
