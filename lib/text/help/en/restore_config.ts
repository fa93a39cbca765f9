import { say } from "../../../base/say.ts";

/** `openclaw-guard help restore-config`. */
export const HELP =
  say`Usage: openclaw-guard restore-config [--yes | --to ID | --undo] [--restart]
       openclaw-guard restore-config --list | --diff [ID]

Puts one of the copies of openclaw.json back that the guard keeps while the
gateway is healthy, with the files it includes. What is replaced is kept, too.
A copy is "proven" when a gateway has started from it and was healthy, and a
"candidate" when none has started from it yet.

  --list           show the copies and how they differ from now, change nothing
  --diff           show what would change, secrets masked; ID as with --to
  --to ID          take this one; also "latest", "latest-proven", and OpenClaw's
                   own copies "last-good", "bak", "bak.1" …
  --yes            take the newest proven copy that differs from the file, else
                   the newest one; start the gateway if it has failed
  --undo           bring back what the last restore or rollback replaced
  --restart        restart the gateway afterwards in any case
  --any-version    also take a copy that belongs to another version of OpenClaw
  --dry-run        say what would be done, change nothing
  --json           for scripts
  --profile NAME   the gateway of this OpenClaw profile

Without --restart a running gateway is restarted only if you agree: OpenClaw
reads the changed file itself. One that systemd is starting, in a crash loop
say, is waited for. One that a person has stopped stays stopped.

Exit codes: 0 done, 1 not confirmed, 2 the gateway was started, by this or by
systemd, and is not healthy.

Examples:
  openclaw-guard restore-config --list
      the copies with age and version, and which keys differ from now
  openclaw-guard restore-config --diff latest-proven
      what would change; secrets are masked
  openclaw-guard restore-config
      shows the list, asks which one, puts it back
  openclaw-guard restore-config --yes
      without a question: the newest proven copy that differs
  openclaw-guard restore-config --undo
      what was replaced is there again`;
