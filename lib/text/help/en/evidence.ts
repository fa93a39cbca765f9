import { say } from "../../../base/say.ts";

/** `openclaw-guard help evidence`. */
export const HELP = say`Usage: openclaw-guard evidence [list] [options]
       openclaw-guard evidence show ID|latest [options]

Before it kills or restarts anything the guard writes down how the gateway was:
unit, process, port, control group, load, disk, journal. Secrets are hidden.
"list", or nothing, lists what is kept, the newest first (at most 20).

  --profile NAME  the gateway of this OpenClaw profile
  --json          for programs; with "show" the file as it is

Examples:
  openclaw-guard evidence
      what is kept, the newest first, with its ID
  openclaw-guard evidence show latest
      how the gateway was just before the last kill or restart
  openclaw-guard evidence show latest --json > evidence.json
      the same as a file, for a bug report; secrets are hidden`;
