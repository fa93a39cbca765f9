/** `openclaw-guard uninstall`. */

import { asLabel } from "../../base/safe_line.ts";
import { GuardError, messageOf } from "../../base/errors.ts";
import { nearestName } from "../../base/nearest.ts";
import { type Receipt, tryReadReceipt } from "../../install/receipt.ts";
import { startJob } from "../../install/report.ts";
import {
  removeGuard,
  removeProfile,
  type UninstallWishes,
} from "../../install/uninstall.ts";
import { compiledPath } from "../../sys/running_program.ts";
import { say } from "../../base/say.ts";
import { t } from "../../text/speech.ts";
import { type Command, parseOptions } from "../../cli/options.ts";
import { confirmed, refuseToAsk } from "../../cli/confirm.ts";
import { uninstallDescription } from "./description.ts";

/** What `uninstall` takes from the running program. */
interface UninstallParts {
  /** Absolute path of the compiled program; null: it runs from its source. */
  program(): string | null;
}

/** Makes the command; tests give their own parts. */
export function makeUninstallCommand(parts: UninstallParts): Command {
  return {
    async run(args, context) {
      const options = parseOptions(uninstallDescription, args);
      refuseToAsk(uninstallDescription.name, options);
      const wishes: UninstallWishes = {
        profile: options.namedProfile() ?? null,
        purge: options.flag("purge"),
        program: options.flag("program"),
        dryRun: options.flag("dry-run"),
      };
      const json = options.flag("json");
      // A broken receipt must not keep anyone from uninstalling.
      const { receipt, error } = tryReadReceipt(context);
      const rest = remaining(receipt, wishes.profile);
      if (!wishes.dryRun) {
        confirmed(context, question(wishes, rest), options.flag("yes"));
      }
      const { steps, job } = startJob(context, wishes, json);
      if (error !== null) job.tell.warning("receipt", messageOf(error));
      const named = wishes.profile;
      let complete = true;
      if (receipt !== null && named !== null && rest.length > 0) {
        await removeProfile(receipt, rest, named, job);
      } else complete = await removeGuard(receipt, parts.program(), job);
      if (json) {
        context.terminal.out(JSON.stringify({
          schema: 1,
          dryRun: wishes.dryRun,
          profile: wishes.profile,
          purge: wishes.purge,
          program: wishes.program,
          steps,
        }));
      }
      return complete ? 0 : 2;
    },
  };
}

/** Takes the guard away; the gateway and the unit are not touched. */
export const uninstallCommand: Command = makeUninstallCommand({
  program: compiledPath,
});

/** The profiles that stay guarded. */
function remaining(receipt: Receipt | null, profile: string | null): string[] {
  if (profile === null) return [];
  const installed = receipt?.profiles ?? [];
  if (!installed.includes(profile)) {
    const nearest = nearestName(profile, installed);
    throw new GuardError(
      installed.length === 0
        ? say`cannot uninstall profile "${
          asLabel(profile)
        }": nothing is installed`
        : say`cannot uninstall profile "${
          asLabel(profile)
        }": it is not installed (installed: ${installed.join(", ")})`,
      nearest === undefined
        ? say`Leave --profile out to remove the guard as a whole`
        : say`Did you mean ${`--profile ${nearest}`}?`,
    );
  }
  return installed.filter((name) => name !== profile);
}

/** Asks by what will happen: with the last profile the whole guard goes. */
function question(
  { profile, purge, program }: UninstallWishes,
  rest: readonly string[],
): string {
  if (profile !== null && rest.length > 0) {
    return purge
      ? t`Remove the guard of profile "${profile}" with its log and all config backups?`
      : t`Remove the guard of profile "${profile}"?`;
  }
  if (program) {
    return purge
      ? t`Remove the guard with its program, its log and all config backups?`
      : t`Remove the guard and its program?`;
  }
  return purge
    ? t`Remove the guard with its log and all config backups?`
    : t`Remove the guard?`;
}
