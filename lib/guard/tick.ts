/** One tick for one profile: observe, decide, act, record. */

import { decide } from "../core/decide.ts";
import type { GuardEvent } from "../core/decision.ts";
import { isAlive } from "../core/incident.ts";
import { messageOf } from "../base/errors.ts";
import type { Instant } from "../base/instant.ts";
import { withPlaces } from "../probe/known_places.ts";
import type { NotifySettings } from "../notify/notify_settings.ts";
import { fileStamp } from "../store/file_stamp.ts";
import { appendHistory } from "../store/history.ts";
import { takeLock } from "../store/lock.ts";
import { profilePaths } from "../store/paths.ts";
import { DEFAULT_SETTINGS, tryLoadSettings } from "../settings/load.ts";
import { mendFastTicks } from "../store/fast_path.ts";
import { readState, writeState } from "../store/state.ts";
import type { Memory } from "../core/memory.ts";
import type { Context } from "../sys/context.ts";
import { openLog } from "../store/log.ts";
import { dailyCleanUp, noteElsewhere } from "./daily.ts";
import { firstLook, lookAgain } from "./look.ts";
import { perform } from "./perform.ts";
import { foldDays, rollAtEnd, rollAtStart } from "./remember_days.ts";
import {
  dropFastTerms,
  renewFastTerms,
  settingsStamp,
} from "./fast/conditions.ts";
import { mayHaveToSend } from "./send_due.ts";
import { say } from "../base/say.ts";
import { translate } from "../text/speech.ts";
import type { Tick, TickResult } from "./tick_tools.ts";

/**
 * How long to wait for another tick's lock. A free one is had in 1 ms, but on a
 * crowded machine not always in 200.
 */
const LOCK_WAIT_MS = 2000;

/**
 * Runs one tick. Never throws for anything the gateway or systemd does.
 *
 * @param trouble Why the guard's own files say too little to look at anything;
 * the tick then only writes that down.
 * @throws {GuardError} when the guard has no folder to work in.
 */
export async function tick(
  context: Context,
  profile: string,
  trouble: string | null = null,
): Promise<TickResult> {
  const paths = profilePaths(context, profile);
  let lock = await takeLock(paths, LOCK_WAIT_MS);
  if (lock === null) {
    // Costs nothing until it is needed.
    const { handleHeldLock } = await import("./blocked.ts");
    const held = await handleHeldLock(context, profile);
    if (held.ended) lock = await takeLock(paths, LOCK_WAIT_MS);
    if (lock === null) {
      return { profile, verdict: held.verdict, reason: null, why: held.why };
    }
  }
  using _held = lock;
  // Before they are read: a change in between must show.
  const settingsSeen = settingsStamp(context);
  const { settings, settingsError } = trouble === null
    ? await tryLoadSettings(context, profile)
    : { settings: DEFAULT_SETTINGS, settingsError: trouble };
  const { policy } = settings;
  using log = openLog(
    paths.log,
    context.clock,
    (problem) => context.terminal.err(`openclaw-guard: ${translate(problem)}`),
  );
  const now = context.clock.now();
  const state = readState(paths.state, now);
  let saveFailed = false;
  const events: GuardEvent[] = [];
  const self: Tick = {
    context,
    profile,
    settings,
    notify: settingsError === null
      ? settings.notify
      : await lastGoodNotify(context),
    record(event) {
      events.push(event);
      // First: "logs --follow" finds there how a sentence was made.
      appendHistory(context, profile, event);
      log[event.level](event.event, event.sentence, event.facts);
    },
    save(memory) {
      try {
        writeState(paths.state, memory);
        return true;
      } catch (error) {
        if (!saveFailed) {
          const problem = say`cannot write ${paths.state}: ${messageOf(error)}`;
          log.error("state", problem);
          // A disk that is too full for the state has no room for the log.
          context.terminal.err(`openclaw-guard: ${translate(problem)}`);
        }
        saveFailed = true;
        return false;
      }
    },
  };
  if (state.problem !== null) {
    log.warn("state", say`${state.problem}; starting afresh`);
  }
  const unreadable = mendFastTicks(paths.state, now.wallMs);
  if (unreadable !== null) log.warn("state", unreadable);
  const roll = rollAtStart(self, state.memory, now);
  let remembered: Memory = { ...state.memory, roll };
  const drill = fileStamp(paths.drill) !== null;
  if (drill) {
    await putBackAfterDrill(self);
    // A crash on purpose does not count.
    const restarts = { ...remembered.restarts, counter: null };
    remembered = { ...remembered, restarts };
  }
  let look = await firstLook(self, now, settingsError);
  const decideNow = (before: Memory, at: Instant) => {
    const { observation } = look;
    const made = decide(observation, before, at, policy, context.random());
    made.events.forEach(self.record);
    return made;
  };
  let decision = decideNow(remembered, now);
  while (decision.actions[0]?.kind === "confirm" && look.endpoint !== null) {
    look = await lookAgain(self, look, now, decision.actions[0].waitMs);
    decision = decideNow(decision.memory, context.clock.now());
  }
  let memory = decision.memory;
  for (const action of decision.actions) {
    if (action.kind === "confirm") continue;
    memory = await perform(self, action, look, memory, decision.unmade);
  }
  const journal = decision.verdict === "crash-loop"
    // Costs nothing until it is needed.
    ? await (await import("./crash_loop.ts")).logCrashLoop(self, look, decision)
    : null;
  memory = noteElsewhere(self, look, memory);
  const { unit } = look.observation;
  if (isAlive(decision) && unit !== null) {
    memory = withPlaces(context, profile, unit, memory);
  }
  // Not by guessed settings: they say how long logs are kept.
  if (settingsError === null) memory = dailyCleanUp(self, memory);
  const ended = context.clock.now();
  const { wallMs, bootMs } = ended;
  memory = {
    ...memory,
    lastTick: { wallMs, bootMs },
    roll: rollAtEnd(roll, look, events, {
      ...{ before: state.memory, memory, began: now, ended },
      rule: decision.rule,
    }),
  };
  // Costs nothing until somebody wants to hear of it.
  const tell = self.notify.channels.length > 0 || memory.told !== undefined
    ? await import("./tell.ts")
    : null;
  if (tell !== null) {
    const check = { before: remembered, after: memory, events, drill, look };
    memory = tell.tellCheck(self, check);
  }
  let saved = self.save(memory);
  if (!saved) tell?.tellUnwritable(context, profile, self.notify);
  const folded = saved ? await foldDays(self, state.memory, memory) : null;
  if (folded !== null) saved = self.save(memory = folded);
  if (saved && settingsError === null) {
    const sends = mayHaveToSend(context, settings) ||
      settings.history.page !== null ||
      settings.metrics.file !== null;
    renewFastTerms(context, paths, look, memory, settingsSeen, sends);
  } else dropFastTerms(paths);
  const { verdict, reason, why } = decision;
  return {
    ...{ profile, verdict, reason, why },
    ...(memory.incident === null ? {} : { incident: true }),
    ...(journal === null ? {} : { journal }),
  };
}

/** For those who have to hear that the settings cannot be used. */
async function lastGoodNotify(context: Context): Promise<NotifySettings> {
  // Costs nothing until it is needed.
  const { loadSideSettings } = await import("../settings/load_side.ts");
  return (await loadSideSettings(context)).notify;
}

/** Puts back what a drill left that was killed; nothing while it is at work. */
async function putBackAfterDrill(
  { context, profile, record }: Tick,
): Promise<void> {
  // Costs nothing until it is needed.
  const { tidyUpAfterDrill } = await import("../act/undo_drill.ts");
  try {
    for (const sentence of await tidyUpAfterDrill(context, profile)) {
      record({
        level: "warn",
        event: "drill-put-back",
        sentence: say`a drill left this to be put back: ${sentence}`,
        facts: {},
      });
    }
  } catch (error) {
    record({
      level: "error",
      event: "drill-put-back",
      sentence: say`cannot put back what a drill left: ${messageOf(error)}`,
      facts: {},
    });
  }
}
