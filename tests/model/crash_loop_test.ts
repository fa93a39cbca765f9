/** A crash loop that no start limit ends (openclaw#60170, #154840). */

import assert from "node:assert/strict";
import { checkCommand } from "../../lib/commands/check.ts";
import { explainLastCheck } from "../../lib/commands/explain/report.ts";
import { fastTick } from "../../lib/guard/fast/tick.ts";
import { gatherStatus } from "../../lib/commands/status/report.ts";
import { writeDrillRecord } from "../../lib/store/drill_record.ts";
import { profilePaths } from "../../lib/store/paths.ts";
import { fakeTerminal } from "../fake_context.ts";
import { ModelledHost } from "./modelled_host.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** One check as cron makes it. */
async function check(
  host: ModelledHost,
): Promise<{ code: number; lines: string[] }> {
  const started = host.now;
  const terminal = fakeTerminal();
  const code = await checkCommand.run([], { ...host.context, terminal });
  host.advance(Math.max(0, started + 30 * SECOND - host.now));
  return { code, lines: terminal.lines };
}

async function codes(host: ModelledHost, count: number): Promise<number[]> {
  const found: number[] = [];
  for (let number = 0; number < count; number++) {
    found.push((await check(host)).code);
  }
  return found;
}

/** A gateway that has been well, whose lives are `livesMs` short from now on. */
async function loop(livesMs: number): Promise<ModelledHost> {
  const host = new ModelledHost();
  host.start({ hung: false });
  host.advance(20 * SECOND);
  assert.deepEqual(await codes(host, 3), [0, 0, 0]);
  host.newborn = { hung: false, livesMs };
  host.crash();
  return host;
}

function logged({ context }: ModelledHost, event: string): string[] {
  return Deno.readTextFileSync(profilePaths(context, "default").log)
    .split("\n").filter((line) => line.includes(` ${event}: `));
}

Deno.test("B4: a unit that crashes for ever is critical within 2 minutes, stays so, and never restarted by the guard", async () => {
  await using host = await loop(500);
  host.journal = "Nov 23 gw[2]: OPENAI_API_KEY=sk-0123456789abcdef0123\n" +
    "Nov 23 gw[1]: cannot open \u001b[2Jthe database\n";
  const begin = await codes(host, 4);
  assert.equal(begin.at(-1), 2, `${begin}`);
  assert.deepEqual(new Set(await codes(host, 60)), new Set([2]));
  const { lines } = await check(host);
  assert.match(lines[0] ?? "", /^default: crash-loop: it ends again and again/);
  assert.deepEqual(lines.slice(1), [
    "  Nov 23 gw[1]: cannot open the database",
    "  Nov 23 gw[2]: OPENAI_API_KEY=***",
  ]);
  assert.deepEqual(host.requests, []);
  assert.deepEqual(host.signals, []);
  assert.equal(logged(host, "crash-loop").length, 1);
  assert.match(logged(host, "journal")[0] ?? "", /ends: .*the database \| Nov/);
  assert.ok(host.lives.length > 300);
  assert.ok(logged(host, "new-process").length < 5, "not every life is news");

  const { json } = await gatherStatus(host.context, "default");
  assert.equal(json.verdict, "crash-loop");
  assert.ok((json.restarts?.lately ?? 0) > 90, `${json.restarts?.lately}`);
  assert.ok((json.restarts?.total ?? 0) > 300, `${json.restarts?.total}`);
  assert.equal(json.restarts?.journal.length, 2);
  const told = explainLastCheck(host.context, "default");
  assert.equal(told.rule, "crash-loop");
  assert.deepEqual(told.followed.map(({ event }) => event), ["journal"]);
});

Deno.test("B4: short lives that answer well are a warning, then critical, and no quiet check passes over them", async () => {
  await using host = await loop(40 * SECOND);
  const found = await codes(host, 20);
  assert.ok(found.includes(1) && found.at(-1) === 2, `${found}`);
  // Each look at a life that answers would be a quiet one, were it the same.
  assert.equal(await fastTick(host.context, "default"), null);
  assert.equal(logged(host, "unstable").length, 1);
  assert.equal(logged(host, "crash-loop").length, 1);
  assert.deepEqual(host.requests, []);

  // It lasts again: a warning after 5 minutes, nothing after 10.
  host.newborn = { hung: false };
  host.crash();
  const after = await codes(host, 24);
  assert.equal(after[0], 2);
  assert.equal(after.at(-1), 0, `${after}`);
  assert.ok(after.includes(1), `${after}`);
  assert.match(logged(host, "recovered")[0] ?? "", /\(crash-loop\)/);
  host.advance(MINUTE);
  assert.equal(
    (await gatherStatus(host.context, "default")).json.restarts,
    null,
  );
});

Deno.test("B4: a person who starts it anew begins a new count", async () => {
  await using host = await loop(500);
  assert.equal((await codes(host, 4)).at(-1), 2);
  host.newborn = { hung: false };
  // Between two lives systemd would keep its counter.
  host.advance(6 * SECOND);
  host.restartByHand();
  host.advance(20 * SECOND);
  assert.deepEqual(await codes(host, 3), [0, 0, 0]);
});

Deno.test("B4: crashes of drills are not counted", async () => {
  await using host = new ModelledHost();
  const { context } = host;
  host.start({ hung: false });
  host.advance(20 * SECOND);
  await codes(host, 2);
  for (let drill = 0; drill < 8; drill++) {
    const { bootId, bootMs } = context.clock.now();
    writeDrillRecord(context, "default", {
      schema: 1,
      drill: "crash",
      bootId,
      owner: { pid: 99, startTicks: 1 },
      startedBootMs: bootMs,
      frozen: null,
      stopped: null,
      maintenanceSinceMs: null,
    });
    host.crash();
    host.advance(20 * SECOND);
    assert.deepEqual(await codes(host, 2), [0, 0]);
  }
  assert.equal(host.unit.restarts, 8);
});
