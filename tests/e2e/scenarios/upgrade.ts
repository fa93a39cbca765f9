/** Upgrading a program that cron starts, and going back. */

import assert from "node:assert/strict";
import { VERSION } from "../../../lib/version.ts";
import {
  expectCode,
  expectSameLife,
  lifeOf,
  waitForNewLife,
} from "../expect.ts";
import type { Lab } from "../lab.ts";
import { HOME } from "../names.ts";
import { serveReleases } from "../releases.ts";
import { scenario } from "../scenario.ts";

const NEWER = "99.0.0";
const BIN = `${HOME}/.local/bin`;
const PROGRAM = `${BIN}/openclaw-guard`;
const BOTH = ["openclaw-guard", "openclaw-guard.previous"];

async function install(lab: Lab, url: string, ...args: string[]) {
  const installed = await lab.user([
    "sh",
    "-c",
    `curl -fsSL ${url}/install.sh | sh -s -- --base-url ${url} ${
      args.join(" ")
    }`,
  ]);
  expectCode(installed, 0);
}

async function cronTicks(lab: Lab): Promise<void> {
  const last = async () => {
    const { stdout } = await lab.user([PROGRAM, "status", "--json"]);
    return JSON.parse(stdout).lastTick;
  };
  const before = await last();
  await lab.waitFor(
    "cron has ticked",
    async () => await last() !== before,
    70_000,
    2000,
  );
}

async function expectVersion(lab: Lab, version: string): Promise<void> {
  const { stdout } = await lab.user([PROGRAM, "status", "--json"]);
  const status = JSON.parse(stdout);
  assert.equal(status.version, version);
  assert.equal(status.verdict, "healthy");
  const receipt = `${HOME}/.local/state/openclaw-guard/install.json`;
  assert.equal(JSON.parse(lab.readFile(receipt)).version, version);
}

scenario(
  "an installed guard is upgraded, goes on ticking, and goes back again",
  { gateway: "fake", seconds: 150 },
  async (lab) => {
    const url = await serveReleases(lab, [VERSION, NEWER]);
    await install(lab, `${url}/${VERSION}`);
    await cronTicks(lab);
    const life = await lifeOf(lab);
    const table = await lab.crontab();
    const env = { OPENCLAW_GUARD_BASE_URL: `${url}/${NEWER}` };
    const upgrade = (...args: string[]) =>
      lab.user([PROGRAM, "upgrade", ...args], { env });

    expectCode(await upgrade("--check"), 1);
    expectCode(await upgrade(), 64); // nobody to ask
    const done = await upgrade("--yes");
    expectCode(done, 0);
    assert.match(done.stdout, /downloaded and verified/);
    await expectVersion(lab, NEWER);
    assert.deepEqual(lab.list(BIN), BOTH);
    await cronTicks(lab);
    expectCode(await upgrade("--check"), 0);

    expectCode(await upgrade("--rollback", "--yes"), 0);
    await expectVersion(lab, VERSION);
    await cronTicks(lab);
    assert.deepEqual(lab.list(BIN), BOTH);
    assert.equal(await lab.crontab(), table);
    await expectSameLife(lab, life);
  },
);

scenario(
  "upgrade waits for no rescue and disturbs none: it refuses while one is at work",
  { gateway: "fake", seconds: 60 },
  async (lab) => {
    const url = await serveReleases(lab, [VERSION, NEWER]);
    await install(lab, `${url}/${VERSION}`, "--scheduler none");
    expectCode(await lab.user([PROGRAM, "check"]), 0);
    const life = await lifeOf(lab);
    await lab.fault("hang", { untilRestart: true });
    const tick = lab.background([PROGRAM, "check"]);
    const args = ["upgrade", "--yes", "--base-url", `${url}/${NEWER}`];
    const refused = await lab.user([PROGRAM, ...args]);
    assert.equal(tick.ended, false, tick.output);
    expectCode(refused, 70);
    assert.match(refused.stderr, /the guard is at work on openclaw-gateway/);
    await waitForNewLife(lab, life, 60_000);
    await lab.waitFor("the check has ended", () => tick.ended, 30_000);
    // The rescue is over when a check has seen what came of it.
    expectCode(await lab.user([PROGRAM, ...args]), 70);
    expectCode(await lab.user([PROGRAM, "check"]), 0);
    expectCode(await lab.user([PROGRAM, ...args]), 0);
    expectCode(await lab.user([PROGRAM, "check"]), 0);
    assert.deepEqual(lab.list(BIN), BOTH);
  },
);

scenario(
  "upgrade leaves a program of root's alone, and a release that was tampered with",
  { gateway: "none", seconds: 15 },
  async (lab) => {
    const url = await serveReleases(lab, [VERSION, NEWER]);
    const args = ["upgrade", "--yes", "--base-url", `${url}/${NEWER}`];
    const foreign = await lab.guard(args);
    expectCode(foreign, 70);
    assert.match(foreign.stderr, /belongs to user 0, not to you/);
    await install(lab, `${url}/${VERSION}`, "--scheduler none");
    await lab.mustUser(["cp", "-r", `/lab/bin/releases/${NEWER}`, HOME]);
    await lab.mustUser([
      "sh",
      "-c",
      `for file in ${HOME}/${NEWER}/openclaw-*; do echo >>"$file"; done`,
    ]);
    const tampered = await lab.user([
      PROGRAM,
      ...["upgrade", "--yes", "--base-url", `${HOME}/${NEWER}`],
    ]);
    expectCode(tampered, 70);
    assert.match(tampered.stderr, /the checksum of openclaw-guard-.* is/);
    assert.deepEqual(lab.list(BIN), ["openclaw-guard"]);
  },
);
