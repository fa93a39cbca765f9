/** When the guard must keep its hands off, or cannot know enough to act. */

import assert from "node:assert/strict";
import {
  count,
  expectCode,
  expectNoAction,
  expectSameLife,
  healthyTick,
  lifeOf,
  waitForNewLife,
} from "../expect.ts";
import { delay, type Lab } from "../lab.ts";
import { GUARD, HOME, openclawDir, STATE_DIR, USER_ID } from "../names.ts";
import { scenario } from "../scenario.ts";

scenario(
  "F1 a start that takes a minute: no restart (#73055)",
  { gateway: "fake", seconds: 75, fault: "startdelay 60", start: false },
  async (lab) => {
    await lab.systemctl("start");
    const before = await lifeOf(lab);
    await lab.waitFor(
      "it is healthy",
      async () => {
        const { code } = await lab.tick();
        assert.ok(code === 0 || code === 1, `exit code ${code}`);
        return code === 0;
      },
      90_000,
      10_000,
    );
    await expectSameLife(lab, before);
    expectNoAction(lab.log());
  },
);

scenario(
  "F2 never serves: left alone during its grace, restarted after it (NemoClaw #8419)",
  { gateway: "fake", seconds: 40, fault: "unbound", start: false },
  async (lab) => {
    lab.settings({ recovery: { startupGrace: "15s" } });
    await lab.systemctl("start");
    const before = await lifeOf(lab);
    const started = performance.now();
    while (performance.now() - started < 12_000) {
      expectCode(await lab.tick(), 1);
      await delay(2000);
    }
    await expectSameLife(lab, before);
    await delay(4000);
    expectCode(await lab.tick(), 2);
    await lab.waitFor(
      "it is restarted",
      async () => (await lab.unit()).invocationId !== before.invocationId,
      10_000,
    );
  },
);

scenario(
  "F5 a stop that drains for a while: no action, and it stays stopped (#123872)",
  {
    gateway: "fake",
    seconds: 40,
    unitEdits: { "[Service]\n": "[Service]\nEnvironment=FAKE_STOP_DELAY=25\n" },
  },
  async (lab) => {
    await healthyTick(lab);
    const before = await lifeOf(lab);
    await lab.mustUser([
      "systemctl",
      "--user",
      "--no-block",
      "stop",
      "openclaw-gateway",
    ]);
    await lab.waitFor(
      "it has stopped",
      async () => {
        const { activeState, mainPid } = await lab.unit();
        if (activeState === "inactive") return true;
        assert.equal(mainPid, before.mainPid);
        expectCode(await lab.tick(), 1);
        return false;
      },
      40_000,
      3000,
    );
    expectCode(await lab.tick(), 0);
    assert.equal((await lab.unit()).activeState, "inactive");
    expectNoAction(lab.log());
  },
);

/** Puts something at a path that the guard reads, as root. */
type Put = readonly string[];
const CONFIG_PATH = `${openclawDir()}/openclaw.json`;
const UNREADABLE: Readonly<Record<string, { put: Put; named: RegExp }>> = {
  "root's alone after a sudo": {
    put: [
      "sh",
      "-c",
      `chown root:root ${CONFIG_PATH}; chmod 600 ${CONFIG_PATH}`,
    ],
    named: /permission denied/,
  },
  "a FIFO": {
    put: ["sh", "-c", `rm ${CONFIG_PATH}; mkfifo -m 666 ${CONFIG_PATH}`],
    named: /not a plain file/,
  },
  "a folder": {
    put: ["sh", "-c", `rm ${CONFIG_PATH}; mkdir ${CONFIG_PATH}`],
    named: /not a plain file/,
  },
  "of more than 16 MiB": {
    put: [
      "sh",
      "-c",
      `head -c 17000000 /dev/zero | tr '\\0' ' ' >>${CONFIG_PATH}`,
    ],
    named: /\d+ bytes, more than/,
  },
};

scenario(
  "checks of a healthy gateway keep their state with a config that is root's alone, a FIFO, a folder or too large; all say so",
  { gateway: "fake", seconds: 80 },
  async (lab) => {
    await healthyTick(lab);
    const before = await lifeOf(lab);
    const good = lab.readFile(CONFIG_PATH);
    for (const [what, { put, named }] of Object.entries(UNREADABLE)) {
      await lab.mustRoot(put);
      // A file that has just changed is not looked into for the quiet checks.
      await lab.waitFor("the config has settled", async () => {
        const changed = await lab.mustRoot(["stat", "-c", "%Z", CONFIG_PATH]);
        return Date.now() / 1000 - Number(changed) > 7;
      }, 10_000);
      // Told once a day: each is the first of its day.
      await lab.mustUser(["rm", "-f", `${STATE_DIR}/state.json`]);
      const told = count(lab.log(), /cannot keep a copy of/);
      for (let number = 0; number < 3; number++) {
        expectCode(await lab.tick({ timeoutMs: 20_000 }), 0);
        const { lastTick } = JSON.parse(
          (await lab.guard(["status", "--json"], { timeoutMs: 20_000 })).stdout,
        );
        assert.ok(
          Date.now() - Date.parse(lastTick) < 20_000,
          `${what}: ${lastTick}`,
        );
      }
      assert.equal(count(lab.log(), /cannot keep a copy of/), told + 1, what);
      const status = await lab.guard(["status"], { timeoutMs: 20_000 });
      assert.match(status.stdout, /openclaw\.json cannot be read: /);
      assert.match(status.stdout.replaceAll(/\s+/g, " "), named, what);
      const doctor = await lab.guard(["doctor", "--json"]);
      const { findings } = JSON.parse(doctor.stdout);
      assert.ok(
        findings.some((one: { check: string; found: string }) =>
          one.check === "config" && named.test(one.found)
        ),
        doctor.stdout,
      );
      await lab.mustRoot(["rm", "-rf", CONFIG_PATH]);
      lab.writeFile(CONFIG_PATH, good);
    }
    await expectSameLife(lab, before);
    expectNoAction(lab.log());
  },
);

scenario(
  "quiet-ticks.jsonl as a FIFO, without an end or of 1 GB hangs neither check nor status nor doctor, and is put aside",
  { gateway: "fake", seconds: 40 },
  async (lab) => {
    const path = `${STATE_DIR}/quiet-ticks.jsonl`;
    const limit = { timeoutMs: 20_000 };
    await healthyTick(lab);
    for (
      const put of [
        `mkfifo ${path}`,
        `ln -s /dev/zero ${path}`,
        `truncate -s 1G ${path}`,
      ]
    ) {
      await lab.mustUser(["sh", "-c", `rm -f ${path}; ${put}`]);
      expectCode(await lab.guard(["status"], limit), 0);
      await lab.guard(["doctor"], limit);
      // As cron starts it: the quiet check comes first.
      await lab.cronEnvironment(
        ["sh", "-c", `${GUARD} check >/dev/null 2>&1`],
        limit,
      );
      assert.equal(lab.exists(path), false, put);
    }
    assert.equal(count(lab.log(), /times of quiet checks were unreadable/), 3);
    await healthyTick(lab);
    expectNoAction(lab.log());
  },
);

scenario(
  "what the environment says to Deno, Node and proxies keeps no check from asking: a healthy gateway is let be",
  { gateway: "fake", seconds: 30 },
  async (lab) => {
    await healthyTick(lab);
    const before = await lifeOf(lab);
    for (
      const env of [
        { DENO_CERT: "/gone.pem" },
        { DENO_TLS_CA_STORE: "bogus" },
        { NODE_EXTRA_CA_CERTS: "/gone.pem", NODE_OPTIONS: "--bogus" },
        { ALL_PROXY: "http://127.0.0.1:9", http_proxy: "http://[" },
      ]
    ) {
      expectCode(await lab.tick({ env }), 0);
      expectCode(await lab.guard(["status"], { env }), 0);
    }
    await expectSameLife(lab, before);
    expectNoAction(lab.log());
  },
);

scenario(
  "F5 a running gateway that says it is draining: no action (#123872)",
  { gateway: "fake", seconds: 10 },
  async (lab) => {
    await healthyTick(lab);
    const before = await lifeOf(lab);
    await lab.fault("draining");
    await lab.tick();
    await lab.tick();
    await expectSameLife(lab, before);
    expectNoAction(lab.log());
  },
);

scenario(
  "F8 exit 78 because a healthy gateway holds the port: nothing is done (#75115)",
  { gateway: "fake", seconds: 15 },
  async (lab) => {
    await healthyTick(lab);
    await lab.systemctl("stop");
    lab.background([
      "env",
      "FAKE_CONTROL=/dev/null",
      // Provably a gateway of this profile: the unit's own command line.
      "/usr/bin/python3",
      "/opt/lab-tools/fake-gateway.py",
      "gateway",
      "--port",
      "18789",
    ]);
    await lab.waitForHealth(5000);
    await lab.fault("crash 78");
    await lab.systemctl("start");
    await lab.waitFor(
      "it gives way",
      async () => (await lab.unit()).activeState === "failed",
      5000,
    );
    expectCode(await lab.tick(), 1);
    expectCode(await lab.tick(), 1);
    assert.equal((await lab.unit()).activeState, "failed");
    assert.ok(await lab.health());
    assert.equal(count(lab.log(), / duplicate: /), 1);
    expectNoAction(lab.log());
  },
);

/** The config copies, as "restore-config --list" tells them. */
async function keptConfigs(lab: Lab): Promise<{ proven: boolean }[]> {
  const { stdout } = await lab.guard(["restore-config", "--list", "--json"]);
  return (JSON.parse(stdout) as { generations: { proven: boolean }[] })
    .generations;
}

/** A program that says ok on the gateway's port, and is none. */
const LIAR = [
  "env",
  "FAKE_CONTROL=/dev/null",
  "python3",
  "/opt/lab-tools/fake-gateway.py",
  "gateway",
];
/** Runs the rest of its arguments with no terminal and no output. */
const DETACHED = `exec "$@" </dev/null >/dev/null 2>&1`;

const LIARS = {
  "the same user's": {
    start: (lab: Lab) => void lab.background(LIAR),
    named: /pid \d+ of uid 4242 \(python3 fake-gateway\.py/,
  },
  "another user's": {
    start: async (lab: Lab) => {
      await lab.mustRoot(["setsid", "-f", "sh", "-c", DETACHED, "sh", ...LIAR]);
    },
    named: /pid 0 of uid 0 /,
  },
} as const;

for (const [whose, { start, named }] of Object.entries(LIARS)) {
  scenario(
    `B1 ${whose} program says ok on the port while the unit has none: it is named, and no config is proven`,
    { gateway: "fake", seconds: 20, fault: "unbound", start: false },
    async (lab) => {
      await lab.systemctl("start");
      await start(lab);
      await lab.waitForHealth(5000);
      const before = await lifeOf(lab);
      // The config may be changed again for its first seconds.
      await delay(4000);
      for (let tick = 1; tick <= 3; tick++) {
        const output = await lab.tick();
        expectCode(output, 2);
        assert.match(output.stdout, /: foreign-listener/);
      }
      assert.equal(count(lab.log(), / foreign-listener: /), 1);
      assert.match(lab.log(), named);
      // A person's terminal breaks lines.
      const plain = (text: string) => text.replaceAll(/\s+/g, " ");
      assert.match(plain((await lab.guard(["status"])).stdout), named);
      const doctor = await lab.guard(["doctor"]);
      assert.match(plain(doctor.stdout), named);
      assert.match(doctor.stdout, /which is not your unit's gateway/);
      assert.deepEqual(await keptConfigs(lab), []);
      const drill = await lab.guard(["drill", "hang", "--yes"]);
      assert.notEqual(drill.code, 0);
      await expectSameLife(lab, before);
      expectNoAction(lab.log());
      assert.ok(await lab.health(), "the program was ended");
    },
  );

  scenario(
    `B1 ${whose} program takes the port of a gateway that was well: the next cheap check sees it`,
    { gateway: "fake", seconds: 25 },
    async (lab) => {
      const cheap = () =>
        lab.cronEnvironment(["sh", "-c", `${GUARD} check >/dev/null`]);
      await lab.guard(["install", "--yes", "--scheduler", "none"]);
      await lab.waitFor("the checks are the cheap ones", async () => {
        expectCode(await cheap(), 0);
        return lab.list(STATE_DIR).includes("quiet-ticks.jsonl");
      }, 20_000);
      const before = await lifeOf(lab);
      await lab.fault("unbound");
      await lab.waitFor(
        "the port is free",
        async () => !await lab.listening(),
        5000,
      );
      await start(lab);
      await lab.waitForHealth(5000);
      expectCode(await cheap(), 2);
      assert.match(lab.log(), named);
      await expectSameLife(lab, before);
      expectNoAction(lab.log());
    },
  );

  scenario(
    `B1 exit 78 while ${whose} program says ok on the port: that program is named, and it is no duplicate`,
    { gateway: "fake", seconds: 15 },
    async (lab) => {
      await healthyTick(lab);
      await lab.systemctl("stop");
      await start(lab);
      await lab.waitForHealth(5000);
      await lab.fault("crash 78");
      await lab.systemctl("start");
      await lab.waitFor(
        "it refuses",
        async () => (await lab.unit()).activeState === "failed",
        5000,
      );
      const output = await lab.tick();
      expectCode(output, 2);
      assert.match(output.stdout, /: foreign-listener/);
      assert.match(lab.log(), named);
      expectNoAction(lab.log());
    },
  );
}

scenario(
  "F13 a person's stop that ends as failed stays stopped (#146110)",
  {
    gateway: "fake",
    seconds: 15,
    unitEdits: {
      "TimeoutStopSec=330": "TimeoutStopSec=1",
      "[Service]\n": "[Service]\nEnvironment=FAKE_STOP_DELAY=20\n",
    },
  },
  async (lab) => {
    await healthyTick(lab);
    await lab.user(["systemctl", "--user", "stop", "openclaw-gateway"]);
    assert.equal((await lab.unit()).activeState, "failed");
    for (let tick = 1; tick <= 3; tick++) expectCode(await lab.tick(), 0);
    const { activeState, result } = await lab.unit();
    assert.deepEqual([activeState, result], ["failed", "timeout"]);
    expectNoAction(lab.log());
  },
);

scenario(
  "F16 no user bus: inconclusive, exit 3, nothing is ended; with the bus back it is rescued (#11805)",
  { gateway: "fake", seconds: 35 },
  async (lab) => {
    await healthyTick(lab);
    const before = await lifeOf(lab);
    await lab.fault("hang", { untilRestart: true });
    const runtime = `/run/user/${USER_ID}`;
    const sockets = ["bus", "systemd/private"];
    for (const socket of sockets) {
      await lab.mustRoot([
        "mv",
        `${runtime}/${socket}`,
        `${runtime}/${socket}.gone`,
      ]);
    }
    for (let tick = 1; tick <= 2; tick++) {
      const output = await lab.tick();
      expectCode(output, 3);
      assert.match(output.stdout, /: inconclusive/);
    }
    for (const socket of sockets) {
      await lab.mustRoot([
        "mv",
        `${runtime}/${socket}.gone`,
        `${runtime}/${socket}`,
      ]);
    }
    await expectSameLife(lab, before);
    expectNoAction(lab.log());
    expectCode(await lab.tick(), 2);
    await waitForNewLife(lab, before, 15_000);
  },
);

const PROXY_VARIABLES = [
  "http_proxy",
  "https_proxy",
  "all_proxy",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "ALL_PROXY",
];

scenario(
  "F17 a proxy is set: a dead one hides no health, a lying one hides no hang (#147860)",
  { gateway: "fake", seconds: 25 },
  async (lab) => {
    const through = (port: number) =>
      Object.fromEntries(
        PROXY_VARIABLES.map((name) => [name, `http://127.0.0.1:${port}`]),
      );
    const before = await lifeOf(lab);
    expectCode(await lab.tick({ env: through(9) }), 0);
    await expectSameLife(lab, before);
    // Answers every request with {"ok":true}, as a proxy as well.
    lab.background([
      "env",
      "FAKE_CONTROL=/dev/null",
      "python3",
      "/opt/lab-tools/fake-gateway.py",
      "--port",
      "3128",
    ]);
    await lab.waitForHealth(5000, { port: 3128 });
    await lab.fault("hang", { untilRestart: true });
    expectCode(await lab.tick({ env: through(3128) }), 2);
    await waitForNewLife(lab, before, 15_000);
  },
);

for (const fault of ["html", "404"]) {
  const what = fault === "html" ? "200 with a web page" : "404";
  scenario(
    `F19 /health is ${what}: an old gateway serves at once, its config is kept as a candidate, resume ends well (#117435)`,
    { gateway: "fake", seconds: 15, fault, start: false },
    async (lab) => {
      // An old gateway has no health endpoint the lab could wait for.
      await lab.systemctl("start");
      await lab.waitFor("it listens", () => lab.listening(), 5000);
      const before = await lifeOf(lab);
      for (let tick = 1; tick <= 3; tick++) {
        const output = await lab.tick();
        expectCode(output, 1);
        assert.match(output.stdout, /: unsupported/);
      }
      await expectSameLife(lab, before);
      assert.equal(count(lab.log(), / unsupported: /), 1);
      expectNoAction(lab.log());
      await lab.waitFor("its config is kept", async () => {
        await lab.tick();
        return (await keptConfigs(lab)).length > 0;
      }, 10_000);
      assert.deepEqual(
        (await keptConfigs(lab)).map(({ proven }) => proven),
        [false],
      );
      expectCode(await lab.guard(["emergency-stop", "--yes"]), 0);
      // Its code is 2: the guard is not installed here.
      const { stdout, stderr } = await lab.guard([
        "resume",
        "--profile",
        "default",
      ]);
      assert.match(stdout, /healthy after/, stderr);
      assert.doesNotMatch(stderr, /not healthy yet/);
    },
  );
}

scenario(
  "F30 a gateway stuck in the kernel (state D) is not killed",
  { gateway: "fake", seconds: 25 },
  async (lab) => {
    await healthyTick(lab);
    const before = await lifeOf(lab);
    await lab.fault("uninterruptible", { untilRestart: true });
    await lab.waitFor("it is in state D", async () => {
      const state = await lab.mustRoot([
        "ps",
        "-o",
        "state=",
        "-p",
        String(before.mainPid),
      ]);
      return state.startsWith("D");
    }, 5000);
    expectCode(await lab.tick(), 2);
    expectCode(await lab.tick(), 2);
    await expectSameLife(lab, before);
    expectNoAction(lab.log());
  },
);

scenario(
  "a unit that is not there: misconfigured, exit 3, said once, and fine once it is back",
  { gateway: "fake", seconds: 10 },
  async (lab) => {
    await lab.systemctl("stop");
    const unit = `${HOME}/.config/systemd/user/openclaw-gateway.service`;
    const text = lab.readFile(unit);
    lab.remove(unit);
    await lab.mustUser(["systemctl", "--user", "daemon-reload"]);
    for (let tick = 1; tick <= 2; tick++) {
      const output = await lab.tick();
      expectCode(output, 3);
      assert.match(output.stdout, /: misconfigured/);
    }
    assert.equal(count(lab.log(), / misconfigured: /), 1);
    lab.writeFile(unit, text);
    await lab.mustUser(["systemctl", "--user", "daemon-reload"]);
    await lab.systemctl("start");
    await lab.waitForHealth(5000);
    await healthyTick(lab);
  },
);
