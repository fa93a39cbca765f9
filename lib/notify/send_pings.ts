/** Sends pings: a sign of life to services that alarm when none comes. */

import { sha256Hex } from "../base/sha256.ts";
import type { Context } from "../sys/context.ts";
import { readPlainText } from "../sys/plain_file.ts";
import type { Outcome } from "./channel.ts";
import type { DeliveryState, PingState } from "./delivery_state.ts";
import { countSent, logDelivery } from "./notify_log.ts";
import type { PingSettings, PingTarget } from "./notify_settings.ts";
import { overHttp } from "./http_outcome.ts";
import { type PingNews, pingOutcome, pingRequest } from "./ping.ts";
import {
  afterPing,
  NO_PINGS,
  type PingCheck,
  pingDelayMs,
  pingDue,
} from "./ping_due.ts";
import { readSecret } from "./secret.ts";
import type { Send } from "./send.ts";
import { masked, outcomeOf } from "./try_message.ts";

/** What it is sent with. */
export interface Pinging {
  readonly ping: PingSettings;
  /** What the checks came to that were just made. */
  readonly checks: readonly PingCheck[];
  readonly send: Send;
}

/** A ping that is due. */
interface DuePing {
  readonly what: "liveness" | "health";
  readonly target: PingTarget;
  readonly news: PingNews;
  readonly before: PingState;
}

type Pings = DeliveryState["pings"];

/** The pings that are due now: none after a person's command, which is no check. */
export function pingsDue(
  context: Context,
  { ping, checks }: Pick<Pinging, "ping" | "checks">,
  states: Pings,
): readonly DuePing[] {
  if (checks.length === 0) return [];
  return (["liveness", "health"] as const).flatMap((what) => {
    const target = ping[what];
    if (target === null) return [];
    const { wallMs } = context.clock.now();
    const before = states[what] ??
      { ...NO_PINGS, lastOkWallMs: null, why: null };
    const news = pingDue(what, before, wallMs, ping.everyMs, checks);
    return news === null ? [] : [{ what, target, news, before }];
  });
}

/**
 * Sends those that are due. Never throws.
 *
 * @param leftMs What is left of the time for all, ms.
 * @returns How all of them fare now.
 */
export async function sendPings(
  context: Context,
  pinging: Pinging,
  before: Pings,
  leftMs: () => number,
): Promise<Pings> {
  const due = pingsDue(context, pinging, before);
  const after = await Promise.all(due.map(async (one) => {
    // A change is told at once, and one machine's cron is like another's.
    if (one.news.signal === one.before.told) {
      const bytes = new TextEncoder().encode(`ping ${machineOf(context)}`);
      await context.clock.sleep(pingDelayMs(await sha256Hex(bytes)));
    }
    const outcome = await sendPing(context, pinging, one, leftMs());
    countSent(context, "ping", outcome.kind);
    return [one.what, stateAfter(context, one, outcome)] as const;
  }));
  return { ...before, ...Object.fromEntries(after) };
}

/** What differs from machine to machine; never sent, not even its hash. */
function machineOf({ roots, home }: Context): string {
  try {
    return readPlainText(`${roots.etc}/machine-id`, 1000) ?? home;
  } catch {
    return home;
  }
}

async function sendPing(
  context: Context,
  { ping: { proxy }, send }: Pinging,
  { target: { service, url, token }, news }: DuePing,
  leftMs: number,
): Promise<Outcome> {
  let known: readonly string[] = [];
  try {
    const address = {
      service,
      url: readSecret(context, url),
      token: token === null ? null : readSecret(context, token),
    };
    known = [address.url, address.token ?? ""];
    const request = pingRequest(address, news);
    if (request === null) return { kind: "ok" }; // it takes no such signal
    const answer = await send(context, request, { proxy, leftMs });
    const { wallMs } = context.clock.now();
    return masked(pingOutcome(address, overHttp(answer), wallMs), known);
  } catch (error) {
    return masked(outcomeOf(error), known);
  }
}

/** The next check tries again, whatever it was; what changes is noted once. */
function stateAfter(
  context: Context,
  { what, news, before }: DuePing,
  outcome: Outcome,
): PingState {
  const { wallMs } = context.clock.now();
  const why = outcome.kind === "ok" ? null : outcome.why;
  if (why !== before.why) {
    logDelivery(context, {
      ...{ channel: what, type: "ping", outcome: outcome.kind, why },
      ...{ tries: 1, delayMs: 0, notices: [] },
    });
  }
  return {
    ...afterPing(before, news, wallMs, why === null),
    lastOkWallMs: why === null ? wallMs : before.lastOkWallMs,
    why,
  };
}
