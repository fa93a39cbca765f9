import { say } from "../../../base/say.ts";

/** `openclaw-guard help uninstall`. */
export const HELP = say`Usage: openclaw-guard uninstall [options]

Takes the guard's two lines out of your crontab, or its systemd timer away, and
removes its state. The log, the history and the config backups stay, unless
--purge is given, and so does the program, unless --program is. The gateway, its
unit and every other crontab line are not touched.

  --profile NAME   only stop guarding this profile; the others stay guarded
  --purge          also remove log, history, evidence, config backups, settings
                   and the copies of the unit file
  --program        also remove the program, and the previous one that "upgrade"
                   kept beside it
  --yes            do not ask
  --dry-run        say what would be done, and do nothing
  --json           one JSON object: schema, dryRun, profile, purge, program,
                   steps

Exit codes: 0 done, 1 not confirmed, 2 a program is still there (it says how to
remove it). A check that cron has begun is waited for, at most 90 s; interrupted
meanwhile, the same command carries on.

Examples:
  openclaw-guard uninstall --dry-run
      what would be removed
  openclaw-guard uninstall
      the cron lines or the timer and the state are gone; log and copies stay
  openclaw-guard uninstall --profile work
      only this gateway is no longer watched
  openclaw-guard uninstall --purge --program --yes
      everything of the guard, without a question`;
