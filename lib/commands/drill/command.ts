/**
 * `drill`: breaks the gateway on purpose and watches the rescue (S16), on the
 * terminal or as JSON.
 */

import { GuardError, messageOf } from "../../base/errors.ts";
import { tick } from "../../guard/tick.ts";
import { isScheduled } from "../../install/scheduled.ts";
import { DRILL_BEGAN, type DrillSetup, prepare } from "./prepare.ts";
import { tidyUpAfterDrill } from "../../act/undo_drill.ts";
import { refusalOf } from "./refusal.ts";
import { say } from "../../base/say.ts";
import { t, translate } from "../../text/speech.ts";
import { chooseWord, type Command, parseOptions } from "../../cli/options.ts";
import { confirmed, refuseToAsk } from "../../cli/confirm.ts";
import {
  introduction,
  outcomeSentence,
  verdictLines,
  waitingLine,
} from "./text.ts";
import { drillDescription, type DrillName } from "./description.ts";
import { Actions } from "./actions.ts";
import { DRILLS } from "./drills.ts";
import { runDrill } from "./run.ts";
import { Sampler } from "./sampler.ts";
import { timelineLine } from "./timeline.ts";
import { readStat } from "../../probe/process.ts";
import {
  type DrillRecord,
  writeDrillRecord,
} from "../../store/drill_record.ts";
import type { Context } from "../../sys/context.ts";
import { interruptExitCode, onInterrupt } from "../../sys/interrupt.ts";
import { showProgress } from "../../cli/progress.ts";
import { noteEvent } from "../../cli/note_event.ts";
import { tellPeople } from "../../cli/tell_people.ts";
import { eventNotice } from "../../core/event_notice.ts";

/** See the help. */
export const drillCommand: Command = {
  async run(args, context) {
    const options = parseOptions(drillDescription, args);
    const name = chooseWord(drillDescription, options.words[0]);
    refuseToAsk(drillDescription.name, options);
    const profile = options.profile();
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
    const refusal = refusalOf(name, prepared);
    const { main } = prepared;
    if (refusal !== null || main === null) {
      throw new GuardError(
        say`cannot begin drill "${name}": ${
          refusal?.problem ?? say`there is no main process`
        }`,
        refusal?.hint,
      );
    }
    const setup = { context, profile, name, prepared, main, scheduled };
    (await introduction(setup)).forEach(out);
    if (options.flag("dry-run")) {
      out(t`It could begin now. Nothing was done (--dry-run).`);
      return 0;
    }
    confirmed(context, t`Begin?`, options.flag("yes"));
    out("");
    return await performDrill(setup, json);
  },
};

/**
 * Runs the drill and shows it.
 *
 * @param json Only one JSON object, at the end.
 * @returns The exit code.
 */
async function performDrill(setup: DrillSetup, json: boolean): Promise<number> {
  const { profile, name } = setup;
  const { clock } = setup.context;
  const progress = showProgress(
    setup.context,
    json,
    say`looking at the gateway`,
  );
  using _shown = progress; // a name of its own: see build/bundle.ts
  const context = progress.beside(setup.context);
  const drill = { ...setup, context };
  const record = newRecord(context, name);
  writeDrillRecord(context, profile, record);
  const actions = new Actions(drill, record);
  using _undone = actions; // a name of its own: see build/bundle.ts
  const sampler = new Sampler(drill);
  const timeline: { atMs: number; text: string }[] = [];
  const tell = (text: string) => {
    const { atMs } = sampler;
    timeline.push({ atMs, text });
    if (!json) context.terminal.prose(timelineLine(atMs, translate(text)));
  };
  const stop = new AbortController();
  let exitCode: number | null = null;
  using _listening = onInterrupt((signal) => {
    const first = exitCode === null;
    exitCode ??= interruptExitCode(signal);
    stop.abort();
    if (!json) {
      tryTo(() =>
        context.terminal.out(
          first
            ? t`Interrupted: putting everything back …`
            : t`Still putting everything back, a moment …`,
        )
      );
    }
  });
  // For people who look into the log later: this was no real failure.
  const note = (
    event: string,
    sentence: string,
    facts: Readonly<Record<string, number | null>> = {},
  ) =>
    tryTo(() =>
      noteEvent(context, profile, event, sentence, { drill: name, ...facts })
    );
  note(DRILL_BEGAN, say`drill ${name} began`);
  const { wellForMs, keptDown, ...result } = await runDrill({
    ...drill,
    script: DRILLS[name],
    timeoutStopMs: drill.prepared.unit.timeoutStopMs,
    sampler,
    actions,
    say: tell,
    waitsFor: (what, limitMs) =>
      progress.step(waitingLine(what, limitMs, clock.now().wallMs)),
    interrupt: stop.signal,
    check: () => checkOnce(context, profile, tell),
  });
  const tookMs = sampler.atMs;
  const outcome = outcomeSentence(name, result, tookMs);
  note(`drill-${result.result}`, outcome, {
    awayMs: result.outageMs,
    wellForMs,
  });
  tryTo(() => {
    if (json) {
      context.terminal.out(JSON.stringify({
        schema: 1,
        drill: name,
        profile,
        ...result,
        tookMs,
        timeline,
      }));
    } else {
      verdictLines(
        { ...result, keptDown },
        name,
        drill.prepared.unit,
        tookMs,
        context.terminal.colour,
      ).forEach(context.terminal.prose);
    }
  });
  const { wallMs } = clock.now();
  await tellPeople(context, profile, ({ drills }) =>
    !drills ? [] : [
      eventNotice(profile, {
        ...{ event: "drill", key: wallMs, matter: outcome },
        severity: result.result === "failed" ? "warning" : "info",
        headline: say`drill ${name}`,
      }, wallMs),
    ]);
  if (!result.restored) return 2;
  return exitCode ?? (result.result === "passed" ? 0 : 2);
}

function newRecord(context: Context, drill: DrillName): DrillRecord {
  const { bootId, bootMs } = context.clock.now();
  return {
    schema: 1,
    drill,
    bootId,
    owner: {
      pid: Deno.pid,
      startTicks: readStat(context, Deno.pid)?.startTicks ?? 0,
    },
    startedBootMs: bootMs,
    frozen: null,
    stopped: null,
    maintenanceSinceMs: null,
  };
}

/** The same check that cron starts; what it prints is in the timeline anyway. */
async function checkOnce(
  context: Context,
  profile: string,
  tell: (text: string) => void,
): Promise<void> {
  try {
    await tick(context, profile);
  } catch (error) {
    tryTo(() => tell(say`drill: the check failed: ${messageOf(error)}`));
  }
}

/** The terminal may have gone, which must not end what is going on. */
function tryTo(work: () => void): void {
  try {
    work();
  } catch {
    // See above.
  }
}
