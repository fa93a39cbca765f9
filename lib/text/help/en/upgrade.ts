import { say } from "../../../base/say.ts";

/** `openclaw-guard help upgrade`. */
export const HELP = say`Usage: openclaw-guard upgrade [options]
       openclaw-guard upgrade --check [options]
       openclaw-guard upgrade --rollback [options]

Replaces the program by the newest release: downloads it, verifies its SHA-256,
tries it, and renames it into place. The one in use is kept beside it, named
openclaw-guard.previous. A check that runs meanwhile is not disturbed, the next
one is the new program's. Whatever fails, the program in use stays.

  --check            only say whether there is a newer one
  --version VERSION  this one, such as v0.1.0, and not the newest; may be older
  --rollback         back to the previous program; once more: forth again
  --base-url URL     where the files of a release lie: https://, http://,
                     file:// or a folder (default: what the variable
                     OPENCLAW_GUARD_BASE_URL says, or GitHub)
  --dry-run          only say what would be done
  --yes              do not ask
  --json             one JSON object: schema, action, current, target, newer,
                     changed, dryRun, program, previous, source, changes

Proxies are used as HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY say.

Exit codes: 0 done or nothing to do, 1 --check found a newer one or you did not
confirm, 70 it could not be done, as without a network.

Examples:
  openclaw-guard upgrade --check
      openclaw-guard 0.2.0 is there, this is 0.1.0
  openclaw-guard upgrade --yes --base-url https://mirror.example/openclaw-guard
      the newest of a mirror, without a question, for scripts
  openclaw-guard upgrade --rollback
      the program of before is in place again`;
