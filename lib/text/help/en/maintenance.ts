import { say } from "../../../base/say.ts";

/** `openclaw-guard help maintenance`. */
export const HELP =
  say`Usage: openclaw-guard maintenance on [--for TIME] [--reason TEXT] [--dry-run]
       openclaw-guard maintenance off [--dry-run]
       openclaw-guard maintenance status [--json]

While it is on, the guard looks at nothing and restarts nothing.

  --for TIME       for how long, such as 30m or 2h (default 1h, at most 24h)
  --reason TEXT    shown by "status" to whoever asks
  --dry-run        say what would be done, do nothing
  --json           for scripts (status)
  --profile NAME   the gateway of this OpenClaw profile

When it is on already, the new time counts, and the new reason; without one the
old reason stays.

"touch /tmp/openclaw-maintenance" also pauses the guard, for all profiles and
until the file is removed.

Examples:
  openclaw-guard maintenance on --for 30m --reason "moving to a new disk"
      the guard does nothing for half an hour, "status" says why
  openclaw-guard maintenance status
      until when, by whom, and the reason
  openclaw-guard maintenance off
      the next check looks again, within 30 seconds`;
