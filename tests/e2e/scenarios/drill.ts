/** The drills of the article's section 7, on the fake gateway (S16). */

import assert from "node:assert/strict";
import {
  expectCode,
  expectSameLife,
  lifeOf,
  waitForNewLife,
} from "../expect.ts";
import type { Background, Lab, Output } from "../lab.ts";
import { GUARD, HOME, STATE_DIR } from "../names.ts";
import { scenario } from "../scenario.ts";

/** Runs a drill to its end. */
async function drill(lab: Lab, name: string): Promise<Output> {
  const output = await lab.guard(["drill", name, "--yes"], {
    timeoutMs: 240_000,
  });
  expectCode(output, 0);
  assert.match(output.stdout, /^PASSED: /m);
  assert.match(
    output.stdout,
    /^The gateway works; nothing is left of the drill\.$/m,
  );
  await expectNothingLeft(lab);
  return output;
}

async function expectNothingLeft(lab: Lab): Promise<void> {
  assert.ok(await lab.health(), "the gateway is not healthy");
  assert.ok(!lab.exists(`${STATE_DIR}/drill.json`), "a record is left");
  assert.ok(!lab.exists(`${STATE_DIR}/maintenance.json`), "maintenance is on");
}

/** Starts a drill and waits until its timeline shows a text. */
async function drillUntil(
  lab: Lab,
  name: string,
  text: RegExp,
): Promise<Background> {
  const running = lab.background([GUARD, "drill", name, "--yes"]);
  await lab.waitFor(
    `the drill says ${text}`,
    () => {
      assert.ok(!running.ended, running.output);
      return text.test(running.output);
    },
    60_000,
  );
  return running;
}

/** Closes a drill's terminal two seconds after it has frozen the gateway. */
const CLOSED_TERMINAL = `
import os, pty, select, sys, time
pid, terminal = pty.fork()
if pid == 0:
    os.execv("${GUARD}", ["openclaw-guard", "drill", "freeze", "--yes"])
shown, close_at = b"", None
while close_at is None or time.monotonic() < close_at:
    if select.select([terminal], [], [], 0.1)[0]:
        shown += os.read(terminal, 4096)
    if close_at is None and b"wait: the guard finds it hung" in shown:
        close_at = time.monotonic() + 2
os.close(terminal)
sys.stdout.buffer.write(shown)
`;

/** By its command line: "drill port" gives itself another name. */
function signalDrill(lab: Lab, signal: string): Promise<string> {
  return lab.mustUser(["pkill", `-${signal}`, "-f", `^${GUARD} drill`]);
}

scenario(
  "drill crash: systemd brings it back, the guard keeps out of it; not twice in 5 minutes",
  { gateway: "fake", seconds: 30 },
  async (lab) => {
    const before = await lifeOf(lab);
    const { stdout: text } = await drill(lab, "crash");
    assert.match(text, /auto-restart/);
    await waitForNewLife(lab, before, 10_000);
    const again = await lab.guard(["drill", "crash", "--yes"]);
    expectCode(again, 70);
    assert.match(again.stderr, /within the last 5 minutes/);
  },
);

scenario(
  "drill freeze: the guard's own check brings it back, within its budget",
  { gateway: "fake", seconds: 50 },
  async (lab) => {
    const before = await lifeOf(lab);
    const { stdout: text, stderr } = await drill(lab, "freeze");
    // A pipe gets a line now and then of what is waited for: here it takes as
    // long as a check does to come, and its 5 s without an answer.
    assert.match(
      stderr,
      /^waiting, until \d\d:\d\d:\d\d at the most: the guard finds it hung … 5 s$/m,
    );
    assert.match(
      text,
      /^The gateway was away for \d+ s, from the first request of the drill /m,
    );
    assert.match(
      (await lab.guard(["status"])).stdout,
      /, a drill, hung \(http\), back within [\d.]+ m?s$/m,
    );
    assert.match(text, / guard: hung: /);
    assert.match(text, / guard: restart: /);
    await waitForNewLife(lab, before, 10_000);
    assert.equal((await lab.status()).ladder.attempt, 1);
    const again = await lab.guard(["drill", "stop", "--yes"]);
    expectCode(again, 70);
    assert.match(again.stderr, /an incident is open/);
    assert.match(lab.log(), / drill-began: [^]* restart: [^]* drill-passed: /);
  },
);

scenario(
  "drill stop: three checks leave it stopped, then it is started",
  { gateway: "fake", seconds: 60 },
  async (lab) => {
    const { stdout: text } = await drill(lab, "stop");
    assert.equal([...text.matchAll(/check \d+: stopped/g)].length, 3);
  },
);

scenario(
  "drill maintenance: a frozen gateway is left alone, thawed, and maintenance is off",
  { gateway: "fake", seconds: 50 },
  async (lab) => {
    const before = await lifeOf(lab);
    await drill(lab, "maintenance");
    await expectSameLife(lab, before);
  },
);

scenario(
  "drill port: the stranger is reported, nobody is killed, the gateway gets its port",
  { gateway: "fake", seconds: 60 },
  async (lab) => {
    const { stdout: text } = await drill(lab, "port");
    assert.match(text, / guard: foreign-listener: /);
  },
);

scenario(
  "drill: Ctrl-C and SIGTERM in the middle put everything back",
  { gateway: "fake", seconds: 60 },
  async (lab) => {
    const before = await lifeOf(lab);
    const cases: [string, RegExp, string][] = [
      ["freeze", /wait: the guard finds it hung/, "INT"],
      ["maintenance", /wait: 2 checks do nothing/, "TERM"],
      ["stop", /wait: 3 checks leave it stopped/, "INT"],
      ["port", /wait: the guard reports the foreign listener/, "TERM"],
    ];
    for (const [name, moment, signal] of cases) {
      const running = await drillUntil(lab, name, moment);
      await signalDrill(lab, signal);
      await lab.waitFor("the drill ends", () => running.ended, 40_000);
      assert.match(running.output, /^INTERRUPTED: /m, name);
      assert.match(
        running.output,
        /^The gateway works; nothing is left of the drill\.$/m,
      );
      await expectNothingLeft(lab);
      if (name === "freeze" || name === "maintenance") {
        await expectSameLife(lab, before);
      }
      // Nothing is left that would keep the next one from beginning.
      await lab.tick();
      await lab.tick();
    }
  },
);

scenario(
  "drill: shows on a terminal what it waits for; closing the terminal puts everything back",
  { gateway: "fake", seconds: 30 },
  async (lab) => {
    const before = await lifeOf(lab);
    lab.writeFile(`${HOME}/terminal.py`, CLOSED_TERMINAL);
    const shown = await lab.mustUser(["python3", `${HOME}/terminal.py`], {
      env: { TERM: "xterm" },
      timeoutMs: 60_000,
    });
    assert.match(
      shown.replaceAll("\r\x1b[K", "<over>"),
      /<over>waiting, until \d\d:\d\d:\d\d at the most: the guard finds it hung … 1 s/,
    );
    await lab.waitFor(
      "the drill ends",
      () => / drill-interrupted: /.test(lab.log()),
      30_000,
    );
    await lab.waitForHealth(5000);
    await expectSameLife(lab, before);
    await expectNothingLeft(lab);
  },
);

scenario(
  "drill: one that is killed is put back by the next check",
  { gateway: "fake", seconds: 50 },
  async (lab) => {
    await drillUntil(lab, "stop", /wait: 3 checks leave it stopped/);
    await signalDrill(lab, "KILL");
    assert.equal((await lab.unit()).activeState, "inactive");
    await lab.tick();
    await lab.waitForHealth(15_000);
    assert.match(lab.log(), / drill-put-back: .* is started/);
    await lab.tick();

    const before = await lifeOf(lab);
    await drillUntil(lab, "maintenance", /wait: 2 checks do nothing/);
    await signalDrill(lab, "KILL");
    await lab.tick();
    await lab.waitForHealth(5000);
    await expectSameLife(lab, before);
    await expectNothingLeft(lab);
  },
);

/** Nothing starts it: neither checks nor what a drill has left. */
async function expectStaysDown(lab: Lab): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await lab.tick();
    assert.equal((await lab.unit()).activeState, "inactive", lab.log());
  }
}

scenario(
  "A2 drill: after one that was killed, an emergency stop keeps the gateway down over the following checks, and resume brings it back",
  { gateway: "fake", seconds: 50 },
  async (lab) => {
    expectCode(await lab.guard(["install", "--scheduler", "none"]), 0);
    await drillUntil(lab, "stop", /wait: 3 checks leave it stopped/);
    await signalDrill(lab, "KILL");
    expectCode(await lab.guard(["emergency-stop", "--yes"]), 0);
    await expectStaysDown(lab);
    assert.ok(!lab.exists(`${STATE_DIR}/drill.json`), "a record is left");
    expectCode(await lab.guard(["resume"]), 0);
    await expectNothingLeft(lab);
  },
);

scenario(
  "A2 drill: an emergency stop while it runs ends it within seconds, it says so, and the gateway stays down until resume",
  { gateway: "fake", seconds: 90 },
  async (lab) => {
    expectCode(await lab.guard(["install", "--scheduler", "none"]), 0);
    const moments: [string, RegExp][] = [
      ["stop", /wait: 3 checks leave it stopped/],
      ["freeze", /wait: the guard finds it hung/],
      ["port", /wait: the guard reports the foreign listener/],
    ];
    for (const [name, moment] of moments) {
      const running = await drillUntil(lab, name, moment);
      const stopping = lab.guard(["emergency-stop", "--yes"]);
      await lab.waitFor("the drill ends", () => running.ended, 8000);
      assert.match(
        running.output,
        new RegExp(
          `^FAILED: drill ${name}: an emergency stop came while it ran\\.$`,
          "m",
        ),
      );
      assert.match(
        running.output,
        /^An emergency stop is on, so nothing is started until "openclaw-guard resume"\.$/m,
      );
      const stop = await stopping;
      expectCode(stop, 0);
      assert.equal(await lab.listening(), false);
      assert.ok(!lab.exists(`${STATE_DIR}/drill.json`), "a record is left");
      await expectStaysDown(lab);
      expectCode(await lab.guard(["resume"]), 0);
      await expectNothingLeft(lab);
      // The incident of a freeze must be over before the next one.
      await lab.tick();
      await lab.tick();
    }
  },
);

scenario(
  "A2 drill: maintenance while it runs ends it within seconds, nothing is started until it is over, then a check does",
  { gateway: "fake", seconds: 40 },
  async (lab) => {
    const running = await drillUntil(lab, "stop", /wait: 3 checks leave it/);
    expectCode(await lab.guard(["maintenance", "on"]), 0);
    await lab.waitFor("the drill ends", () => running.ended, 8000);
    assert.match(
      running.output,
      /^FAILED: drill stop: maintenance was switched on while it ran\.$/m,
    );
    assert.match(running.output, /"systemctl --user start openclaw-gateway/);
    await expectStaysDown(lab);
    expectCode(await lab.guard(["maintenance", "off"]), 0);
    await lab.tick();
    await lab.waitForHealth(15_000);
    await expectNothingLeft(lab);
  },
);

scenario(
  "drill: refuses when not all is well, asks first, and --dry-run does nothing",
  { gateway: "fake", seconds: 20 },
  async (lab) => {
    const refuses = async (why: RegExp, code = 70) => {
      const output = await lab.guard(["drill", "freeze", "--yes"]);
      expectCode(output, code);
      assert.match(output.stderr, why);
      assert.equal(output.stdout, "", "it tells a plan before it refuses");
    };
    const before = await lifeOf(lab);
    const dry = await lab.guard(["drill", "freeze", "--dry-run"]);
    expectCode(dry, 0);
    assert.match(dry.stdout, /could begin now/);
    const unasked = await lab.guard(["drill", "freeze"]);
    expectCode(unasked, 64);
    assert.match(unasked.stderr, /Add --yes/);
    expectCode(await lab.guard(["drill", "nap", "--yes"]), 64);
    expectCode(await lab.guard(["maintenance", "on"]), 0);
    await refuses(/maintenance is on/);
    expectCode(await lab.guard(["maintenance", "off"]), 0);
    await lab.fault("500");
    await refuses(/not healthy/);
    await lab.fault("ok");
    await expectSameLife(lab, before);
    await lab.systemctl("stop");
    await refuses(/inactive/);
    expectCode(await lab.guard(["emergency-stop", "--yes"]), 0);
    await refuses(/emergency stop/);
  },
);

scenario(
  "real: drill port: the gateway does not kill the stranger either, and gets its port by itself",
  { gateway: "real", seconds: 100, long: true },
  async (lab) => {
    const { stdout: text } = await drill(lab, "port");
    assert.match(text, / guard: foreign-listener: /);
  },
);
