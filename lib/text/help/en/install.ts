import { say } from "../../../base/say.ts";

/** `openclaw-guard help install`. */
export const HELP = say`Usage: openclaw-guard install [options]

Adds two marked lines to your crontab, keeps a copy of the unit file, makes the
state folder, and checks once. Every other line of the crontab stays as it is,
but for those that run the article's openclaw-health-check.sh: it offers to
replace these. Where cron cannot be used, a systemd timer of the guard's own
takes the place of the two lines. Running it again changes nothing.

  --profile NAME   guard this OpenClaw profile too (default: "default")
  --scheduler KIND what starts the guard: "cron", "systemd" (a user timer),
                   "none" (something of yours runs "check"), or "auto": what is
                   there already, else cron, else systemd (default: "auto")
  --yes            replace the lines of openclaw-health-check.sh without asking
  --keep-script    leave the lines of openclaw-health-check.sh alone
  --dry-run        say what would be done, and do nothing
  --json           one JSON object: schema, dryRun, changed, profile, profiles,
                   program, scheduler, steps, firstCheck

Undo: openclaw-guard uninstall

Examples:
  openclaw-guard install --dry-run
      what would be done, step by step
  openclaw-guard install
      two lines in your crontab (or a timer), and the first check
  openclaw-guard install --scheduler systemd
      a systemd user timer instead of lines in your crontab
  openclaw-guard install --profile work
      one more gateway; the same checks watch both`;
