import { say } from "../../../base/say.ts";

/** `openclaw-guard help doctor`. */
export const HELP = say`Usage: openclaw-guard doctor [--profile NAME] [--json]

Checks everything the guard depends on: unit, lingering, user bus, cron or
timer, cron's environment, the last check, tools, port, other watchdogs, file
modes, disk, clock, settings, and the gateway itself. Says what was found,
whether it matters, and the command that mends it. Changes nothing and takes
less than 5 seconds.

  --profile NAME  the gateway of this OpenClaw profile
  --json          for programs; the schema is stable ("schema": 1)

Exit codes: 0 all is well (notes may be shown), 1 warnings, 2 problems.

Examples:
  openclaw-guard doctor
      what was found, and the command that mends it; 0 when all is well
  openclaw-guard doctor --json | jq -r '.findings[] | select(.level != "ok").check'
      only the names of what is not ok`;
