import assert from "node:assert/strict";
import { tick } from "../../lib/guard/tick.ts";
import type { TickResult } from "../../lib/guard/tick_tools.ts";
import { afterPing, NO_PINGS, pingDue } from "../../lib/notify/ping_due.ts";
import { ModelledHost } from "./modelled_host.ts";

const TICK_MS = 30_000;

Deno.test("a gateway that hangs twice in an incident fails once for what is pinged, and is well when the incident is over", async () => {
  await using host = new ModelledHost();
  host.start({ hung: false });
  host.advance(20_000);
  let memory = NO_PINGS;
  const seen: string[] = [];
  const oneTick = async () => {
    const started = host.now;
    let result: TickResult | null = null;
    await host.runGuard(async () => {
      result = await tick(host.context, "default");
    }, Infinity);
    assert(result !== null);
    const { verdict, reason, incident }: TickResult = result;
    const { wallMs } = host.context.clock.now();
    const news = pingDue("health", memory, wallMs, 60_000, [
      { verdict, reason, incident: incident === true },
    ]);
    if (news !== null) memory = afterPing(memory, news, wallMs, true);
    seen.push(`${verdict}: ${news?.signal ?? "-"}`);
    host.advance(Math.max(0, started + TICK_MS - host.now));
  };
  await oneTick();
  host.hang();
  await oneTick();
  await oneTick();
  host.hang();
  for (let ticks = 0; ticks < 4; ticks++) await oneTick();
  assert.deepEqual(seen, [
    "healthy: ok",
    "failing: fail",
    "healthy: -",
    "failing: -",
    "healthy: -",
    "healthy: ok",
    "healthy: -",
  ]);
});
