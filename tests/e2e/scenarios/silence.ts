/** OpenClaw itself, silent in the ways in which it happens to people. */

import assert from "node:assert/strict";
import {
  count,
  expectCode,
  expectNoAction,
  expectSameLife,
  healthyTick,
  type Life,
  lifeOf,
  waitForNewLife,
} from "../expect.ts";
import { delay, type Lab } from "../lab.ts";
import { scenario } from "../scenario.ts";
import {
  setOff,
  stall,
  type StallKind,
  STALLS,
  startBusyChild,
} from "../stall.ts";

/** Between two checks, as cron makes them. */
const EVERY_MS = 30_000;

/**
 * Checks as cron does until it is so.
 *
 * @returns Seconds from the first check until then.
 */
async function checkUntil(
  lab: Lab,
  isSo: () => Promise<boolean>,
  timeoutSeconds: number,
  everyMs = EVERY_MS,
): Promise<number> {
  const started = performance.now();
  const elapsedMs = () => performance.now() - started;
  let checks = 0;
  while (!await isSo()) {
    if (elapsedMs() > timeoutSeconds * 1000) {
      throw new Error(`not so within ${timeoutSeconds} s`);
    }
    if (elapsedMs() >= checks * everyMs) {
      checks++;
      await lab.tick();
    } else await delay(500);
  }
  return elapsedMs() / 1000;
}

/**
 * Checks until the silent process is ended: after its patience, and no later
 * than the probe (5 s), the wait (5 s) and the time for SIGTERM (10 s) take.
 * What follows is the gateway's own start.
 */
async function expectEnded(
  lab: Lab,
  before: Life,
  patienceSeconds: number,
): Promise<void> {
  const seconds = await checkUntil(
    lab,
    async () => (await lab.unit()).mainPid !== before.mainPid,
    patienceSeconds + 60,
  );
  assert.ok(seconds >= patienceSeconds, `already after ${seconds} s`);
  assert.ok(seconds <= patienceSeconds + 25, `only after ${seconds} s`);
  await waitForNewLife(lab, before, 90_000);
  assert.equal(count(lab.log(), / restart: /), 1);
  await healthyTick(lab);
}

/** A child of the gateway computes, and a check has found it well since. */
async function withBusyChild(lab: Lab, seconds: number): Promise<void> {
  await startBusyChild(lab, seconds);
  // Older than the last answer, or it would be what is waited for.
  await delay(12_000);
  await lab.waitFor(
    "a check finds it well",
    async () => (await lab.tick()).code === 0,
    60_000,
  );
}

/** It is silent for so long, and nobody touches it. */
async function expectSatOut(
  lab: Lab,
  kind: StallKind,
  seconds: number,
): Promise<void> {
  await healthyTick(lab);
  const before = await lifeOf(lab);
  await setOff(lab, kind, seconds);
  // Some of them answer for a while, or now and then.
  const over = performance.now() + seconds * 1000;
  while (performance.now() < over) {
    await delay(1000);
    await checkUntil(lab, () => lab.health(), seconds + 60);
  }
  await expectSameLife(lab, before);
  await healthyTick(lab);
  expectNoAction(lab.log());
}

scenario(
  "real: 40 s of waiting for a child are sat out, and the child is named (openclaw#152846)",
  { gateway: "real", plugins: false, seconds: 75 },
  async (lab) => {
    await healthyTick(lab);
    const before = await lifeOf(lab);
    await stall(lab, "execsync", 40);
    expectCode(await lab.tick(), 1);
    const words = /waits for a child: sh > sleep \(pid \d+\)/;
    assert.match(lab.log(), words);
    const { stdout } = await lab.guard(["explain"]);
    assert.match(stdout.replaceAll(/\s+/g, " "), words);
    assert.match(stdout, /may-end-by-itself/);
    await checkUntil(lab, () => lab.health(), 60, 15_000);
    await expectSameLife(lab, before);
    await healthyTick(lab);
    expectNoAction(lab.log());
  },
);

scenario(
  "real: frozen while a child of it computes, it is restarted as soon as without one",
  { gateway: "real", plugins: false, seconds: 65, busy: true },
  async (lab) => {
    await withBusyChild(lab, 60);
    await lab.throttle(0.3);
    const before = await lifeOf(lab);
    await lab.signal("STOP");
    expectCode(await lab.tick(), 2);
    const at = (event: string) => {
      const line = new RegExp(`^(\\S+) (\\S+) \\S+ WARN +${event}: `, "m")
        .exec(lab.log());
      assert.ok(line, `${event}: ${lab.log()}`);
      return Date.parse(`${line[1]}T${line[2]}Z`) / 1000;
    };
    // The probe has 5 s before it is told, and the wait is another 5.
    const after = at("restart") - at("hung");
    assert.ok(after <= 6, `${after} s after it was found`);
    assert.match(lab.log(), / restart: .*a signal has frozen it/);
    await waitForNewLife(lab, before, 60_000);
    await healthyTick(lab);
  },
);

for (const { kind, patienceSeconds, endsItself } of STALLS) {
  // That, and all of them for 40 s, are situations of tests/chaos.
  if (endsItself) continue;
  scenario(
    `real: ${kind} for ever is ended after its patience, and brought back`,
    { gateway: "real", seconds: 40 + patienceSeconds, long: true },
    async (lab) => {
      await healthyTick(lab);
      const before = await lifeOf(lab);
      await stall(lab, kind);
      await expectEnded(lab, before, patienceSeconds);
    },
  );
}

for (
  const [kind, seconds] of [
    ["execsync", 60],
    ["execsync-busy", 60],
    ["saturate", 120],
  ] as const
) {
  scenario(
    `real: ${kind} for ${seconds} s has the same main process afterwards`,
    { gateway: "real", seconds: seconds + 40, long: true },
    (lab) => expectSatOut(lab, kind, seconds),
  );
}

scenario(
  "real: a lock nobody frees is ended after 60 s, although a child of it computes",
  { gateway: "real", seconds: 130, busy: true, long: true },
  async (lab) => {
    await withBusyChild(lab, 150);
    const before = await lifeOf(lab);
    await stall(lab, "atomics");
    await expectEnded(lab, before, 60);
  },
);

scenario(
  "real: a loop that begins while it starts is ended after its two minutes, not after ten",
  { gateway: "real", seconds: 200, busy: true, long: true },
  async (lab) => {
    await healthyTick(lab);
    await lab.systemctl("restart");
    const before = await lifeOf(lab);
    await lab.waitFor(
      "the new process is Node's",
      () => lab.readFile(`/proc/${before.mainPid}/cmdline`) !== "",
      5000,
    );
    await delay(1500);
    await setOff(lab, "loop");
    const seconds = await checkUntil(
      lab,
      async () => (await lab.unit()).mainPid !== before.mainPid,
      240,
    );
    assert.ok(seconds >= 90 && seconds <= 175, `after ${seconds} s`);
    await waitForNewLife(lab, before, 90_000);
    assert.match(lab.log(), / restart: .*neither reads nor writes/);
  },
);
