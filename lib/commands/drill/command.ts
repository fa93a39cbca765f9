/** `drill`: breaks the gateway on purpose and watches the rescue (S16). */

import { GuardError } from "../../base/errors.ts";
import { checkProfileName, DEFAULT_PROFILE } from "../../base/profile.ts";
import { isScheduled } from "../../install/scheduled.ts";
import { prepare } from "./prepare.ts";
import { tidyUpAfterDrill } from "../../act/undo_drill.ts";
import { refusalOf } from "./refusal.ts";
import { say } from "../../base/say.ts";
import { t } from "../../text/speech.ts";
import { chooseWord, type Command, parseOptions } from "../../cli/options.ts";
import { confirmed } from "../../cli/confirm.ts";
import { performDrill } from "./perform.ts";
import { introduction } from "./text.ts";
import { drillDescription } from "./description.ts";

/** See the help. */
export const drillCommand: Command = {
  async run(args, context) {
    const options = parseOptions(drillDescription, args);
    const name = chooseWord(drillDescription, options.words[0]);
    const profile = checkProfileName(
      options.value("profile") ?? DEFAULT_PROFILE,
    );
    const json = options.flag("json");
    const out = json ? () => {} : context.terminal.prose;
    if (!options.flag("dry-run")) {
      (await tidyUpAfterDrill(context, profile)).forEach((text) =>
        out(t`Left by an earlier drill, and put back: ${text}`)
      );
    }
    const prepared = await prepare(context, profile);
    const scheduled = await isScheduled(context);
    // Before the plan: nobody reads on after what cannot be done.
    const refusal = refusalOf(name, prepared.situation);
    const { main } = prepared;
    if (refusal !== null || main === null) {
      throw new GuardError(
        say`cannot begin drill "${name}": ${
          refusal?.problem ?? say`there is no main process`
        }`,
        refusal?.hint,
      );
    }
    (await introduction(name, prepared, scheduled, profile)).forEach(out);
    if (options.flag("dry-run")) {
      out(t`It could begin now. Nothing was done (--dry-run).`);
      return 0;
    }
    confirmed(context, t`Begin?`, options.flag("yes"));
    out("");
    return await performDrill(
      { context, profile, name, prepared, main, scheduled },
      json,
    );
  },
};
