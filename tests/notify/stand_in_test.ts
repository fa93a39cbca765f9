/** The stand-in is strict: without that, tests of channels could not fail. */

import assert from "node:assert/strict";
import type { HttpRequest } from "../../lib/notify/channel.ts";
import { NOW_MS, OPENED } from "./messages.ts";
import { channelOf, sent, valuesOf } from "./sent.ts";
import { SERVICES } from "./services/table.ts";
import { StandIn } from "./stand_in.ts";

/** Things that the guard does not do, by what is wrong with them. */
const FAULTS: Readonly<Record<string, (sound: HttpRequest) => HttpRequest>> = {
  "another method": (request) => ({
    ...request,
    method: request.method === "PUT" ? "POST" : "PUT",
  }),
  "another path": (request) => ({
    ...request,
    url: request.url.replace(/^(\w+:\/\/[^/]+\/[\w-]+)/, "$1/x"),
  }),
  "no name": ({ headers: { "User-Agent": _, ...headers }, ...request }) => ({
    ...request,
    headers,
  }),
  "another type": (request) => ({
    ...request,
    headers: { ...request.headers, "Content-Type": "application/json" },
  }),
  "half a body": (request) => ({
    ...request,
    body: request.body?.slice(0, -9) ?? null,
  }),
  "one thing more": (request) => ({
    ...request,
    body: JSON.stringify({ ...JSON.parse(request.body ?? ""), "x-y": 1 }),
  }),
};

for (const service of SERVICES) {
  Deno.test(`${service.type}: the stand-in refuses what is not as it has to be`, async () => {
    await using standIn = new StandIn(() => NOW_MS);
    const channel = channelOf(service);
    const { type: _, ...values } = standIn.settings(service);
    const make = async (written: Readonly<Record<string, unknown>>) => {
      const request = await channel.request(
        OPENED,
        valuesOf(channel, written),
        NOW_MS,
      );
      assert(request.kind === "http");
      return request;
    };
    const fault = async (request: HttpRequest) => {
      await sent(request);
      return standIn.received.at(-1)?.fault ?? null;
    };
    const sound = await make(values);
    assert.equal(await fault(sound), null);
    for (const [name, spoil] of Object.entries(FAULTS)) {
      assert.notEqual(await fault(spoil(sound)), null, name);
    }
    for (const [name, value] of Object.entries(values)) {
      const field = channel.fields[name];
      if (!field?.secret || field.kind.read(`${value}x`) === null) continue;
      const wrong = { ...values, [name]: `${value}x` };
      assert.notEqual(await fault(await make(wrong)), null, name);
    }
    const entries = standIn.received.map(({ answer }) => answer);
    assert(entries.slice(1).every((answer) => answer === "refused"));
  });
}

Deno.test("the stand-in is told over HTTP how to answer, and tells what came", async () => {
  await using standIn = new StandIn(() => NOW_MS);
  const at = (path: string) => standIn.address + path;
  const settings = await (await fetch(at("/_/settings"))).json();
  assert.deepEqual(
    Object.keys(settings),
    SERVICES.map(({ type }) => type),
  );
  const told = await fetch(at("/_/answers/slack"), {
    method: "PUT",
    body: JSON.stringify({ next: ["too many"], then: "500" }),
  });
  await told.body?.cancel();
  const { SLACK } = await import("../../lib/notify/channels/slack.ts");
  const request = await SLACK.request(
    OPENED,
    { url: settings.slack.url, baseUrl: undefined },
    NOW_MS,
  );
  assert(request.kind === "http");
  const statuses = [];
  for (let count = 0; count < 3; count++) {
    statuses.push((await sent(request)).status);
  }
  assert.deepEqual(statuses, [429, 500, 500]);
  const received = await (await fetch(at("/_/received"))).json();
  assert.deepEqual(
    received.map(({ answer }: { answer: string }) => answer),
    ["too many", "500", "500"],
  );
  const forgot = await fetch(at("/_/received"), { method: "DELETE" });
  await forgot.body?.cancel();
  assert.deepEqual(standIn.received, []);
});
