import { say } from "../../../base/say.ts";

/** `openclaw-guard help resume`. */
export const HELP =
  say`Usage: openclaw-guard resume [--profile NAME] [--no-start]

Comes back after emergency-stop: starts the gateway, waits until it is healthy,
and lets cron or the systemd timer start the guard again, as "install" did.
A gateway that emergency-stop did not stop is left as it is.

  --profile NAME  only this gateway; without it all installed ones
  --no-start      leave the gateway stopped, only switch the guard on

Exit codes: 0 all is back, 2 the gateway did not become healthy in time, or
nothing starts the guard.

Examples:
  openclaw-guard resume
      "default: healthy after 12 s", and the guard is started again
  openclaw-guard resume --no-start
      the guard is on again, the gateway stays stopped`;
