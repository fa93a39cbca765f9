/** What people are told, and that nothing of it is lost or waited for. */

import assert from "node:assert/strict";
import { CHANNELS } from "../../../lib/notify/channels/table.ts";
import type { Entry } from "../../notify/stand_in.ts";
import { expectCode, healthyTick, lifeOf, waitForNewLife } from "../expect.ts";
import type { Lab } from "../lab.ts";
import { HOME, STATE_DIR } from "../names.ts";
import { scenario } from "../scenario.ts";
import { Services } from "../services.ts";

const QUICK = { recovery: { waits: ["1s", "1s", "1s"] } };

/** The gateway freezes, and one check brings it back. */
async function freeze(lab: Lab): Promise<void> {
  const before = await lifeOf(lab);
  await lab.signal("STOP");
  const { stdout, stderr } = await lab.tick();
  assert.match(stdout, /: hung \(http\)/, stderr);
  await waitForNewLife(lab, before, 15_000);
}

/** How often each service was told each of these, as "type: first line". */
function titles(entries: readonly Entry[]): string[] {
  for (const { fault } of entries) assert.equal(fault, null);
  return entries.map(({ type, shown }) =>
    `${type}: ${(shown ?? "").split("\n")[0]}`
  ).sort();
}

/**
 * Each type has got exactly the messages whose first lines match, in this order;
 * a machine is told of beginning and end one by one.
 */
function expectEach(
  entries: readonly Entry[],
  types: readonly string[],
  ...given: readonly RegExp[]
): void {
  const all = titles(entries).join("\n");
  for (const type of types) {
    const patterns = isMachine(type)
      ? given.flatMap((pattern) => pattern === BOTH ? [OPENED, OVER] : pattern)
      : given;
    const shown = entries.filter((entry) => entry.type === type)
      .map(({ shown }) => (shown ?? "").split("\n")[0] ?? "");
    assert.equal(shown.length, patterns.length, `${type}\n${all}`);
    for (const [index, pattern] of patterns.entries()) {
      assert.match(shown[index] ?? "", pattern, `${type}\n${all}`);
    }
  }
}

function isMachine(type: string): boolean {
  return CHANNELS.some((one) => one.type === type && one.machine === true);
}

/** No secret of the channels is in any of the guard's files. */
async function expectNoSecrets(lab: Lab, services: Services): Promise<void> {
  assert(services.secrets.length > 8);
  for (const secret of services.secrets) {
    const { stdout } = await lab.user([
      "grep",
      "-rlF",
      "--",
      secret,
      STATE_DIR,
    ]);
    assert.equal(stdout, "");
  }
}

const OPENED = /OpenClaw .*: hung \(http\)/;
const OVER = /✅ OpenClaw .*: well again after /;
const BOTH =
  /✅ OpenClaw .*: hung \(http\).* \(\d\d:\d\d(–\d\d:\d\d)?\); well again after /;

scenario(
  "notify: of a frozen gateway and its end each channel is told once, and as one when the services were gone (openclaw#53684)",
  { gateway: "fake", seconds: 45 },
  async (lab) => {
    await using services = new Services(lab);
    await services.start();
    const channels = await services.channels();
    const types = Object.keys(channels);
    const program = `${HOME}/tell`;
    lab.writeFile(program, `#!/bin/sh\ncat >>${program}.out\n`, 0o700);
    const all = { ...channels, own: { type: "command", program } };
    lab.settings({ ...QUICK, notify: { channels: all } });
    await healthyTick(lab);
    assert.deepEqual(await services.received(), []);
    await freeze(lab);
    expectEach(await services.received(), types, OPENED);
    await healthyTick(lab);
    await healthyTick(lab);
    expectEach(await services.received(), types, OPENED, OVER);
    await services.stop();
    await freeze(lab);
    await services.start();
    await healthyTick(lab);
    await healthyTick(lab);
    expectEach(await services.received(), types, OPENED, OVER, BOTH);
    assert.deepEqual(lab.list(`${STATE_DIR}/outbox`), []);
    // A program of the person's own could be reached all the time.
    const phases = lab.readFile(`${program}.out`).trim().split("\n")
      .map((line) => JSON.parse(line).phase);
    assert.deepEqual(phases, ["opened", "over", "opened", "over"]);
    await expectNoSecrets(lab, services);
  },
);

/** When the guard had done what it does, wall clock ms. */
function actedAt(lab: Lab): number {
  const done = lab.readFile(`${STATE_DIR}/history.jsonl`).trim().split("\n")
    .map((line) => JSON.parse(line)).find(({ event }) => event === "done");
  assert(done !== undefined, lab.log());
  return Date.parse(done.at);
}

scenario(
  "notify: services that never answer delay no rescue and no other check, and a guard killed while it waits for them loses nothing",
  { gateway: "fake", seconds: 40 },
  async (lab) => {
    await using services = new Services(lab);
    await services.start();
    const channels = await services.channels();
    const types = Object.keys(channels);
    const answer = async (then: string) => {
      for (const type of types) await services.plan(type, { next: [], then });
    };
    const asked = (count: number) =>
      lab.waitFor("services were asked", async () => {
        const received = await services.received();
        return received.length >= count && received[count - 1];
      }, 30_000);
    lab.settings({ ...QUICK, notify: { channels } });
    await answer("hang");
    await healthyTick(lab);
    const before = await lifeOf(lab);
    await lab.signal("STOP");
    const rescue = lab.tick();
    const { atWallMs } = await asked(1);
    assert(actedAt(lab) <= atWallMs, "somebody was asked before it had acted");
    await waitForNewLife(lab, before, 15_000);
    // The first one waits for the services, and has let go of its locks.
    await healthyTick(lab);
    const { stdout } = await rescue;
    assert.match(stdout, /: hung \(http\)/);
    const took = Date.now() - atWallMs;
    assert(took < 12_000, `it waited ${took} ms for the services`);
    const count = (await services.received()).length;
    const killed = lab.tick();
    await asked(count + 1);
    const { stdout: pid } = await lab.root(["pgrep", "-x", "openclaw-guard"]);
    await lab.mustRoot(["kill", "-s", "KILL", ...pid.trim().split("\n")]);
    await killed;
    await answer("success");
    await healthyTick(lab);
    await healthyTick(lab);
    const arrived = (await services.received())
      .filter(({ answer }) => answer === "success");
    expectEach(arrived, types, BOTH);
    assert.deepEqual(lab.list(`${STATE_DIR}/outbox`), []);
  },
);

/** What the stand-in takes for a redirect that was followed is a plain address to ping. */
const PING = "http://127.0.0.1:18950/_/elsewhere";

scenario(
  "notify: under the real cron no name can be resolved, then there is no route, and afterwards each channel is told once; pings come once a minute",
  { gateway: "fake", seconds: 600, long: true },
  async (lab) => {
    await using services = new Services(lab);
    await services.start();
    const channels = await services.channels("services.test");
    const types = Object.keys(channels);
    lab.settings({
      notify: { channels },
      ping: { liveness: PING },
    });
    expectCode(await lab.guard(["install"]), 0);
    const all = async () => {
      const received = await services.received();
      return {
        pings: received.filter(({ type }) => type === "elsewhere"),
        told: received.filter(({ type }) => type !== "elsewhere"),
      };
    };
    const hasEach = async (messages: number) => {
      const { told } = await all();
      const people = told.filter(({ type }) => !isMachine(type)).length;
      return people >=
        messages * types.filter((type) => !isMachine(type)).length;
    };
    const rescued = async () => {
      const before = await lifeOf(lab);
      await lab.signal("STOP");
      await waitForNewLife(lab, before, 90_000);
    };
    await rescued();
    const outbox = `${STATE_DIR}/outbox`;
    await lab.waitFor(
      "beginning and end wait for each channel",
      () => lab.list(outbox).length === 2 * types.length,
      100_000,
    );
    assert.deepEqual((await all()).told, []);
    const failure = () => lab.readFile(`${STATE_DIR}/notify-state.json`);
    assert.match(failure(), /the host name cannot be resolved/);
    const resolveTo = (address: string) =>
      lab.mustRoot([
        ...["sh", "-c", 'sed -i /services.test/d "$0" && echo "$1" >>"$0"'],
        ...["/etc/hosts", `${address} services.test`],
      ]);
    await resolveTo("192.0.2.1"); // RFC 5737; the lab has no way out
    await lab.waitFor(
      "there is no way there",
      () => /the network cannot be reached|there is no route/.test(failure()),
      200_000,
    );
    assert.deepEqual((await all()).told, []);
    await resolveTo("127.0.0.1");
    // The third failure has doubled the wait to 4 minutes.
    await lab.waitFor("each is told", () => hasEach(1), 300_000);
    await rescued();
    await lab.waitFor("each is told of another", () => hasEach(3), 100_000);
    const { lastTick } = await lab.status();
    await lab.waitFor(
      "a check more, which must tell nothing, has ended",
      async () =>
        (await lab.status()).lastTick !== lastTick &&
        (await lab.root(["pgrep", "-x", "openclaw-guard"])).code !== 0,
      70_000,
    );
    const { pings, told } = await all();
    expectEach(told, types, BOTH, OPENED, OVER);
    assert.deepEqual(lab.list(outbox), []);
    const times = pings.map(({ atWallMs }) => atWallMs);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    assert(gaps.length >= 3, `${times.length} pings`);
    for (const gap of gaps) {
      // A check that rescues takes 20 s, and pings at its end.
      assert(gap > 40_000 && gap < 100_000, `pings after ${gaps} ms`);
    }
    await expectNoSecrets(lab, services);
  },
);
