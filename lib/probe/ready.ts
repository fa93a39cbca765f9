/**
 * Whether the gateway can do its work, beyond being alive: channels, agents,
 * plugins. Only ever reported: the cause is usually the network.
 */

import * as z from "zod/mini";
import { parseJsonAs } from "../base/parse_json.ts";
import { say } from "../base/say.ts";
import type { EventLoop } from "../core/types.ts";

/** What /ready says. */
export interface Readiness {
  /** Null when it does not say (an older gateway). */
  readonly ready: boolean | null;
  /** Names of what is failing, shortened for people. */
  readonly failing: readonly string[];
  /**
   * Channels that OpenClaw's crash-loop breaker keeps from starting
   * (openclaw#133820): /ready itself stays true.
   */
  readonly suppressed: readonly string[];
  /** Missing when it does not say. */
  readonly eventLoop?: EventLoop;
}

const UNKNOWN: Readiness = { ready: null, failing: [], suppressed: [] };
const MOST_PROBLEMS = 5;

/** Names for people; of anything else than a list of texts there are none. */
const NAMES = z.pipe(
  z.catch(z.array(z.unknown()), []),
  z.transform((list) =>
    list.flatMap((item) =>
      typeof item === "string" && item !== ""
        ? [item.replaceAll(/[^\w:.@/ -]/g, "?").slice(0, 60)]
        : []
    )
  ),
);
const AMOUNT = z.catch(z.nullable(z.number().check(z.gte(0), z.lt(1e9))), null);
const READY = z.object({
  ready: z.boolean(),
  failing: NAMES,
  suppressed: NAMES,
  eventLoop: z.catch(
    z.nullable(z.object({
      utilization: AMOUNT,
      delayMaxMs: AMOUNT,
      delayP99Ms: AMOUNT,
      degraded: z.catch(z.nullable(z.boolean()), null),
    })),
    null,
  ),
});

/**
 * Reads the document of /ready (OpenClaw 2026.9.6). Anything else says nothing.
 */
export function parseReadiness(text: string): Readiness {
  const said = parseJsonAs(READY, text);
  if (said === null) return UNKNOWN;
  const { ready, suppressed, eventLoop } = said;
  const failing = said.failing.slice(0, MOST_PROBLEMS);
  return {
    ready: ready && suppressed.length === 0,
    failing,
    suppressed: suppressed.slice(0, MOST_PROBLEMS - failing.length),
    ...eventLoop === null ? {} : { eventLoop },
  };
}

/** What is not ready; null when it is, or does not say. */
export function notReady(
  { ready, failing, suppressed }: Readiness,
): readonly string[] | null {
  return ready === false
    ? [...failing, ...suppressed.map((name) => say`suppressed: ${name}`)]
    : null;
}
