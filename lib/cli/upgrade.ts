/** `openclaw-guard upgrade`. */

import { UsageError } from "../core/errors.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../text/say.ts";
import { runningProgram } from "../upgrade/own_program.ts";
import { TRANSFER_LIMITS } from "../upgrade/transfer.ts";
import { VERSION } from "../version.ts";
import { type Command, type ParsedOptions, parseOptions } from "./command.ts";
import { goBack } from "./upgrade_back.ts";
import type { UpgradeParts } from "./upgrade_report.ts";
import { checkRelease, upgradeTo } from "./upgrade_work.ts";

const HELP = say`Usage: openclaw-guard upgrade [options]
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

/** Makes the command; tests give their own parts. */
export function makeUpgradeCommand(parts: UpgradeParts): Command {
  return {
    help: HELP,
    async run(args, context) {
      const options = parseOptions("upgrade", args, {
        boolean: ["check", "rollback", "dry-run", "yes", "json"],
        string: ["version", "base-url"],
      });
      refuseContradictions(options);
      // As curl does, also trust the authorities of this machine.
      if (!Deno.env.get("DENO_TLS_CA_STORE")) {
        Deno.env.set("DENO_TLS_CA_STORE", "mozilla,system");
      }
      return await work(options, parts, context);
    },
  };
}

/** `upgrade` of the compiled program. */
export const upgradeCommand: Command = makeUpgradeCommand({
  program: runningProgram,
  version: VERSION,
  target: Deno.build.target,
  limits: TRANSFER_LIMITS,
});

function work(
  options: ParsedOptions,
  parts: UpgradeParts,
  context: Context,
): Promise<number> {
  const wishes = {
    version: options.value("version"),
    baseUrl: options.value("base-url"),
    dryRun: options.flag("dry-run"),
    yes: options.flag("yes"),
    json: options.flag("json"),
  };
  if (options.flag("check")) return checkRelease(wishes, parts, context);
  if (options.flag("rollback")) return goBack(wishes, parts, context);
  return upgradeTo(wishes, parts, context);
}

function refuseContradictions(options: ParsedOptions): void {
  const refuse = (problem: string) => {
    throw new UsageError(
      say`cannot run "upgrade": ${problem}`,
      say`See "openclaw-guard help upgrade"`,
    );
  };
  if (options.flag("rollback")) {
    const other = options.flag("check")
      ? "--check"
      : options.value("version") !== undefined
      ? "--version"
      : options.value("base-url") !== undefined
      ? "--base-url"
      : null;
    if (other !== null) refuse(say`${other} does not go with --rollback`);
  }
  const changes = !options.flag("check") && !options.flag("dry-run");
  if (changes && options.flag("json") && !options.flag("yes")) {
    refuse(say`--json asks nothing: add --yes`);
  }
}
