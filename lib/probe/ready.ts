/**
 * Whether the gateway can do its work, beyond being alive: channels, agents,
 * plugins. Only ever reported: the cause is usually the network.
 */

import { say } from "../base/say.ts";

/** What /ready says. */
export interface Readiness {
  /** Null when it does not say (an older gateway). */
  readonly ready: boolean | null;
  /** Names of what is failing or suppressed, shortened for people. */
  readonly problems: readonly string[];
}

const UNKNOWN: Readiness = { ready: null, problems: [] };
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
  const failing = "failing" in value ? names(value.failing) : [];
  // Channels that OpenClaw's crash-loop breaker keeps from starting
  // (openclaw#133820): /ready itself stays true.
  const suppressed = "suppressed" in value
    ? names(value.suppressed).map((name) => say`suppressed: ${name}`)
    : [];
  return {
    ready: value.ready && suppressed.length === 0,
    problems: [...failing, ...suppressed].slice(0, MOST_PROBLEMS),
  };
}

function names(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) =>
    typeof item === "string" && item !== ""
      ? [item.replaceAll(/[^\w:.@/ -]/g, "?").slice(0, 60)]
      : []
  );
}
