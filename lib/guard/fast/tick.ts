/**
 * The tick of a gateway that is as well as it was half a minute ago: 2,880 of
 * them a day. One question to the gateway, one small write, nothing loaded
 * that is not needed. It can only find that all is well; anything else at all
 * is left, untouched, to the full tick.
 *
 * It takes no lock. It changes nothing that anybody else decides by: while a
 * full tick or a command is at work it can only add, in a file of its own, when
 * it saw the gateway well.
 */

import type { Instant } from "../../base/instant.ts";
import { LOOK_FULLY_AFTER_MS, STEADY_GAP_MS } from "../../core/steady.ts";
import { holdsSocket, sameProcess } from "../../probe/process.ts";
import { saysOk } from "../../probe/fast_health.ts";
import { fileStamp } from "../../store/file_stamp.ts";
import {
  type ProfilePaths,
  profilePaths,
  settingsPath,
} from "../../store/paths.ts";
import { type FastTerms, readFastTerms } from "../../store/fast_terms.ts";
import {
  addFastTick,
  lastFastTick,
  readFastTicks,
} from "../../store/fast_path.ts";
import { readTmpFlag } from "../../store/tmp_flag.ts";
import type { Clock } from "../../sys/clock.ts";
import { statPlainFile } from "../../sys/plain_file.ts";
import type { Surroundings } from "../../sys/surroundings.ts";
import type { TickResult } from "../tick_tools.ts";

/** A healthy gateway answers in 1 to 50 ms; a slower one costs a full tick. */
const PATIENCE_MS = 150;

/** What a fast tick came to. */
export interface FastResult extends TickResult {
  /** As in its terms: the check is over, but the whole program may have to send. */
  readonly sends?: true;
}

/** Runs the tick; null when it needs to be a full one. */
export async function fastTick(
  context: Surroundings & { readonly clock: Clock },
  profile: string,
): Promise<FastResult | null> {
  const paths = profilePaths(context, profile);
  try {
    const terms = readFastTerms(paths);
    if (terms === null) return null;
    const ticks = readFastTicks(paths.state);
    if (ticks === null) return null;
    const now = context.clock.now();
    if (!holds(context, paths, terms, ticks, now)) return null;
    const { main, socket, host, port, fullBootMs, why } = terms;
    const askedMs = context.clock.elapsedMs();
    if (!await saysOk(host, port, PATIENCE_MS)) return null;
    const probeMs = context.clock.elapsedMs() - askedMs;
    // Looked at afterwards: if it lives now, it was no other that answered.
    if (!sameProcess(context, main)) return null;
    if (socket !== null && !holdsSocket(context, socket)) return null;
    addFastTick(paths.state, fullBootMs, now, probeMs);
    const result = { profile, verdict: "healthy", reason: null, why } as const;
    return terms.sends === true ? { ...result, sends: true } : result;
  } catch {
    // Whatever it was, the full tick meets it too and says so.
    return null;
  }
}

/** Everything that would be looked at is as the last full tick left it. */
function holds(
  surroundings: Surroundings,
  paths: ProfilePaths,
  { settings, config, bootId, fullBootMs, configPath }: FastTerms,
  ticks: string,
  now: Instant,
): boolean {
  const last = lastFastTick(ticks, fullBootMs)?.bootMs ?? fullBootMs;
  const gapMs = now.bootMs - last;
  return bootId === now.bootId && gapMs >= 0 && gapMs <= STEADY_GAP_MS &&
    now.bootMs - fullBootMs < LOOK_FULLY_AFTER_MS &&
    statPlainFile(paths.emergency) === null &&
    statPlainFile(paths.maintenance) === null &&
    readTmpFlag(surroundings).kind === "off" &&
    fileStamp(settingsPath(surroundings)) === settings &&
    fileStamp(configPath) === config;
}
