/** `check`: one tick for every installed profile; what cron or the timer runs. */

import { asLabel } from "../base/safe_line.ts";
import { GuardError, messageOf } from "../base/errors.ts";
import { MAX_CHECK_MS } from "../core/last_check.ts";
import { DEFAULT_PROFILE } from "../base/profile.ts";
import { watchedProfiles } from "../install/watched.ts";
import type { Context } from "../sys/context.ts";
import { t, translate } from "../text/speech.ts";
import { type Command, parseOptions } from "../cli/options.ts";
import { exitCodeOf, worstExitCode } from "../cli/exit_code.ts";
import type { Settled } from "../guard/fast/check.ts";
import { type FastResult, fastTick } from "../guard/fast/tick.ts";
import { sendDue } from "../guard/send_due.ts";
import { speakTo } from "../cli/language.ts";
import type { TickResult } from "../guard/tick_tools.ts";
import { say } from "../base/say.ts";
import { loadSideSettings } from "../settings/load_side.ts";
import { keepPage } from "./history/keep_page.ts";
import { keepMetricsFile } from "./metrics/keep_file.ts";
import { checkDescription } from "./check_description.ts";

/** See the help text. */
export const checkCommand: Command = {
  async run(args, context) {
    const options = parseOptions(checkDescription, args);
    const json = options.flag("json");
    const profile = options.namedProfile();
    if (profile === undefined) return await checkAll(context, json);
    const speakUp = speaker(context);
    const result = await tickSafely(context, profile, {
      trouble: null,
      settled: null,
      speakUp,
    });
    const { profiles } = await profilesToCheck(context);
    const isAll = profiles.every((name) => name === profile);
    return await finish(context, json, [result], speakUp, isAll);
  },
};

/**
 * One tick for every installed profile.
 *
 * @param settled What fast ticks have found, null when none was tried.
 * @returns The exit code.
 */
export async function checkAll(
  context: Context,
  json: boolean,
  settled: Settled | null = null,
): Promise<number> {
  const speakUp = speaker(context);
  const { profiles, trouble } = await profilesToCheck(context);
  const results = await Promise.all(
    profiles.map((name) =>
      tickSafely(context, name, { trouble, settled, speakUp })
    ),
  );
  return await finish(context, json, results, speakUp);
}

/** What is known before a profile's tick. */
interface Before {
  /** Why the guard's own files say too little, else null. */
  readonly trouble: string | null;
  readonly settled: Settled | null;
  readonly speakUp: SpeakUp;
}

/**
 * What follows when every profile's check has acted and let go of its lock.
 *
 * @param isAll These are all that are watched: else nothing is pinged, for one
 * that is well does not make another well.
 * @returns The exit code.
 */
async function finish(
  context: Context,
  json: boolean,
  results: readonly CheckResult[],
  speakUp: SpeakUp,
  isAll = true,
): Promise<number> {
  await tell(context, json, results, speakUp);
  await speakUp(); // for the messages
  const settings = await loadSideSettings(context);
  try {
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

/** Prints the results. */
async function tell(
  context: Context,
  json: boolean,
  results: readonly CheckResult[],
  speakUp: SpeakUp,
): Promise<void> {
  if (json) {
    context.terminal.out(JSON.stringify({ schema: 1, results }));
  } else {
    await speakUp();
    for (const { profile, verdict, reason, why, journal = [] } of results) {
      const cause = reason === null ? "" : ` (${reason})`;
      context.terminal.out(
        `${asLabel(profile)}: ${verdict}${cause}: ${translate(why)}`,
      );
      for (const line of journal) context.terminal.out(`  ${line}`);
    }
  }
}

/** Finds out the language, unless that is done: with --lang, or by another. */
type SpeakUp = () => Promise<unknown>;

function speaker(context: Context): SpeakUp {
  let spoken: Promise<unknown> | null = null;
  return async () =>
    context.language ?? await (spoken ??= speakTo(context, undefined));
}

/**
 * The profiles to check. When install.json does not tell, none is acted on, and
 * the default one's log says so: cron throws away what is printed.
 */
async function profilesToCheck(
  context: Context,
): Promise<{ profiles: readonly string[]; trouble: string | null }> {
  try {
    return { profiles: await watchedProfiles(context), trouble: null };
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return { profiles: [DEFAULT_PROFILE], trouble: error.describe() };
  }
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
