/** A killed drill, and what a person has forbidden since. */

import assert from "node:assert/strict";
import { tick } from "../../lib/guard/tick.ts";
import { tidyUpAfterDrill } from "../../lib/act/undo_drill.ts";
import { writeDrillRecord } from "../../lib/store/drill_record.ts";
import {
  readEmergencyStop,
  writeEmergencyStop,
  writeOwnSwitch,
} from "../../lib/store/maintenance.ts";
import { ModelledHost } from "./modelled_host.ts";

async function one(host: ModelledHost) {
  const started = host.now;
  await host.runGuard(() => tick(host.context, "default"), Infinity);
  host.advance(Math.max(0, started + 30_000 - host.now));
}

async function healthy() {
  const host = new ModelledHost();
  host.start({ hung: false });
  host.advance(20_000);
  await one(host);
  return host;
}

/** A drill has stopped the gateway and was killed. */
async function stoppedByDrill() {
  const host = await healthy();
  host.stopByHand();
  const { bootId, bootMs } = host.context.clock.now();
  writeDrillRecord(host.context, "default", {
    schema: 1,
    drill: "stop",
    bootId,
    owner: { pid: 4_194_303, startTicks: 1 },
    startedBootMs: bootMs,
    frozen: null,
    stopped: { invocationId: "life-1" },
    maintenanceSinceMs: null,
  });
  return host;
}

Deno.test("a check starts nothing while an emergency stop is on (a drill was killed)", async () => {
  await using host = await stoppedByDrill();
  writeEmergencyStop(host.context, "default");
  await one(host);
  assert.notEqual(readEmergencyStop(host.context, "default"), null);
  assert.equal(host.activeState, "inactive", host.requests.join());
});

Deno.test("a check starts nothing in maintenance, and puts back after it (a drill was killed)", async () => {
  await using host = await stoppedByDrill();
  const sinceMs = host.context.clock.now().wallMs;
  writeOwnSwitch(host.context, "default", {
    sinceMs,
    untilMs: sinceMs + 60_000,
    reason: null,
    by: "a person",
  });
  await one(host);
  assert.equal(host.activeState, "inactive", host.requests.join());
  for (let i = 0; i < 3; i++) await one(host);
  assert.notEqual(host.activeState, "inactive", host.requests.join());
});

Deno.test("an emergency stop forgets a killed drill and starts nothing for it, even where its mark could not be written", async () => {
  await using host = await stoppedByDrill();
  await tidyUpAfterDrill(host.context, "default", false);
  for (let i = 0; i < 3; i++) await one(host);
  assert.equal(host.activeState, "inactive", host.requests.join());
});
