import { say } from "../../../base/say.ts";

/** `openclaw-guard help check`. */
export const HELP = say`Usage: openclaw-guard check [--profile NAME] [--json]

One tick: look at the gateway, decide, act if need be. cron or the guard's
timer runs this twice a minute; running it by hand is safe (a failure is never
counted twice).

  --profile NAME  only this profile; without it all installed ones, in parallel
  --json          print the result as JSON

Exit codes: 0 healthy or rightly left alone, 1 warning, 2 critical, 3 unknown.

Examples:
  openclaw-guard check
      "default: healthy: …" and exit code 0 when all is well
  openclaw-guard check --profile work --json
      the same for one gateway, as JSON`;
