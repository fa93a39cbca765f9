/** Upgrading a program that cron starts, and going back. */

import assert from "node:assert/strict";
import { lockingPid } from "../../../lib/store/lock.ts";
import { VERSION } from "../../../lib/base/version.ts";
import {
  expectCode,
  expectSameLife,
  lifeOf,
  waitForNewLife,
} from "../expect.ts";
import type { Lab } from "../lab.ts";
import { HOME, STATE_DIR } from "../names.ts";
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
  "install.sh --uninstall after an upgrade: program and previous one go, each told once, the program last of all; killed while it waits, it can be run again",
  { gateway: "fake", seconds: 90 },
  async (lab) => {
    const url = await serveReleases(lab, [VERSION, NEWER]);
    await install(lab, `${url}/${VERSION}`);
    const env = { OPENCLAW_GUARD_BASE_URL: `${url}/${NEWER}` };
    expectCode(await lab.user([PROGRAM, "upgrade", "--yes"], { env }), 0);
    const kept = await lab.user([PROGRAM, "uninstall", "--dry-run"]);
    assert.match(kept.stdout, /left .*"rm \S+\.previous \S+"/);
    // From :00 to :30 of every minute; enough of it has to be left.
    await lab.waitFor(
      "cron sleeps",
      async () =>
        new Date().getUTCSeconds() < 15 &&
        (await lab.user(["pgrep", "-f", "sleep 30; .*check"])).code === 0,
      70_000,
    );
    const life = await lifeOf(lab);
    const uninstall = (limit: string) =>
      lab.user([
        ...["timeout", "--signal=KILL", limit, "sh", "-c"],
        `curl -fsSL ${url}/${VERSION}/install.sh | sh -s -- --uninstall --purge --yes`,
      ]);
    const killed = await uninstall("3");
    assert.match(killed.stdout, /waiting for that to end/);
    assert.ok(lab.exists(PROGRAM), "nothing is left to finish it with");
    const gone = await uninstall("60");
    expectCode(gone, 0);
    const told = gone.stdout.split("\n")
      .filter((line) => line.includes(PROGRAM));
    assert.deepEqual(told, [
      `done     remove ${PROGRAM}.previous`,
      `done     remove ${PROGRAM}`,
    ]);
    assert.deepEqual(lab.list(BIN), []);
    assert.equal(await lab.crontab(), null);
    await lab.waitFor(
      "the sleep is over",
      async () =>
        (await lab.user(["pgrep", "-f", "sleep 30; .*check"])).code !== 0,
      40_000,
      1000,
    );
    const state = `${HOME}/.local/state/openclaw-guard`;
    assert.equal(lab.exists(state), false, "a late check has come back");
    await expectSameLife(lab, life);
  },
);

scenario(
  "upgrade without a network says why in the person's language, and ends with 70",
  { gateway: "none", seconds: 15 },
  async (lab) => {
    await lab.mustUser(["mkdir", "-p", BIN]);
    await lab.mustUser(["cp", "/lab/bin/openclaw-guard", PROGRAM]);
    const cases: [string, RegExp, RegExp][] = [
      [
        "https://nowhere.invalid",
        /the host name cannot be resolved/,
        /无法解析主机名/,
      ],
      ["http://127.0.0.1:9", /the connection was refused/, /连接被拒绝/],
      [
        `${HOME}/none`,
        /there is no such file or folder/,
        /没有这个文件或文件夹/,
      ],
    ];
    for (const [base, english, chinese] of cases) {
      for (const [LANG, reason] of [["C", english], ["zh_CN.UTF-8", chinese]]) {
        const args = ["upgrade", "--check", "--base-url", base];
        const output = await lab.user([PROGRAM, ...args], {
          env: { LANG: String(LANG) },
        });
        expectCode(output, 70);
        assert.match(output.stderr, reason as RegExp);
        assert.doesNotMatch(output.stderr, /os error|error sending/);
      }
    }
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
    const lock = lab.hostPath(`${STATE_DIR}/lock`);
    await lab.waitFor(
      "the check is at work",
      () => lockingPid({ lock }, "/proc") !== null,
      5000,
      20,
    );
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
    await install(lab, `${url}/${VERSION}`, "--program-only");
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
