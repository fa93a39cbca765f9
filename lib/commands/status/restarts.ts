/** What `status` tells of a gateway that systemd has restarted again and again. */

import type { Decision } from "../../core/decision.ts";
import type { Instant } from "../../base/instant.ts";
import { restartsLately } from "../../core/restarts.ts";
import type { UnitFacts } from "../../core/types.ts";
import type { Endpoint } from "../../probe/endpoint.ts";
import type { Context } from "../../sys/context.ts";
import { lookAtLoop, type LoopFacts } from "../../guard/crash_loop.ts";
import { rfc3339 } from "../../cli/format.ts";
import type { StatusJson } from "./json.ts";

const NOTHING: LoopFacts = { journal: [], repair: null };

/** `restarts`. */
export async function restartsJson(
  context: Context,
  profile: string,
  { verdict, memory }: Decision,
  unit: UnitFacts | null,
  endpoint: Endpoint | null,
  now: Instant,
): Promise<StatusJson["restarts"]> {
  const looping = verdict === "crash-loop";
  if (!looping && verdict !== "unstable") return null;
  const { journal, repair } = looping && unit !== null && endpoint !== null
    ? await lookAtLoop(context, profile, unit, endpoint)
    : NOTHING;
  const { total, sinceBootMs } = memory.restarts;
  return {
    lately: restartsLately(memory, now),
    total,
    since: sinceBootMs === null
      ? null
      : rfc3339(now.wallMs - now.bootMs + sinceBootMs),
    journal,
    repair,
  };
}
