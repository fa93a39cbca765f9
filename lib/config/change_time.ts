/** The exact time of a file's last change, where whole seconds do not do. */

import type { Context } from "../sys/context.ts";
import { CHANGE_TIME_SLACK_MS, type Stamp } from "./stamp.ts";

/**
 * Whether files were changed for the last time before a moment.
 *
 * Deno tells change times in whole seconds only. Whoever edits a config and
 * restarts the gateway within the same second wants to know, though: stat(1)
 * is asked, but only when that second matters.
 *
 * @param momentMs Wall clock ms.
 */
export async function changedBefore(
  context: Context,
  stamps: readonly Stamp[],
  momentMs: number,
): Promise<boolean> {
  const unclear = stamps.filter(({ changedMs }) => changedMs >= momentMs);
  if (unclear.length === 0) return true;
  const hopeless = unclear.some(({ changedMs, modifiedMs }) =>
    changedMs - CHANGE_TIME_SLACK_MS >= momentMs || modifiedMs >= momentMs
  );
  if (hopeless) return false;
  for (const { path } of unclear) {
    const changedMs = await exactChangeMs(context, path);
    if (changedMs === null || changedMs >= momentMs) return false;
  }
  return true;
}

/** Of a link and its target the later change; null when it cannot be told. */
async function exactChangeMs(
  context: Context,
  path: string,
): Promise<number | null> {
  const times: number[] = [];
  for (const follow of [[], ["--dereference"]]) {
    let text: string;
    try {
      const result = await context.run(
        "stat",
        [...follow, "--format=%.Z", "--", path],
        { timeoutMs: 2000, env: { LC_ALL: "C" } },
      );
      text = result.code === 0 ? result.stdout.trim() : "";
    } catch {
      return null; // no stat(1) here
    }
    // GNU coreutils: seconds with fraction. Others know no fraction.
    if (!/^\d+\.\d{3,}$/.test(text)) return null;
    times.push(Math.ceil(Number(text) * 1000));
  }
  return Math.max(...times);
}
