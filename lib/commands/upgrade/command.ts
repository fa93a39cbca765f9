/** `openclaw-guard upgrade`. */

import { TARGET } from "../../sys/running_program.ts";
import { recallTrust } from "../../sys/proxy.ts";
import { say } from "../../base/say.ts";
import { runningProgram } from "../../install/program_file.ts";
import { TRANSFER_LIMITS } from "./transfer.ts";
import { VERSION } from "../../base/version.ts";
import { refuseToAsk } from "../../cli/confirm.ts";
import {
  type Command,
  type ParsedOptions,
  parseOptions,
  wrongUse,
} from "../../cli/options.ts";
import { goBack } from "./rollback.ts";
import type { UpgradeParts, UpgradeRun } from "./report.ts";
import { checkRelease, upgradeTo } from "./upgrade.ts";
import { upgradeDescription } from "./description.ts";

/** Makes the command; tests give their own parts. */
export function makeUpgradeCommand(parts: UpgradeParts): Command {
  return {
    async run(args, context) {
      const options = parseOptions(upgradeDescription, args);
      refuseContradictions(options);
      recallTrust(context.env);
      // As curl does, also trust the authorities of this machine.
      if (!Deno.env.get("DENO_TLS_CA_STORE")) {
        Deno.env.set("DENO_TLS_CA_STORE", "mozilla,system");
      }
      const run: UpgradeRun = {
        context,
        parts,
        wanted: options.value("version"),
        baseUrl: options.value("base-url"),
        dryRun: options.flag("dry-run"),
        yes: options.flag("yes"),
        json: options.flag("json"),
      };
      if (options.flag("check")) return await checkRelease(run);
      return await (options.flag("rollback") ? goBack(run) : upgradeTo(run));
    },
  };
}

/** `upgrade` of the compiled program. */
export const upgradeCommand: Command = makeUpgradeCommand({
  program: runningProgram,
  version: VERSION,
  target: TARGET,
  limits: TRANSFER_LIMITS,
});

function refuseContradictions(options: ParsedOptions): void {
  const { name: command } = upgradeDescription;
  if (options.flag("rollback")) {
    const other = ["check", "version", "base-url"].find((name) =>
      options.flag(name) || options.value(name) !== undefined
    );
    if (other !== undefined) {
      throw wrongUse(command, say`--${other} does not go with --rollback`);
    }
  }
  if (!options.flag("check")) refuseToAsk(command, options);
}
