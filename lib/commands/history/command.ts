/** `history`: what happened in the last days. Looks at nothing and changes nothing. */

import { UsageError } from "../../base/errors.ts";
import { drawsUtf8 } from "../../base/language.ts";
import { say } from "../../base/say.ts";
import { type Command, parseOptions, wholeNumber } from "../../cli/options.ts";
import { shownProfiles } from "../../cli/watched_profiles.ts";
import type { Context } from "../../sys/context.ts";
import { t } from "../../text/speech.ts";
import { badgeJson, badgeSvg } from "./badge.ts";
import { historyDescription } from "./description.ts";
import { writePublic } from "./files.ts";
import { gatherHistory } from "./gather.ts";
import { historyJson } from "./json.ts";
import { historyPage } from "./page.ts";
import { historyLines } from "./text.ts";
import type { HistoryView } from "./view.ts";

const DEFAULT_DAYS = 90;
/** More are not remembered. */
const MAX_DAYS = 400;

export const historyCommand: Command = {
  async run(args, context) {
    const options = parseOptions(historyDescription, args);
    const named = options.namedProfile();
    const days = daysOf(options.value("days"));
    const files = [
      ...options.values("html").map((path) => ({ path, make: historyPage })),
      ...options.values("badge").map((path) => ({ path, make: badgeOf(path) })),
    ];
    const readable = options.flag("readable");
    if (readable && files.length === 0) {
      throw new UsageError(
        say`cannot use --readable without --html or --badge`,
      );
    }
    const view = await gatherHistory(
      context,
      named === undefined ? await shownProfiles(context) : [named],
      { days, kept: false },
    );
    for (const { path, make } of files) {
      writePublic(path, make(view), readable);
    }
    const { out } = context.terminal;
    if (options.flag("json")) out(historyJson(view));
    else if (files.length === 0) show(context, view);
    else files.forEach(({ path }) => out(t`written: ${path}`));
    return 0;
  },
};

function show(context: Context, view: HistoryView): void {
  historyLines(view, {
    colour: context.terminal.colour,
    utf8: drawsUtf8(context.env),
    columns: context.screen("stdout").size()?.columns ?? Infinity,
  }).forEach(context.terminal.out);
}

function daysOf(text: string | undefined): number {
  return text === undefined ? DEFAULT_DAYS : wholeNumber(
    text,
    [1, MAX_DAYS],
    say`cannot show ${JSON.stringify(text)} days`,
    say`For example "openclaw-guard history --days 30"`,
  );
}

/** What makes a badge for a file of this name. */
function badgeOf(path: string): (view: HistoryView) => string {
  if (path.endsWith(".svg")) return ({ profiles }) => badgeSvg(profiles);
  if (path.endsWith(".json")) return ({ profiles }) => badgeJson(profiles);
  throw new UsageError(
    say`cannot tell what badge ${JSON.stringify(path)} is to be`,
    say`Give it a name that ends with ".svg", or with ".json" for shields.io`,
  );
}
