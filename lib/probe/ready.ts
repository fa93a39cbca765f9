/**
 * Whether the gateway can do its work, beyond being alive: channels, agents,
 * plugins. Only ever reported: the cause is usually the network.
 */

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

/**
 * Reads the document of /ready: `{"ready":…,"failing":[…],"suppressed":[…]}`
 * (OpenClaw 2026.9.6). Anything else says nothing.
 */
export function parseReadiness(text: string): Readiness {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return UNKNOWN;
  }
  if (typeof value !== "object" || value === null || !("ready" in value)) {
    return UNKNOWN;
  }
  if (typeof value.ready !== "boolean") return UNKNOWN;
  const failing = ("failing" in value ? names(value.failing) : [])
    .slice(0, MOST_PROBLEMS);
  const suppressed = "suppressed" in value ? names(value.suppressed) : [];
  return {
    ready: value.ready && suppressed.length === 0,
    failing,
    suppressed: suppressed.slice(0, MOST_PROBLEMS - failing.length),
    ...eventLoopOf("eventLoop" in value ? value.eventLoop : null),
  };
}

/** `{"degraded":…,"utilization":0.005,"delayP99Ms":20.9,"delayMaxMs":20.9,…}` */
function eventLoopOf(value: unknown): { readonly eventLoop?: EventLoop } {
  if (typeof value !== "object" || value === null) return {};
  const facts = new Map<string, unknown>(Object.entries(value));
  const amount = (name: string) => {
    const fact = facts.get(name);
    return typeof fact === "number" && fact >= 0 && fact < 1e9 ? fact : null;
  };
  const degraded = facts.get("degraded");
  const eventLoop = {
    utilization: amount("utilization"),
    delayMaxMs: amount("delayMaxMs"),
    delayP99Ms: amount("delayP99Ms"),
    degraded: typeof degraded === "boolean" ? degraded : null,
  };
  return { eventLoop };
}

/** What is not ready; null when it is, or does not say. */
export function notReady(
  { ready, failing, suppressed }: Readiness,
): readonly string[] | null {
  return ready === false
    ? [...failing, ...suppressed.map((name) => say`suppressed: ${name}`)]
    : null;
}

function names(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) =>
    typeof item === "string" && item !== ""
      ? [item.replaceAll(/[^\w:.@/ -]/g, "?").slice(0, 60)]
      : []
  );
}
