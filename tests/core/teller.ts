/** A guard that checks every half minute and tells what is new; its clocks can be set. */

import { announce, withTold } from "../../lib/core/announce.ts";
import type { Announcing } from "../../lib/core/announcing.ts";
import { ownGatewayUnit } from "../../lib/base/gateway_unit.ts";
import { decide } from "../../lib/core/decide.ts";
import type { Memory } from "../../lib/core/memory.ts";
import type { Notice, Severity } from "../../lib/core/notice.ts";
import { DEFAULT_POLICY, type Policy } from "../../lib/core/policy.ts";
import type { Incarnation } from "../../lib/core/types.ts";
import { parseState } from "../../lib/store/state.ts";
import { isWanted } from "../../lib/notify/wanted.ts";
import { at, HOUR, SECOND, served, type Sight, sight } from "./world.ts";

export const TICK = 30 * SECOND;

/** What a check sees. */
export type Seen = "well" | "hung" | "busy" | "down" | Sight;

const LOOKS = {
  well: "healthy",
  hung: "silent",
  busy: "silent",
  down: "refused",
} as const;

/** Only what a test changes. */
export interface TellerOptions {
  readonly policy?: Partial<Policy>;
  readonly telling?: Partial<Announcing["telling"]>;
  readonly profile?: string;
}

/** See the file's comment. */
export class Teller {
  memory: Memory = served();
  readonly notices: Notice[] = [];
  /** Since the beginning, boot clock ms; the wall clock is that much ahead of it. */
  ms = 0;
  wallAheadMs = 0;
  bootId = "boot-1";
  bootShiftMs = 0;
  drill = false;
  /** A new process has these. */
  life = 100;
  bornMs = -HOUR;
  readonly #options: TellerOptions;

  constructor(options: TellerOptions = {}) {
    this.#options = options;
  }

  get now() {
    const { wallMs, bootMs } = at(this.ms);
    return {
      wallMs: wallMs + this.wallAheadMs,
      bootMs: bootMs - this.bootShiftMs,
      bootId: this.bootId,
    };
  }

  get incarnation(): Incarnation {
    return {
      pid: this.life,
      startTicks: this.life * 50,
      invocationId: this.life === 100 ? "first" : `life ${this.life}`,
    };
  }

  /** What people were told so far, shortly. */
  get told(): string[] {
    return this.notices.map(({ phase, severity, headline }) =>
      `${phase} ${severity}: ${headline}`
    );
  }

  /** Decides, as a tick does, and remembers. */
  decide(seen: Seen): { memory: Memory; announcing: Announcing } {
    const options = this.#options;
    const policy = { ...DEFAULT_POLICY, jitter: 0, ...options.policy };
    const { unit, probe, rest } = typeof seen === "string"
      ? {
        unit: {},
        probe: LOOKS[seen],
        rest: {},
      }
      : seen;
    const observation = sight({
      unit: {
        mainPid: this.life,
        invocationId: this.incarnation.invocationId,
        ...unit,
      },
      ...probe === undefined ? {} : { probe },
      rest: {
        incarnation: this.incarnation,
        ageMs: this.ms - this.bornMs,
        ...rest,
      },
    });
    const before = this.memory;
    let decision = decide(observation, before, this.now, policy, 0);
    const events = [...decision.events];
    const [first] = decision.actions;
    if (first?.kind === "confirm") {
      this.ms += first.waitMs;
      const confirmation = {
        waitedMs: first.waitMs,
        cpuShare: seen === "busy" ? 1 : 0,
      };
      decision = decide(
        { ...observation, confirmation },
        decision.memory,
        this.now,
        policy,
        0,
      );
      events.push(...decision.events);
    }
    let { memory } = decision;
    if (/restart|start|clean/.test(decision.actions[0]?.kind ?? "")) {
      memory = {
        ...memory,
        rescue: memory.rescue && { ...memory.rescue, step: "start-requested" },
      };
      this.life++;
      this.bornMs = this.ms;
    }
    const { wallMs, bootMs } = this.now;
    memory = { ...memory, lastTick: { wallMs, bootMs } };
    const announcing = {
      profile: options.profile ?? "default",
      ...{ before, after: memory, events, drill: this.drill, now: this.now },
      ...{ unit: ownGatewayUnit(1000, options.profile ?? "default"), policy },
      telling: {
        remindersMs: [4 * HOUR, 24 * HOUR],
        drills: false,
        hearers: () => ["x"],
        ...options.telling,
      },
    };
    return { memory, announcing };
  }

  /** A check, and the rest of the half minute. */
  check(seen: Seen): Notice[] {
    const startMs = this.ms;
    const { announcing } = this.decide(seen);
    const { notices, memory } = announce(announcing);
    this.notices.push(...notices);
    this.memory = stored(withTold(memory, { ...memory.told, unsent: [] }));
    this.ms = Math.max(this.ms, startMs + TICK);
    return [...notices];
  }

  /** Checks all the same for a while. */
  checkFor(ms: number, seen: Seen): void {
    for (const until = this.ms + ms; this.ms < until;) this.check(seen);
  }

  /** From trouble to its end: a restart that helps. */
  incident(): void {
    this.check("hung");
    this.check({ probe: "refused", rest: { startup: "starting" } });
    this.check("well");
    this.check("well");
  }
}

/** As the state file gives it back. */
export function stored(memory: Memory): Memory {
  const read = parseState(JSON.stringify({ schema: 1, memory }));
  if (read === null) throw new Error("the state cannot be read again");
  return read;
}

/** What a channel that wants nothing milder gets of it. */
export function heard(
  notices: readonly Notice[],
  minSeverity: Severity,
): string[] {
  const channel = {
    ...{ name: "x", type: "webhook", values: {}, secrets: {}, proxy: null },
    ...{ minSeverity, reminders: true, resolve: true },
  };
  return notices.filter((notice) => isWanted(channel, notice))
    .map(({ phase, severity }) => `${phase} ${severity}`);
}
