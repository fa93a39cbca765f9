/** `logs`: what the guard saw and did. */

import { asLabel } from "../base/safe_line.ts";
import { historyEvents } from "../store/history.ts";
import { followLines, lastLines } from "../store/log_tail.ts";
import { profilePaths } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { type Command, parseOptions, wholeNumber } from "../cli/options.ts";
import { say } from "../base/say.ts";
import { t, translate } from "../text/speech.ts";
import { logsDescription } from "./logs_description.ts";

const MAX_LINES = 100_000;

export const logsCommand: Command = {
  // Nothing aborts it: Ctrl-C ends the whole process.
  run: (args, context) => runLogs(args, context, new AbortController().signal),
};

/**
 * {@linkcode logsCommand} that can be ended.
 *
 * @param signal Ends `--follow`.
 */
export async function runLogs(
  args: readonly string[],
  context: Context,
  signal: AbortSignal,
): Promise<number> {
  const options = parseOptions(logsDescription, args);
  const profile = options.profile();
  const count = readCount(options.value("lines") ?? "20");
  const { log } = profilePaths(context, profile);
  const { terminal } = context;
  const lines = lastLines(log, count);
  if (lines === null) {
    terminal.out(
      t`No log yet for profile ${
        asLabel(profile)
      }: ${log} appears with the first thing the guard has to say.`,
    );
  }
  const show = (line: string) => terminal.out(translatedLine(line));
  const learn = () => {
    // How sentences were made that another check wrote down.
    if (context.language !== "en") historyEvents(context, profile);
  };
  learn();
  lines?.forEach(show);
  if (options.flag("follow")) {
    const showNew = (line: string) => {
      learn();
      show(line);
    };
    await followLines(log, context.clock, showNew, signal);
  }
  return 0;
}

/** A record of the log: what comes before its sentence, the sentence, its facts. */
const RECORD =
  /^(\S+ \S+ \S+ (?:INFO|WARN|ERROR) +[\w-]+: )(.*?)((?: \w+=(?:"(?:[^"\\]|\\.)*"|[^\s"]+))*)$/;

/**
 * The log is in the language of the check that wrote it, perhaps not the
 * reader's; what is not in the history, too, stays so.
 */
function translatedLine(line: string): string {
  const [, start, sentence, facts] = RECORD.exec(line) ?? [];
  return sentence === undefined
    ? line
    : `${start}${translate(sentence)}${facts}`;
}

function readCount(text: string): number {
  return wholeNumber(
    text,
    [0, MAX_LINES],
    say`cannot show ${JSON.stringify(text)} lines`,
    say`For example "openclaw-guard logs -n 100"`,
  );
}
