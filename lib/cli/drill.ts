/** `drill`: breaks the gateway on purpose and watches the rescue (S16). */

import { GuardError, messageOf } from "../core/errors.ts";
import { checkProfileName, DEFAULT_PROFILE } from "../core/profile.ts";
import type { Incarnation } from "../core/types.ts";
import { isScheduled } from "../doctor/schedule.ts";
import { Deeds } from "../drill/deeds.ts";
import { type DrillName, DRILLS, type Plan, planOf } from "../drill/plans.ts";
import { DRILL_BEGAN, prepare, type Prepared } from "../drill/prepare.ts";
import { tidyUpAfterDrill } from "../drill/put_back.ts";
import { refusalOf } from "../drill/refusal.ts";
import { runDrill } from "../drill/run.ts";
import { Sampler } from "../drill/sampler.ts";
import { timelineLine } from "../drill/timeline.ts";
import { readStat } from "../probe/process.ts";
import { type DrillRecord, writeDrillRecord } from "../store/drill_record.ts";
import type { Context } from "../sys/context.ts";
import { writeDown } from "./write_down.ts";
import {
  interruptExitCode,
  type InterruptSignal,
  onInterrupt,
} from "../sys/interrupt.ts";
import { escapeUnsafe } from "../sys/log_line.ts";
import { say } from "../text/say.ts";
import { retell, t } from "../text/speech.ts";
import { chooseWord, type Command, parseOptions } from "./command.ts";
import { confirmed } from "./confirmed.ts";
import { introduction, outcomeSentence, verdictLines } from "./drill_text.ts";

const HELP =
  say`Usage: openclaw-guard drill crash|freeze|stop|maintenance|port [options]

Breaks the gateway on purpose, watches who brings it back, tells how long that
took, and puts everything back. Agents at work are interrupted.

  crash        the main process is ended by SIGABRT: systemd must bring it back,
               and the guard must keep out of it
  freeze       the main process is stopped by SIGSTOP: the guard must bring it
               back, which nobody else would
  stop         the unit is stopped: the guard must leave it so; then it is
               started again
  maintenance  maintenance is switched on and the process frozen: nothing must
               happen; then it goes on
  port         a stranger (the drill) holds the port: the guard must report it
               and kill nobody; then the port is free again

  --profile NAME  the gateway of this OpenClaw profile
  --dry-run       say what would be done, and whether it could begin now
  --yes           do not ask
  --json          one JSON object at the end: schema, drill, profile, result,
                  why, restored, tookMs, timeline

Ctrl-C at any moment puts everything back. If the drill itself is killed, the
next check of the guard does. A drill does not begin while an incident,
maintenance or an emergency stop is on, or when the guard could not rescue it.
Where nothing starts the guard, the drill runs its checks, every 10 seconds.

"drill freeze" costs what a real rescue costs: one of 6 restarts an hour and 10
a day, and attempt 1 of the ladder until the gateway was healthy for 10 minutes.
The others cost nothing. "drill crash" is possible once in 5 minutes: after
three crashes OpenClaw silences its channels.

Exit codes: 0 passed, 2 failed, 70 could not begin, 130 interrupted.

Examples:
  openclaw-guard drill freeze --dry-run
      what would be done, and whether it could begin now
  openclaw-guard drill freeze
      asks, freezes it, shows the rescue as it happens, and "PASSED" at the end
  openclaw-guard drill crash --yes --json
      for scripts: one JSON object at the end`;

/** See the help. */
export const drillCommand: Command = {
  help: HELP,
  async run(args, context) {
    const options = parseOptions("drill", args, {
      boolean: ["yes", "dry-run", "json"],
      string: ["profile"],
      maxWords: 1,
    });
    const name = chooseWord("drill", options.words[0], DRILLS);
    const profile = checkProfileName(
      options.value("profile") ?? DEFAULT_PROFILE,
    );
    const json = options.flag("json");
    const out = json ? () => {} : context.terminal.out;
    if (!options.flag("dry-run")) {
      (await tidyUpAfterDrill(context, profile)).forEach((text) =>
        out(t`An earlier drill was killed; put back: ${text}`)
      );
    }
    const prepared = await prepare(context, profile);
    const { unit } = prepared.situation;
    const plan = planOf(name, unit.timeoutStopMs);
    const scheduled = await isScheduled(context);
    introduction(plan, prepared, scheduled, profile).forEach(out);
    const refusal = refusalOf(plan, prepared.situation);
    const { main } = prepared;
    if (refusal !== null || main === null) {
      throw new GuardError(
        say`cannot begin drill "${name}": ${
          refusal?.problem ?? say`there is no main process`
        }`,
        refusal?.hint,
      );
    }
    if (options.flag("dry-run")) {
      out(t`It could begin now. Nothing was done (--dry-run).`);
      return 0;
    }
    confirmed(context, t`Begin?`, options.flag("yes"));
    out("");
    return await perform(
      { context, profile, plan, prepared, main, scheduled },
      json,
    );
  },
};

interface Performance {
  readonly context: Context;
  readonly profile: string;
  readonly plan: Plan;
  readonly prepared: Prepared;
  readonly main: Incarnation;
  readonly scheduled: boolean;
}

async function perform(
  { context, profile, plan, prepared, main, scheduled }: Performance,
  json: boolean,
): Promise<number> {
  const { endpoint, situation } = prepared;
  const record = newRecord(context, plan.name);
  writeDrillRecord(context, profile, record);
  const deeds = new Deeds(context, profile, main, endpoint.port, record);
  using _undone = deeds; // a name of its own: see build/compile.ts
  const sampler = new Sampler(
    context,
    profile,
    endpoint,
    situation.policy,
  );
  const timeline: { atMs: number; text: string }[] = [];
  const tell = (text: string) => {
    const line = { atMs: sampler.atMs, text: escapeUnsafe(text) };
    timeline.push(line);
    if (!json) context.terminal.out(timelineLine(line.atMs, retell(line.text)));
  };
  const stop = new AbortController();
  let signal: InterruptSignal | null = null;
  using _listening = onInterrupt((received) => {
    const first = signal === null;
    signal ??= received;
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
  const note = (event: string, sentence: string) =>
    tryTo(() =>
      writeDown(context, profile, event, sentence, { drill: plan.name })
    );
  note(DRILL_BEGAN, say`drill ${plan.name} began`);
  const result = await runDrill({
    context,
    profile,
    plan,
    sampler,
    deeds,
    say: tell,
    interrupt: stop.signal,
    check: () => checkOnce(context, profile, tell),
    scheduled,
  });
  const tookMs = sampler.atMs;
  note(`drill-${result.result}`, outcomeSentence(plan.name, result, tookMs));
  tryTo(() => {
    if (json) {
      context.terminal.out(JSON.stringify({
        schema: 1,
        drill: plan.name,
        profile,
        ...result,
        tookMs,
        timeline,
      }));
    } else {
      verdictLines(result, plan, tookMs, context.terminal.colour)
        .forEach(context.terminal.out);
    }
  });
  if (!result.restored) return 2;
  return signal === null
    ? result.result === "passed" ? 0 : 2
    : interruptExitCode(signal);
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
    const { tick } = await import("./tick.ts");
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
