import { say } from "../../../base/say.ts";

/** `openclaw-guard help emergency-stop`. */
export const HELP =
  say`Usage: openclaw-guard emergency-stop [--profile NAME] [--yes] [--dry-run]

Stops everything at once: the guard's own cron lines are taken out (every other
line of the crontab stays as it is, byte for byte) or its systemd timer is
switched off, the gateway is stopped, and killed if that takes longer than 4 s,
leftovers are ended and the port is free. A check that is at work is waited for,
15 seconds at the most. "resume" undoes it. When all of that is so already, it
only says since when.

  --profile NAME  only this gateway; without it all installed ones
  --yes           do not ask
  --dry-run       only say what would be done

Exit codes: 0 all stopped and the port free, 1 not confirmed, 2 something is
left (it says what).

Examples:
  openclaw-guard emergency-stop --dry-run
      what would be stopped; nothing is done
  openclaw-guard emergency-stop
      asks, then "All stopped. To come back: …" and exit code 0
  openclaw-guard emergency-stop --yes
      the same without a question, for scripts`;
