/** The memory of days of a guard that ticks, fast and fully, and dies. */

import assert from "node:assert/strict";
import { fastTick } from "../../lib/guard/fast/tick.ts";
import { tick } from "../../lib/guard/tick.ts";
import { readRollups } from "../../lib/store/rollups.ts";
import type { Span } from "../../lib/core/rollup.ts";
import { ModelledHost } from "./modelled_host.ts";

const SECOND = 1000;
const TICK_MS = 30 * SECOND;
const HOUR_MS = 3600 * SECOND;

const sum = (spans: readonly Span[], field: keyof Span) =>
  spans.reduce((total, span) => total + Number(span[field]), 0);

/** One check as cron makes it, and the rest of the 30 seconds. */
async function oneCheck(host: ModelledHost, dieAt = Infinity) {
  const started = host.now;
  let fast = false;
  const died = await host.runGuard(async () => {
    fast = await fastTick(host.context, "default") !== null;
    if (!fast) await tick(host.context, "default");
  }, dieAt);
  const checked = host.now;
  host.advance(Math.max(0, started + TICK_MS - host.now));
  return { died, checked, fast };
}

Deno.test("a day of checks with a hang, a crash and a stop: each second is told once", async () => {
  await using host = new ModelledHost();
  host.start({ hung: false });
  host.advance(20 * SECOND);
  const { checked: begin } = await oneCheck(host);
  let checks = 1;
  let quiet = 0;
  let end = begin;
  const until = async (ms: number) => {
    while (host.now < ms) {
      const { checked, fast } = await oneCheck(host);
      end = checked;
      checks++;
      if (fast) quiet++;
    }
  };
  await until(2 * HOUR_MS);
  host.hang();
  await until(3 * HOUR_MS);
  host.crash();
  await until(4 * HOUR_MS);
  host.stopByHand();
  await until(4 * HOUR_MS + 600 * SECOND);
  host.start({ hung: false });
  await until(5 * HOUR_MS);
  host.restartByHand();
  await until(6 * HOUR_MS);
  assert.ok(quiet > 300, `only ${quiet} of ${checks} checks were quiet`);
  const rollups = readRollups(host.context, "default");
  for (const grain of ["minutes", "hours", "days"] as const) {
    const spans = rollups[grain];
    // Watching begins with the first check.
    assert.equal(sum(spans, "watchedMs"), end - begin, grain);
    assert.equal(sum(spans, "outages"), 2, grain);
    const outage = sum(spans, "outageMs");
    assert.ok(outage >= 60 * SECOND && outage <= 240 * SECOND, `${outage}`);
    const planned = sum(spans, "plannedMs");
    assert.ok(Math.abs(planned - 600 * SECOND) <= 90 * SECOND, `${planned}`);
    assert.equal(sum(spans, "unknownMs"), 0, grain);
    const starts = { guard: 0, systemd: 0, person: 0, openclaw: 0 };
    for (const span of spans) {
      for (const by of ["guard", "systemd", "person", "openclaw"] as const) {
        starts[by] += span.starts[by];
      }
    }
    assert.deepEqual(starts, { guard: 1, systemd: 1, person: 2, openclaw: 0 });
  }
  const { counters } = rollups;
  const all = Object.values(counters.checks).reduce((a, b) => a + b);
  assert.equal(all, checks);
  assert.equal(counters.downtimeMs, sum(rollups.days, "outageMs"));
  assert.deepEqual(counters.actions, { "restart stuck": 1 });
  assert.deepEqual(counters.incidents, { stuck: 1 });
});

Deno.test("wherever a check dies, no second is lost or told twice", async () => {
  let deaths = 0;
  for (let dieAt = 1; dieAt < 400; dieAt++) {
    await using host = new ModelledHost();
    host.start({ hung: false });
    host.advance(20 * SECOND);
    const { checked: begin } = await oneCheck(host);
    for (let count = 0; count < 3; count++) await oneCheck(host);
    host.hang();
    const { died } = await oneCheck(host, dieAt);
    if (died) deaths++;
    let end = begin;
    for (let count = 0; count < 8; count++) {
      ({ checked: end } = await oneCheck(host));
    }
    const { days, counters } = readRollups(host.context, "default");
    assert.equal(sum(days, "watchedMs"), end - begin, `died at ${dieAt}`);
    assert.equal(counters.downtimeMs, sum(days, "outageMs"));
    assert.ok(counters.downtimeMs >= TICK_MS, `died at ${dieAt}`);
    const all = Object.values(counters.checks).reduce((a, b) => a + b);
    assert.ok(all === 13 || died && all === 12, `${all}, died at ${dieAt}`);
    if (!died) break;
  }
  assert.ok(deaths > 5, `only ${deaths} deaths`);
});
