/**
 * Whether a config the gateway refuses is replaced by a proven one (policy
 * `rollback: "auto"`). Pure, as all of decide. A rollback changes a file that a
 * person has written, so every doubt is a reason against it.
 */

import { say } from "../base/say.ts";
import { budgetLimit } from "./budget.ts";
import { noAction, type Plan } from "./decision.ts";
import { formatDuration } from "../base/duration.ts";
import type { Instant } from "../base/instant.ts";
import type { Memory, RollBack } from "./memory.ts";
import type { Policy } from "./policy.ts";
import type { ConfigFact, ProvenConfig, UnitFacts } from "./types.ts";

/** A file changed so recently may be being edited: it is left alone, ms. */
const EDIT_SETTLE_MS = 30_000;
/** Rollbacks remembered; the oldest are forgotten. */
const REMEMBERED = 50;

/** What fails so often will fail again. */
const MAX_TRIES = 3;

/** Plans it. The memory is written down before the action is performed. */
export function planRollBack(
  why: string,
  unit: UnitFacts,
  config: ConfigFact,
  memory: Memory,
  now: Instant,
  policy: Policy,
): Plan {
  const nothing = (note: string | null) => noAction(memory, note);
  const isAuto = policy.rollback === "auto";
  if (config.locked) {
    return nothing(isAuto ? say`no rollback: ${config.locked.why}` : null);
  }
  const unfinished = unfinishedRollBack(unit, config, memory);
  // Files that are changed already get their start, whatever is wished by now.
  if (unfinished !== null && (isAuto || config.id !== unfinished.from)) {
    const { id } = unfinished;
    return {
      ...nothing(say`carrying on with the rollback`),
      actions: [{ kind: "roll-back-config", id, from: config.id }],
      events: [{
        level: "warn",
        event: "resume-rollback",
        sentence:
          say`an earlier tick died while it rolled back to config ${id}; carrying on`,
        facts: { config: id },
      }],
      memory: {
        ...memory,
        rollbacks: [
          ...memory.rollbacks.slice(0, -1),
          { ...unfinished, tries: unfinished.tries + 1 },
        ],
      },
    };
  }
  if (!isAuto) return nothing(null);
  if (config.untried) {
    return nothing(
      say`no rollback: the file was changed after the gateway refused it`,
    );
  }
  const target = chooseTarget(config, memory);
  if (typeof target === "string") return nothing(say`no rollback: ${target}`);
  const unchangedMs = config.changedMs === null
    ? Infinity
    // A change time in the future: the clock was set back since.
    : Math.abs(now.wallMs - config.changedMs);
  const { id, version } = target;
  if (unchangedMs < EDIT_SETTLE_MS) {
    const ago = formatDuration(unchangedMs);
    const quiet = formatDuration(EDIT_SETTLE_MS);
    return nothing(
      say`the file was changed ${ago} ago: rolling back to config ${id} when it has been quiet for ${quiet}`,
    );
  }
  const limit = budgetLimit(memory.recoveries, now, policy);
  if (limit !== null) {
    const left = formatDuration(limit.untilBootMs - now.bootMs);
    return nothing(
      say`no rollback before ${left} have passed: ${limit.why}`,
    );
  }
  const begun: RollBack = {
    id,
    from: config.id,
    invocationId: unit.invocationId,
    tries: 1,
    wallMs: now.wallMs,
  };
  return {
    ...nothing(null),
    actions: [{ kind: "roll-back-config", id, from: config.id }],
    events: [{
      level: "error",
      event: "rollback",
      sentence:
        say`${why}; rolling back to config ${id}, proven with OpenClaw ${
          String(version)
        } (policy "rollback": "auto")`,
      facts: { config: id, broken: config.id },
    }],
    memory: {
      ...memory,
      rollbacks: [...memory.rollbacks, begun].slice(-REMEMBERED),
      recoveries: [...memory.recoveries, {
        bootMs: now.bootMs,
        unclean: false,
      }],
    },
  };
}

/**
 * A rollback of ours that died before it started the gateway: no start since
 * (same invocation), and nobody has changed the files in between. Where systemd
 * starts it again and again, the files alone tell that it was not made.
 */
function unfinishedRollBack(
  unit: UnitFacts,
  config: ConfigFact,
  memory: Memory,
): RollBack | null {
  const last = memory.rollbacks.at(-1);
  if (last === undefined || last.tries >= MAX_TRIES) return null;
  const undone = unit.activeState === "activating" &&
    (config.interrupted === last.id ||
      config.changedMs !== null && config.changedMs < last.wallMs);
  if (last.invocationId !== unit.invocationId && !undone) return null;
  const untouched = config.id === last.from || config.id === last.id ||
    config.interrupted === last.id;
  return untouched ? last : null;
}

/** The config to go back to, or why there is none. */
function chooseTarget(
  { id, proven, version }: ConfigFact,
  { rollbacks }: Memory,
): ProvenConfig | string {
  if (proven.some((known) => known.id === id)) {
    return say`the config is a proven one, so something else is wrong`;
  }
  const newest = proven[0];
  if (newest === undefined) return say`no config is proven yet`;
  if (version === null) return say`OpenClaw's version cannot be told`;
  const same = proven.filter((known) => known.version === version);
  const [first] = same;
  if (first === undefined) {
    return newest.version === null
      ? say`config ${newest.id} was proven with OpenClaw of an unknown version, and this is ${version}`
      : say`config ${newest.id} was proven with OpenClaw ${newest.version}, and this is ${version}`;
  }
  const target = same.find((known) =>
    !rollbacks.some((earlier) => earlier.id === known.id)
  );
  if (target === first) return target;
  const earlier = rollbacks.findLast((one) => one.id === first.id);
  return earlier?.from === id && earlier.tries >= MAX_TRIES
    ? say`the rollback to config ${first.id} could not be carried out ${MAX_TRIES} times`
    : say`config ${first.id} was rolled back to before, and that did not last`;
}
