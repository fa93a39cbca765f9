/** What people are told, and that nothing of it is lost or waited for. */

import assert from "node:assert/strict";
import type { Entry } from "../../notify/stand_in.ts";
import { healthyTick, lifeOf, waitForNewLife } from "../expect.ts";
import type { Lab } from "../lab.ts";
import { STATE_DIR } from "../names.ts";
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

/** Each type has got exactly the messages whose first lines match, in this order. */
function expectEach(
  entries: readonly Entry[],
  types: readonly string[],
  ...patterns: readonly RegExp[]
): void {
  const all = titles(entries).join("\n");
  for (const type of types) {
    const shown = entries.filter((entry) => entry.type === type)
      .map(({ shown }) => (shown ?? "").split("\n")[0] ?? "");
    assert.equal(shown.length, patterns.length, `${type}\n${all}`);
    for (const [index, pattern] of patterns.entries()) {
      assert.match(shown[index] ?? "", pattern, `${type}\n${all}`);
    }
  }
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
  /✅ OpenClaw .*: hung \(http\).* \d\d:\d\d–\d\d:\d\d; well again after /;

scenario(
  "notify: of a frozen gateway and its end each channel is told once, and as one when the services were gone (openclaw#53684)",
  { gateway: "fake", seconds: 45 },
  async (lab) => {
    await using services = new Services(lab);
    await services.start();
    const channels = await services.channels();
    const types = Object.keys(channels);
    lab.settings({ ...QUICK, notify: { channels } });
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
    await expectNoSecrets(lab, services);
  },
);

scenario(
  "notify: services that never answer delay no rescue and no other check",
  { gateway: "fake", seconds: 35 },
  async (lab) => {
    await using services = new Services(lab);
    await services.start();
    const channels = await services.channels();
    lab.settings({ ...QUICK, notify: { channels } });
    for (const type of Object.keys(channels)) {
      await services.plan(type, { next: [], then: "hang" });
    }
    await healthyTick(lab);
    const before = await lifeOf(lab);
    await lab.signal("STOP");
    const rescue = lab.tick();
    const [first] = await lab.waitFor("a service was asked", async () => {
      const received = await services.received();
      return received.length > 0 && received;
    }, 30_000);
    // It acts and writes that down first, and has let go of its lock.
    const acted = lab.log().split("\n").filter((line) => /restart/.test(line));
    assert(acted.length > 0, lab.log());
    assert(first !== undefined);
    await waitForNewLife(lab, before, 15_000);
    const other = await lab.tick();
    assert.doesNotMatch(other.stdout, /skipped|blocked/);
    const { stdout } = await rescue;
    assert.match(stdout, /: hung \(http\)/);
    for (const type of Object.keys(channels)) {
      await services.plan(type, { next: [], then: "success" });
    }
    await healthyTick(lab);
    await healthyTick(lab);
    const over = (await services.received()).filter(({ answer }) =>
      answer === "success"
    );
    expectEach(over, Object.keys(channels), BOTH);
  },
);
