/** `status`: is it fine, since when, what happens next. Changes nothing. */

import { UsageError } from "../../base/errors.ts";
import type { Context } from "../../sys/context.ts";
import { interruptExitCode, onInterrupt } from "../../sys/interrupt.ts";
import { say } from "../../base/say.ts";
import {
  type Command,
  findOption,
  parseOptions,
  wholeNumber,
} from "../../cli/options.ts";
import { worstExitCode } from "../../cli/exit_code.ts";
import { whileShowing } from "../../cli/progress.ts";
import { shownProfiles } from "../../cli/watched_profiles.ts";
import { gatherStatus } from "./report.ts";
import { lookOf, reportExitCode, reportsJson, reportsLines } from "./text.ts";
import { watchStatus } from "./watch.ts";
import { askHosts } from "./hosts/ask.ts";
import { readTargets } from "./hosts/targets.ts";
import { hostLine, hostsJson, sumText } from "./hosts/text.ts";
import { statusDescription } from "./description.ts";

export const statusCommand: Command = {
  async run(args, context) {
    const { rest, everyMs } = takeWatch(args);
    const options = parseOptions(statusDescription, rest);
    const named = options.namedProfile();
    const hosts = options.values("host");
    const file = options.value("hosts");
    if (hosts.length > 0 || file !== undefined) {
      if (named !== undefined || options.flag("watch")) {
        throw new UsageError(
          say`cannot run "status" of other hosts with --profile or --watch`,
          say`Leave them out: each host tells of all its gateways, now`,
        );
      }
      const targets = readTargets(hosts, file);
      return await ofHosts(context, targets, options.flag("json"));
    }
    const profiles = named === undefined
      ? await shownProfiles(context)
      : [named];
    const json = options.flag("json");
    return options.flag("watch")
      ? await watch(context, profiles, everyMs, json)
      : await once(context, profiles, json);
  },
};

async function once(
  context: Context,
  profiles: readonly string[],
  json: boolean,
): Promise<number> {
  const reports = await whileShowing(
    context,
    json || !context.screen("stderr").live, // the longest look takes some 10 s
    say`looking at the gateway`,
    () =>
      Promise.all(profiles.map((profile) => gatherStatus(context, profile))),
  );
  if (json) context.terminal.out(reportsJson(reports));
  else reportsLines(reports, lookOf(context)).forEach(context.terminal.out);
  return worstExitCode(reports.map(reportExitCode));
}

async function ofHosts(
  context: Context,
  targets: readonly string[],
  json: boolean,
): Promise<number> {
  const answers = await whileShowing(
    context,
    json,
    say`asking other hosts`,
    (progress) => {
      const { terminal } = progress.beside(context);
      return askHosts(context, targets, (answer) => {
        if (!json) terminal.out(hostLine(answer, targets, lookOf(context)));
      });
    },
  );
  const code = worstExitCode(answers.map(({ exitCode }) => exitCode));
  if (json) context.terminal.out(hostsJson(answers, code));
  else if (answers.length > 1) context.terminal.out(sumText(answers));
  return code;
}

async function watch(
  context: Context,
  profiles: readonly string[],
  everyMs: number,
  json: boolean,
): Promise<number> {
  const ended = new AbortController();
  let code = 0;
  const listening = onInterrupt((signal) => {
    code = interruptExitCode(signal);
    ended.abort();
  });
  using _listening = listening; // a name of its own: see build/bundle.ts
  await watchStatus({
    context,
    profiles,
    everyMs,
    json,
    screen: context.screen("stdout"),
    ended: ended.signal,
  });
  return code;
}

const DEFAULT_EVERY_MS = 2000;
const MAX_SECONDS = 3600;

/** `--watch` may have a value, which parseArgs knows nothing of. */
function takeWatch(
  args: readonly string[],
): { rest: readonly string[]; everyMs: number } {
  const found = findOption(args, "--watch");
  const text = found?.value;
  if (
    found === null || text === undefined ||
    found.words === 2 && text.startsWith("-")
  ) return { rest: args, everyMs: DEFAULT_EVERY_MS };
  const seconds = wholeNumber(
    text,
    [1, MAX_SECONDS],
    say`cannot watch every ${JSON.stringify(text)} seconds`,
    say`For example "openclaw-guard status --watch 5"`,
  );
  return {
    rest: args.toSpliced(found.at, found.words, "--watch"),
    everyMs: seconds * 1000,
  };
}
