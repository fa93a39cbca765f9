/** Exit codes of `check` and `status`: the Monitoring Plugins convention. */

import { EXIT_FAILURE } from "../base/errors.ts";
import type { Verdict } from "../core/types.ts";

/** A verdict on the gateway, or why there is none. */
type CheckVerdict = Verdict | "skipped" | "blocked" | "error";

const CODES: Readonly<Record<CheckVerdict, number>> = {
  healthy: 0,
  stopped: 0,
  skipped: 0,
  blocked: 1,
  maintenance: 1,
  starting: 1,
  stopping: 1,
  "systemd-acting": 1,
  busy: 1,
  abandoned: 1,
  duplicate: 1,
  unsupported: 1,
  degraded: 1,
  unstable: 1,
  "bad-config": 2,
  "start-limit": 2,
  "foreign-listener": 2,
  down: 2,
  failing: 2,
  hung: 2,
  "crash-loop": 2,
  inconclusive: 3,
  misconfigured: 3,
  error: EXIT_FAILURE,
};

/** 0 healthy or rightly left alone, 1 warning, 2 critical, 3 unknown, 70 the guard itself failed. */
export function exitCodeOf(verdict: CheckVerdict): number {
  return CODES[verdict];
}

/**
 * The same for `status`: a gateway that nobody checks, or that would not start
 * again, is worth a warning, however it is now.
 */
export function statusExitCode(
  verdict: Verdict,
  checking: boolean | null,
  broken = false,
): number {
  const code = exitCodeOf(verdict);
  return code === 0 && (checking === false || broken) ? 1 : code;
}

/** The code for several profiles: the guard's own failure, then critical, unknown, warning. */
export function worstExitCode(codes: readonly number[]): number {
  return [EXIT_FAILURE, 2, 3, 1].find((code) => codes.includes(code)) ?? 0;
}
