/** Pings against services as strict as METRICS.md section 6 says. */

import assert from "node:assert/strict";
import {
  type PingNews,
  pingOutcome,
  pingRequest,
} from "../../lib/notify/ping.ts";
import { NOW_MS } from "./messages.ts";
import { sent } from "./sent.ts";
import { PINGED, type PingedService } from "./services/pings.ts";
import { COMMON, StandIn } from "./stand_in.ts";

const NEWS: readonly PingNews[] = [
  { signal: "ok", verdict: "healthy", reason: null },
  { signal: "fail", verdict: "hung", reason: "http" },
  { signal: "log", verdict: "maintenance", reason: null },
];

/** What a service shows of each; what it is not told is missing. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  "ping-healthchecks": ["ok healthy", "fail hung (http)", "log maintenance"],
  "ping-kuma": ["ok OK", "fail hung (http)"],
  "ping-gatus": ["ok", "fail hung (http)"],
  "ping-plain": ["ok"],
};

function addressOf(service: PingedService, standIn: StandIn) {
  return {
    service: "auto",
    url: standIn.addressOf(service),
    token: service.token ?? null,
  } as const;
}

async function pinged(service: PingedService, standIn: StandIn, name: string) {
  standIn.plan(service.type, name);
  const [news] = NEWS;
  assert(news !== undefined);
  const address = addressOf(service, standIn);
  const request = pingRequest(address, news);
  assert(request !== null);
  const answer = await sent(request);
  assert.equal(standIn.received.at(-1)?.fault, null);
  return pingOutcome(address, answer, NOW_MS);
}

for (const service of PINGED) {
  const { type, refusals } = service;

  Deno.test(`${type}: pings arrive as the service wants them`, async () => {
    await using standIn = new StandIn(() => NOW_MS);
    const address = addressOf(service, standIn);
    for (const news of NEWS) {
      const request = pingRequest(address, news);
      if (request === null) continue;
      const outcome = pingOutcome(address, await sent(request), NOW_MS);
      assert.deepEqual(outcome, { kind: "ok" }, news.signal);
    }
    assert.deepEqual(standIn.received.map(({ fault }) => fault ?? ""), [
      ...SHOWN[type]?.map(() => "") ?? [],
    ]);
    assert.deepEqual(standIn.received.map(({ shown }) => shown), SHOWN[type]);
  });

  Deno.test(`${type}: each "no" is understood, whatever its HTTP status is`, async () => {
    await using standIn = new StandIn(() => NOW_MS);
    for (const [name, refusal] of Object.entries(refusals)) {
      const outcome = await pinged(service, standIn, name);
      assert.equal(outcome.kind, refusal.outcome, name);
      assert.match(outcome.why, refusal.says);
    }
  });

  Deno.test(`${type}: what a network or a busy server says may be well later`, async () => {
    await using standIn = new StandIn(() => NOW_MS);
    const saysNothing = ["ping-gatus", "ping-plain"].includes(type);
    for (const name of Object.keys(COMMON)) {
      const outcome = await pinged(service, standIn, name);
      const kind = name === "portal" && saysNothing ? "ok" : "retry";
      assert.equal(outcome.kind, kind, name);
    }
    assert(standIn.received.every(({ type }) => type !== "elsewhere"));
  });

  Deno.test(`${type}: the stand-in refuses what is not as it has to be`, async () => {
    await using standIn = new StandIn(() => NOW_MS);
    const [news] = NEWS;
    assert(news !== undefined);
    const request = pingRequest(addressOf(service, standIn), news);
    assert(request !== null);
    const { "User-Agent": _, ...nameless } = request.headers;
    for (
      const wrong of [
        { ...request, headers: nameless },
        { ...request, method: "PUT" as const },
        { ...request, url: request.url.replace(/(\?|$)/, "x$1") },
      ]
    ) {
      await sent(wrong);
      assert.notEqual(standIn.received.at(-1)?.fault, null);
    }
  });
}
