/** `maintenance`: pause the guard while a person works on the gateway (S10). */

import { UsageError } from "../../base/errors.ts";
import { checkProfileName, DEFAULT_PROFILE } from "../../base/profile.ts";
import { say } from "../../base/say.ts";
import {
  chooseWord,
  type Command,
  type ParsedOptions,
  parseOptions,
} from "../../cli/options.ts";
import { parseDuration } from "../../cli/format.ts";
import { showMaintenance } from "./show.ts";
import { switchOff, switchOn } from "./switch.ts";
import { maintenanceDescription } from "./description.ts";

/** See the help. */
export const maintenanceCommand: Command = {
  async run(args, context) {
    const options = parseOptions(
      maintenanceDescription,
      args,
      // "maintenance on 30m"
      (extra, [action]) =>
        action === "on" && parseDuration(extra) !== null
          ? say`Did you mean ${`--for ${extra}`}?`
          : undefined,
    );
    const profile = checkProfileName(
      options.value("profile") ?? DEFAULT_PROFILE,
    );
    const action = chooseWord(maintenanceDescription, options.words[0]);
    refuseMisplaced(options, action);
    switch (action) {
      case "on":
        return await switchOn(options, context, profile);
      case "off":
        return await switchOff(options, context, profile);
      case "status":
        return showMaintenance(options, context, profile);
    }
  },
};

/** An option that would be ignored was not meant to be. */
function refuseMisplaced(
  options: ParsedOptions,
  action: string,
): void {
  const given: readonly [name: string, given: boolean, action: string][] = [
    ["for", options.value("for") !== undefined, "on"],
    ["reason", options.value("reason") !== undefined, "on"],
    ["json", options.flag("json"), "status"],
  ];
  for (const [name, isGiven, belongsTo] of given) {
    if (isGiven && action !== belongsTo) {
      throw new UsageError(
        say`cannot run "maintenance ${action}" with --${name}`,
        say`--${name} belongs to "maintenance ${belongsTo}"`,
      );
    }
  }
}
