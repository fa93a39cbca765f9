/** `check`: one tick for every installed profile; what cron or the timer runs. */

import { asLabel } from "../base/safe_line.ts";
import { GuardError, messageOf } from "../base/errors.ts";
import { MAX_CHECK_MS } from "../core/last_check.ts";
import { codeWord } from "../core/verdict_text.ts";
import type { Context } from "../sys/context.ts";
import { t, translate } from "../text/speech.ts";
import { type Command, parseOptions } from "../cli/options.ts";
import { exitCodeOf, worstExitCode } from "../cli/exit_code.ts";
import type { Settled } from "../guard/fast/check.ts";
import { type FastResult, fastTick } from "../guard/fast/tick.ts";
import { sendDue } from "../guard/send_due.ts";
import { speakTo } from "../cli/language.ts";
import { tryWatchedProfiles } from "../cli/watched_profiles.ts";
import type { TickResult } from "../guard/tick_tools.ts";
import { say } from "../base/say.ts";
import { loadSideSettings } from "../settings/load_side.ts";
import { keepPage } from "./history/keep_page.ts";
import { keepMetricsFile } from "./metrics/keep_file.ts";
import { checkDescription } from "./check_description.ts";

export const checkCommand: Command = {
  async run(args, context) {
    const options = parseOptions(checkDescription, args);
    const only = options.namedProfile();
    return await checkAll(context, options.flag("json"), null, only);
  },
};

/**
 * One tick for every installed profile.
 *
 * @param settled What fast ticks have found, null when none was tried.
 * @param only Not all, but this one, whether it is installed or not.
 * @returns The exit code.
 */
export async function checkAll(
  context: Context,
  json: boolean,
  settled: Settled | null,
  only?: string,
): Promise<number> {
  const speakUp = speaker(context);
  // When install.json does not tell, none is acted on, and the default one's log
  // says so: cron throws away what is printed.
  const watched = await tryWatchedProfiles(context);
  const { profiles, trouble } = only === undefined
    ? watched
    : { profiles: [only], trouble: null };
  const results = await Promise.all(
    profiles.map((name) =>
      tickSafely(context, name, { trouble, settled, speakUp })
    ),
  );
  // Every profile's check has acted and let go of its lock.
  await speakUp();
  if (json) context.terminal.out(JSON.stringify({ schema: 1, results }));
  else results.flatMap(linesOf).forEach(context.terminal.out);
  const settings = await loadSideSettings(context);
  try {
    // One that is well does not make another well: then nothing is pinged.
    const isAll = watched.profiles.every((name) => profiles.includes(name));
    await sendDue(context, settings, isAll ? results : []);
  } catch (error) {
    context.terminal.err(
      t`openclaw-guard: cannot send messages: ${messageOf(error)}`,
    );
  }
  await keepPage(context, settings, results);
  await keepMetricsFile(context, settings);
  return worstExitCode(results.map((result) => exitCodeOf(result.verdict)));
}

function linesOf(
  { profile, verdict, reason, why, journal = [] }: CheckResult,
): string[] {
  return [
    `${asLabel(profile)}: ${codeWord(verdict, reason)}: ${translate(why)}`,
    ...journal.map((line) => `  ${line}`),
  ];
}

/** Finds out the language, unless that is done: with --lang, or by another. */
type SpeakUp = () => Promise<unknown>;

function speaker(context: Context): SpeakUp {
  let spoken: Promise<unknown> | null = null;
  return async () =>
    context.language ?? await (spoken ??= speakTo(context, undefined));
}

/** What is known before a profile's tick. */
interface Before {
  /** Why the guard's own files say too little, else null. */
  readonly trouble: string | null;
  readonly settled: Settled | null;
  readonly speakUp: SpeakUp;
}

type CheckResult = Omit<TickResult, "verdict"> & {
  readonly verdict: TickResult["verdict"] | "error";
};

/** One profile's trouble (its settings, its disk) never stops another's check. */
async function tickSafely(
  context: Context,
  profile: string,
  before: Before,
): Promise<CheckResult> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new GuardError(say`the check did not end within 10 min`)),
      MAX_CHECK_MS,
    );
  });
  try {
    return await Promise.race([tickOnce(context, profile, before), tooLong]);
  } catch (error) {
    const why = messageOf(error);
    context.terminal.err(
      t`openclaw-guard: profile ${asLabel(profile)}: ${why}`,
    );
    // Costs nothing until it is needed.
    const { tellFailed } = await import("../guard/tell.ts");
    await tellFailed(context, profile);
    return { profile, verdict: "error", reason: null, why };
  } finally {
    clearTimeout(timer);
  }
}

async function tickOnce(
  context: Context,
  profile: string,
  { trouble, settled, speakUp }: Before,
): Promise<CheckResult> {
  if (trouble === null) {
    const fast: FastResult | null = settled === null
      ? await fastTick(context, profile)
      : settled.get(profile) ?? null;
    if (fast !== null) {
      const { sends: _, ...result } = fast;
      return result;
    }
  }
  await speakUp(); // for the log
  const { tick } = await import("../guard/tick.ts");
  return await tick(context, profile, trouble);
}
