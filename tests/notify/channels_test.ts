/** All channels over HTTP against services as strict as NOTIFY.md says. */

import assert from "node:assert/strict";
import type { Message } from "../../lib/notify/message.ts";
import type { Outcome } from "../../lib/notify/channel.ts";
import { CHANNELS } from "../../lib/notify/channels/table.ts";
import { NOW_MS, OPENED, OVER } from "./messages.ts";
import { channelOf, rewritten, sent, valuesOf } from "./sent.ts";
import type { Service } from "./services/service.ts";
import { SERVICES } from "./services/table.ts";
import { COMMON, StandIn } from "./stand_in.ts";

/** They run programs. */
const NOT_OVER_HTTP: readonly string[] = ["email", "command"];

/** Answers with 2xx that are no word of the service. */
const ODD_SUCCESS: readonly string[] = ["portal", "half", "huge"];

/** Texts of the settings that nobody may see. */
function secretsOf(service: Service): string[] {
  const { fields } = channelOf(service);
  return Object.entries(service.values)
    .filter(([name]) => fields[name]?.secret)
    .map(([, value]) => `${value}`);
}

async function requestOf(service: Service, message: Message, standIn: StandIn) {
  const channel = channelOf(service);
  const values = valuesOf(channel, service.values);
  return rewritten(
    await channel.request(message, values, NOW_MS),
    service,
    standIn,
  );
}

/** What becomes of a message when it is answered in a certain way. */
async function outcomeOf(
  service: Service,
  answer: string,
  standIn: StandIn,
): Promise<Outcome> {
  standIn.plan(service.type, answer);
  const got = await sent(await requestOf(service, OPENED, standIn));
  assert.equal(standIn.received.at(-1)?.fault, null);
  assert.equal(standIn.received.at(-1)?.answer, answer);
  return channelOf(service).outcome(got, NOW_MS);
}

Deno.test("each channel over HTTP has a service to try it, and each service a channel", () => {
  assert.deepEqual(
    SERVICES.map(({ type }) => type).toSorted(),
    CHANNELS.map(({ type }) => type)
      .filter((type) => !NOT_OVER_HTTP.includes(type)).toSorted(),
  );
});

for (const service of SERVICES) {
  const { type, refusals, pasted, values } = service;

  Deno.test(`${type}: a message arrives, whole and as people read it`, async () => {
    await using standIn = new StandIn(() => NOW_MS);
    for (const message of [OPENED, OVER]) {
      const answer = await sent(await requestOf(service, message, standIn));
      assert.deepEqual(standIn.received.at(-1)?.fault, null);
      assert.deepEqual(channelOf(service).outcome(answer, NOW_MS), {
        kind: "ok",
      });
      const shown = standIn.received.at(-1)?.shown ?? "";
      assert(shown.startsWith([message.title, ...message.lines].join("\n")));
    }
  });

  Deno.test(`${type}: each "no" is understood, whatever its HTTP status is`, async () => {
    await using standIn = new StandIn(() => NOW_MS);
    for (const [name, refusal] of Object.entries(refusals)) {
      const outcome = await outcomeOf(service, name, standIn);
      assert.equal(outcome.kind, refusal.outcome, name);
      assert.match(outcome.why, refusal.says);
      if (outcome.kind === "retry") {
        assert.equal(outcome.afterMs, refusal.afterMs ?? null, name);
      }
    }
  });

  Deno.test(`${type}: what is no word of the service is tried again, as it says`, async () => {
    await using standIn = new StandIn(() => NOW_MS);
    const afterMs: Readonly<Record<string, number>> = {
      "429": 7000,
      "503": 120_000,
    };
    for (const name of [...Object.keys(COMMON), "half", "huge"]) {
      const outcome = await outcomeOf(service, name, standIn);
      if (service.takesAnyAnswer && ODD_SUCCESS.includes(name)) {
        assert.equal(outcome.kind, "ok", name);
        continue;
      }
      assert.equal(outcome.kind, "retry", name);
      assert(outcome.kind === "retry");
      assert.equal(outcome.afterMs, afterMs[name] ?? null, name);
      assert.match(outcome.why, /^HTTP \d{3}/);
      assert(outcome.why.length < 300);
    }
    assert(standIn.received.every(({ type }) => type !== "elsewhere"));
  });

  Deno.test(`${type}: a connection that ends or stays silent is no answer`, async () => {
    await using standIn = new StandIn(() => NOW_MS);
    standIn.plan(type, "cut", "hang");
    const request = await requestOf(service, OPENED, standIn);
    await assert.rejects(sent(request), TypeError);
    const stop = new AbortController();
    standIn.onReceived = () => stop.abort();
    await assert.rejects(sent(request, stop.signal), { name: "AbortError" });
    assert.deepEqual(standIn.received.map(({ answer }) => answer), [
      "cut",
      "hang",
    ]);
  });

  Deno.test(`${type}: a service that repeats the request tells no secret`, async () => {
    const channel = channelOf(service);
    const request = await channel.request(
      OPENED,
      valuesOf(channel, values),
      NOW_MS,
    );
    assert(request.kind === "http");
    for (const status of [...service.takesAnyAnswer ? [] : [200], 400, 500]) {
      const outcome = channel.outcome(
        { kind: "http", status, retryAfter: null, body: request.url },
        NOW_MS,
      );
      assert(outcome.kind !== "ok");
      for (const secret of secretsOf(service)) {
        assert(!outcome.why.includes(secret), outcome.why);
      }
      assert(!outcome.why.includes("://"), outcome.why);
    }
  });

  Deno.test(`${type}: an address that people paste is known, another's is not`, () => {
    for (const [address, expected] of Object.entries(pasted)) {
      assert.deepEqual(
        channelOf(service).fromAddress?.(new URL(address)),
        expected,
        address,
      );
      if (expected === null) continue;
      valuesOf(channelOf(service), expected);
      const others = CHANNELS.filter((channel) =>
        channel.type !== type && channel.fromAddress?.(new URL(address))
      );
      assert.deepEqual(others.map(({ type }) => type), []);
    }
  });

  Deno.test(`${type}: settings can lead to the stand-in itself`, async () => {
    await using standIn = new StandIn(() => NOW_MS);
    const channel = channelOf(service);
    const { type: _, ...written } = standIn.settings(service);
    const request = await channel.request(
      OPENED,
      valuesOf(channel, written),
      NOW_MS,
    );
    assert(request.kind === "http");
    const answer = await sent(request);
    assert.equal(standIn.received[0]?.fault, null);
    assert.equal(channel.outcome(answer, NOW_MS).kind, "ok");
  });
}
