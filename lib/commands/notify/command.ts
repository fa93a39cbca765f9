/** `notify`: whom the guard tells, and whether that works. */

import { UsageError } from "../../base/errors.ts";
import { say } from "../../base/say.ts";
import {
  chooseWord,
  type Command,
  type ParsedOptions,
  parseOptions,
} from "../../cli/options.ts";
import { add } from "./add.ts";
import { notifyDescription } from "./description.ts";
import { list } from "./list.ts";
import { log } from "./log.ts";
import { refuseSecrets } from "./refuse_secrets.ts";
import { remove } from "./remove.ts";
import { test } from "./test.ts";

/** See the help. */
export const notifyCommand: Command = {
  async run(args, context) {
    refuseSecrets(args);
    const options = parseOptions(notifyDescription, args);
    const action = chooseWord(notifyDescription, options.words[0]);
    const name = options.words[1];
    refuseMisplaced(options, action);
    switch (action) {
      case "add":
        return await add(context, {
          name,
          type: options.value("type"),
          test: !options.flag("no-test"),
          dryRun: options.flag("dry-run"),
        });
      case "list":
        return list(context, options.flag("json"));
      case "test":
        return await test(context, name);
      case "remove":
        return remove(context, name, options.flag("dry-run"));
      case "log":
        return log(context, options.value("lines"), options.flag("json"));
    }
  },
};

/** An option or a name that would be ignored was not meant to be. */
function refuseMisplaced(options: ParsedOptions, action: string): void {
  const given: readonly [what: string, given: boolean, actions: string[]][] = [
    ["--type", options.value("type") !== undefined, ["add"]],
    ["--no-test", options.flag("no-test"), ["add"]],
    ["--dry-run", options.flag("dry-run"), ["add", "remove"]],
    ["--json", options.flag("json"), ["list", "log"]],
    ["--lines", options.value("lines") !== undefined, ["log"]],
    [
      say`a name`,
      options.words[1] !== undefined,
      ["add", "test", "remove"],
    ],
  ];
  for (const [what, isGiven, actions] of given) {
    if (isGiven && !actions.includes(action)) {
      throw new UsageError(
        say`cannot run "notify ${action}" with ${what}`,
        say`It belongs to "notify ${actions.join(", ")}"`,
      );
    }
  }
}
