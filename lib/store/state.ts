/** The one state file of a profile: what is remembered between ticks. */

import { parseJsonAs } from "../base/parse_json.ts";
import * as z from "zod/mini";
import { messageOf } from "../base/errors.ts";
import type { Instant } from "../base/instant.ts";
import {
  freshMemory,
  type Memory,
  NO_RESTARTS,
  RESCUE_STEPS,
} from "../core/memory.ts";
import { MAX_STEP_MS } from "../core/roll.ts";
import { STARTERS } from "../core/rollup.ts";
import { REASONS, VERDICTS } from "../core/types.ts";
import { setAside } from "../sys/files.ts";
import { readPlainText } from "../sys/plain_file.ts";
import { writeFileAtomic } from "./atomic.ts";
import { decisionSchema } from "./decision_schema.ts";
import { lastFastTick, MAX_DATE_MS, readFastTicks } from "./fast_path.ts";
import { toldSchema } from "./told_schema.ts";
import { learnMessages, messagesIn, say } from "../base/say.ts";

const count = z.int().check(z.gte(0));
const time = z.number().check(z.gte(0));
const reason = z.nullable(z.enum(REASONS));
const identity = { pid: z.int().check(z.gte(1)), startTicks: count };
const incarnation = z.object({ ...identity, invocationId: z.string() });

/** Restarts, starts and forced clean-ups. */
const recoveriesSchema = z.array(
  z.object({ bootMs: time, unclean: z.boolean() }),
);

/** Configs the guard went back to. */
const rollbacksSchema = z.array(z.object({
  id: z.string(),
  from: z.nullable(z.string()),
  invocationId: z.string(),
  tries: count,
  wallMs: time,
}));

const place = z.object({ configPath: z.string(), stateDir: z.string() });

const amount = z.number().check(z.gte(0));
const sample = z.object({
  ...identity,
  atBootMs: time,
  state: z.string(),
  mainCpuMs: amount,
  mainQueuedMs: amount,
  restCpuMs: amount,
  io: z.nullable(count),
  switches: z.nullable(count),
  children: z.nullable(z.array(z.object({
    ...identity,
    bornBootMs: time,
    cpuMs: amount,
    command: z.string(),
  }))),
  majorFaults: count,
  memoryShare: z.nullable(amount),
  queue: z.nullable(count),
  memoryPressure: z.nullable(amount),
});

/** What the memory of days does not have yet; see core/roll.ts. */
const mark = z.object({
  // Of a longer time, or one that is no date, nobody would come to an end.
  at: time.check(z.lte(MAX_DATE_MS)),
  ms: amount.check(z.lte(2 * MAX_STEP_MS)),
  kind: z.optional(z.enum(["outage", "planned", "unknown"])),
  verdict: z.optional(z.enum(VERDICTS)),
  probe: z.optional(amount),
  incident: z.optional(z.string()),
  done: z.optional(z.array(z.string())),
  starts: z.optional(z.partialRecord(z.enum(STARTERS), count)),
  rollback: z.optional(z.literal(true)),
});
const roll = z.object({
  series: time,
  first: count,
  marks: z.array(mark),
  last: z.object({
    bootId: z.string(),
    bootMs: time,
    kind: z.enum(["healthy", "outage", "planned", "unknown"]),
  }),
  quiet: z.record(z.string(), count),
  risen: count,
  startedBootMs: z.nullable(time),
  counted: z.object({
    incidentBootMs: z.nullable(time),
    rollbackWallMs: z.nullable(time),
  }),
  seen: z.object({
    up: z.nullable(z.boolean()),
    healthyWallMs: z.nullable(time),
    probeMs: z.nullable(amount),
    incidentWallMs: z.nullable(time),
  }),
});

const stateSchema = z.object({
  schema: z.literal(1),
  memory: z.object({
    bootId: z.string(),
    lastTick: z.nullable(z.object({ wallMs: time, bootMs: time })),
    lateTickBootMs: z.nullable(time),
    lateGapMs: z._default(z.nullable(time), null),
    incarnation: z.nullable(incarnation),
    served: z.boolean(),
    healthySinceBootMs: z.nullable(time),
    verdict: z.nullable(z.enum(VERDICTS)),
    reason,
    sinceWallMs: time,
    sinceBootMs: time,
    lastAliveBootMs: z._default(z.nullable(time), null),
    why: z.string(),
    blocker: z._default(z.nullable(z.string()), null),
    lastDecision: z._default(z.nullable(decisionSchema), null),
    drainingSinceBootMs: z.nullable(time),
    failure: z.nullable(z.object({ countedBootMs: time, busyTicks: count })),
    incident: z.nullable(z.object({
      openedWallMs: time,
      openedBootMs: time,
      verdict: z.enum(VERDICTS),
      reason,
      goodTicks: count,
    })),
    ladder: z.object({
      attempt: count,
      holdDownUntilBootMs: z.nullable(time),
      holdDowns: count,
    }),
    recoveries: recoveriesSchema,
    rescue: z.nullable(z.object({
      kind: z.enum(["restart", "force-clean", "start"]),
      step: z.enum(RESCUE_STEPS),
      attempt: count,
      startedBootMs: time,
      incarnation: z.nullable(incarnation),
      invocationId: z.string(),
    })),
    wishedStart: z._default(
      z.nullable(z.object({ command: z.string(), bootMs: time })),
      null,
    ),
    restarts: z._default(
      z.object({
        counter: z.nullable(count),
        seen: z.array(z.object({ bootMs: time, count })),
        total: count,
        sinceBootMs: z.nullable(time),
      }),
      { ...NO_RESTARTS, seen: [] },
    ),
    rollbacks: z._default(rollbacksSchema, []),
    noticesWallMs: z.record(z.string(), time),
    places: z.optional(z.object({ told: place, real: place })),
    slow: z.catch(
      z.optional(z.object({ checks: count, latencyMs: time })),
      undefined,
    ),
    // What is seen anew with every check: of a form not known it is nothing.
    silence: z.catch(
      z.optional(z.object({
        sinceBootMs: time,
        answeredBootMs: z.nullable(time),
        samples: z.array(sample).check(z.minLength(1)),
      })),
      undefined,
    ),
    roll: z.catch(z.optional(roll), undefined),
    // Of a form not known it may be told again, which is better than never.
    told: z.catch(z.optional(toldSchema), undefined),
  }),
  said: z.optional(z.unknown()),
});

/**
 * What must outlive a state that cannot be read as a whole, as after
 * `upgrade --rollback`, when an older version meets the state of a newer one:
 * how often the guard acted lately. Forgetting it would allow it all again.
 */
type Limits = Pick<Memory, "recoveries" | "rollbacks">;

/** The same of whatever version; as far as it can be understood. */
const limitsSchema = z.object({
  memory: z.object({
    bootId: z.unknown(),
    recoveries: z.catch(recoveriesSchema, []),
    rollbacks: z.catch(rollbacksSchema, []),
  }),
});

/** What {@linkcode readState} found. */
export interface ReadState {
  readonly memory: Memory;
  /** What is to be told about an unreadable state file; null when all was well. */
  readonly problem: string | null;
}

/** The largest state file that is read, in bytes; a real one has about 1 KiB. */
const MAX_STATE_BYTES = 256 * 1024;

/**
 * Reads the state. A missing file is a fresh start; an unreadable one, whatever
 * it is, is set aside beside itself, never deleted, and the guard starts
 * afresh, but for what limits it. Never throws: where it cannot be set aside it
 * cannot be written either, and without a written state nothing is acted on.
 */
export function readState(path: string, now: Instant): ReadState {
  const { memory, problem } = peekState(path, now);
  if (problem === null) return { memory, problem };
  const limits = readLimits(path, now); // before it is elsewhere
  return {
    memory: { ...memory, ...limits },
    problem: putAside(path, now, problem),
  };
}

/** Reads the state and changes nothing; an unreadable one counts as none. */
export function peekState(path: string, now: Instant): ReadState {
  const fresh = (problem: string | null) => ({
    memory: freshMemory(now),
    problem,
  });
  try {
    const text = readPlainText(path, MAX_STATE_BYTES);
    if (text === null) return fresh(null);
    const memory = parseState(text);
    return memory === null
      ? fresh(say`it is no state`)
      : { memory: withLastTick(path, memory), problem: null };
  } catch (error) {
    return fresh(messageOf(error));
  }
}

function readLimits(path: string, now: Instant): Partial<Limits> {
  try {
    const text = readPlainText(path, MAX_STATE_BYTES) ?? "";
    const limits = parseJsonAs(limitsSchema, text)?.memory;
    if (limits === undefined) return {};
    const { bootId, recoveries, rollbacks } = limits;
    return { recoveries: bootId === now.bootId ? recoveries : [], rollbacks };
  } catch {
    return {}; // why it cannot be read is known already
  }
}

/** Says what was wrong with the state, and what came of it. */
function putAside(path: string, now: Instant, problem: string): string {
  try {
    const aside = setAside(path, now.wallMs);
    return say`the state was unreadable (${problem}) and is now ${aside}`;
  } catch (error) {
    return say`the state was unreadable (${problem}) and could not be put aside: ${
      messageOf(error)
    }`;
  }
}

/** The memory with the time of the last fast check, which is not in the file. */
function withLastTick(path: string, memory: Memory): Memory {
  const full = memory.lastTick;
  const fast = full === null
    ? null
    : lastFastTick(readFastTicks(path) ?? "", full.bootMs);
  return fast === null ? memory : { ...memory, lastTick: fast };
}

/** The memory in the text of a state file, or null when it is not one. */
export function parseState(text: string): Memory | null {
  const state = parseJsonAs(stateSchema, text);
  learnMessages(state?.said);
  return state?.memory ?? null;
}

/**
 * Replaces the state file.
 *
 * @throws {Error} of the failing system call; the old state then stays.
 */
export function writeState(path: string, memory: Memory): void {
  // An older version refuses a state without "snapshot", which it kept there.
  const state = { schema: 1, memory, snapshot: null, ...messagesIn(memory) };
  writeFileAtomic(path, JSON.stringify(state) + "\n");
}
