/**
 * How often systemd by itself started the unit anew, and what that says about a
 * gateway, however it looks right now. Only the growth of systemd's own counter
 * counts: it begins anew with every start that somebody asks for, a person, an
 * update or the guard; but for one in the moment between two lives, which keeps
 * the counter (seen on systemd 252): the warning then ends when the life lasts.
 */

import { journalFor } from "../base/gateway_unit.ts";
import { say } from "../base/say.ts";
import { formatDuration, MINUTE_MS } from "../base/duration.ts";
import type { Instant } from "../base/instant.ts";
import { type Judgement, judgement } from "./judgement.ts";
import { formatLocalTime } from "../base/local_time.ts";
import { type Memory, NO_RESTARTS, type Restarts } from "./memory.ts";
import type { Rule } from "./rules.ts";
import type { Incarnation, Observation } from "./types.ts";

/** Restarts are remembered for so long. */
const WINDOW_MS = 10 * MINUTE_MS;
/** As many within the window are a warning, */
const UNSTABLE_FROM = 3;
/** or critical. One life then lasts 100 s on average. */
const LOOP_FROM = 6;
/** A life of so long is no part of a loop, and proves its config. */
const LASTS_MS = 2 * MINUTE_MS;
/** The same once a loop was seen: one longer life does not end it. */
const LOOP_LASTS_MS = 5 * MINUTE_MS;
/** One for each check that saw some: more say no more. */
const MAX_SEEN = 40;

/**
 * Notes what systemd's counter has grown by since the last look, and a gateway
 * that its wrapper has started anew, which no counter tells.
 *
 * @param previous The life that was known before this look.
 */
export function withRestarts(
  { unit, incarnation, maintenance, settingsError }: Observation,
  memory: Memory,
  now: Instant,
  previous: Incarnation | null = null,
): Memory {
  const { restarts, lastTick, verdict } = memory;
  // What somebody does meanwhile is their own business.
  if (maintenance !== null || settingsError !== null) {
    return { ...memory, restarts: NO_RESTARTS };
  }
  if (unit === null) {
    // The process that is known is still there, or nothing could be seen.
    return incarnation !== null
      ? memory
      : { ...memory, restarts: { ...restarts, counter: null } };
  }
  const counter = unit.nRestarts;
  const known = restarts.counter !== null && lastTick !== null &&
    now.bootMs - lastTick.bootMs < WINDOW_MS &&
    // Their cause is known and told; mended, it says nothing about what follows.
    // In between it looks as if it were starting.
    verdict !== "bad-config" && memory.incident?.verdict !== "bad-config";
  // Somebody had it started since: what was before is over.
  const anew = restarts.counter !== null && counter < restarts.counter;
  const before = anew ? [] : seenLately(restarts, now);
  const isWrappers = incarnation !== null && previous !== null &&
    incarnation.invocationId === previous.invocationId &&
    incarnation.pid !== previous.pid &&
    // Between two of its gateways only the wrapper itself is there.
    ![incarnation.pid, previous.pid].includes(unit.mainPid);
  const count = !known
    ? 0
    : counter - (anew ? 0 : restarts.counter ?? 0) + (isWrappers ? 1 : 0);
  const seen = count === 0
    ? before
    : [...before, { bootMs: now.bootMs, count }].slice(-MAX_SEEN);
  return {
    ...memory,
    restarts: {
      counter,
      seen,
      total: before.length === 0 ? count : restarts.total + count,
      sinceBootMs: seen.length === 0
        ? null
        : before.length === 0
        ? now.bootMs
        : restarts.sinceBootMs,
    },
  };
}

/** The memory with none of those seen; what comes counts. */
export function withoutRestarts(memory: Memory): Memory {
  const { counter } = memory.restarts;
  return { ...memory, restarts: { ...NO_RESTARTS, counter } };
}

function seenLately({ seen }: Restarts, now: Instant): Restarts["seen"] {
  return seen.filter(({ bootMs }) => now.bootMs - bootMs < WINDOW_MS);
}

/** Restarts by systemd within the last ten minutes. */
export function restartsLately({ restarts }: Memory, now: Instant): number {
  return seenLately(restarts, now).reduce((sum, { count }) => sum + count, 0);
}

/** A short life after others that ended by themselves: it proves no config yet. */
export function isUntriedLife(
  memory: Memory,
  lifeMs: number,
  now: Instant,
): boolean {
  return lifeMs < LASTS_MS && restartsLately(memory, now) > 0;
}

/** What looks right, or as if it were about to be. */
const CALM: ReadonlySet<Rule> = new Set([
  "answers-well",
  "not-ready",
  "no-health-endpoint",
  "starting",
  "no-main-process",
  "systemd-at-work",
]);
/** What a restart would be made for. */
const FAILING: ReadonlySet<Rule> = new Set([
  "fails-first-look",
  "fails-confirmed",
  "may-end-by-itself",
  "busy",
]);

/**
 * The judgement in the light of the last ten minutes. Nothing that names a
 * cause is replaced: a refused config, a foreign listener, the start limit.
 *
 * @param seen What the moment alone says.
 */
export function judgeRestarts(
  seen: Judgement,
  { unit, ageMs }: Observation,
  memory: Memory,
  now: Instant,
): Judgement {
  const { verdict: before, restarts } = memory;
  const calm = CALM.has(seen.rule);
  const count = restartsLately(memory, now);
  if (unit === null || count === 0 || !(calm || FAILING.has(seen.rule))) {
    return seen;
  }
  // What was told is taken back later than it was found, or it would alternate.
  const looping = before === "crash-loop";
  const lasts = (ageMs ?? 0) >= (looping ? LOOP_LASTS_MS : LASTS_MS);
  const sinceBootMs = restarts.sinceBootMs ?? now.bootMs;
  const often = say`restarts in the last ${
    formatDuration(WINDOW_MS)
  }: ${count}, since ${
    formatLocalTime(now.wallMs - now.bootMs + sinceBootMs)
  }: ${restarts.total}`;
  if (!lasts && count >= (looping ? UNSTABLE_FROM : LOOP_FROM)) {
    return judgement(
      "crash-loop",
      "crash-loop",
      say`it ends again and again (${often}), and a restart by the guard would not help; "${
        journalFor(unit)
      } -n 50" tells why it ends; at this moment: ${seen.why}`,
    );
  }
  const warned = looping || before === "unstable";
  return calm && count >= (warned ? 1 : UNSTABLE_FROM)
    ? judgement(
      "unstable",
      "unstable",
      say`it has ended by itself several times (${often}); at this moment: ${seen.why}`,
    )
    : seen;
}
