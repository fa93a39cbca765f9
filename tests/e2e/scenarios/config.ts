/** Configs that break: kept, named, restored, never silently (issue 4). */

import assert from "node:assert/strict";
import {
  count,
  expectCode,
  expectNoAction,
  expectSameLife,
  healthyTick,
  lifeOf,
} from "../expect.ts";
import { CONFIG } from "../gateway.ts";
import { delay, type Lab } from "../lab.ts";
import {
  DEFAULT_PORT,
  HOME,
  openclawDir,
  STATE_DIR,
  unitName,
} from "../names.ts";
import { scenario } from "../scenario.ts";

/** A way to break `openclaw.json`, and what must be said about it. */
interface Breakage {
  /** Also the name of the OpenClaw profile it happens to. */
  readonly name: string;
  apply(text: string): string;
  readonly named: RegExp;
}

const BREAKAGES: readonly Breakage[] = [
  {
    name: "syntax",
    apply: (text) => text.replace('"loopback",', '"loopback"'),
    named: /openclaw\.json is not valid JSON5 at line \d+, column \d+/,
  },
  {
    name: "type",
    apply: (text) => text.replace(/"port": \d+/, '"port": "eighteen"'),
    named: /gateway\.port: Invalid input: expected number, received string/,
  },
  {
    name: "unknown",
    apply: (text) => text.replace('"bind"', '"prot": 1, "bind"'),
    named: /gateway: unknown key "prot"/,
  },
  { name: "empty", apply: () => "", named: /openclaw\.json is empty/ },
  {
    name: "truncated",
    apply: (text) => text.slice(0, text.length / 2),
    named: /openclaw\.json is not valid JSON5 at line \d+, column \d+/,
  },
];

/** One gateway of its own for each breakage: they wait at the same time. */
class Patient {
  readonly breakage: Breakage;
  readonly profile: string;
  readonly port: number;
  readonly good: string;
  /** When its config was broken for the guard to roll back. */
  brokenAt = 0;
  readonly #lab: Lab;

  constructor(lab: Lab, breakage: Breakage, index: number) {
    this.#lab = lab;
    this.breakage = breakage;
    this.profile = breakage.name;
    this.port = DEFAULT_PORT + 100 * (index + 1);
    this.good = CONFIG.replace(String(DEFAULT_PORT), String(this.port));
  }

  get configPath(): string {
    return `${openclawDir(this.profile)}/openclaw.json`;
  }

  get text(): string {
    return this.#lab.readFile(this.configPath);
  }

  get broken(): string {
    return this.breakage.apply(this.good);
  }

  breakConfig(): void {
    this.#lab.writeFile(this.configPath, this.broken);
    this.brokenAt = performance.now();
  }

  check() {
    return this.#lab.guard(["check", "--profile", this.profile]);
  }

  log(): string {
    return this.#lab.log(this.profile);
  }

  async healthy(): Promise<void> {
    await this.#lab.waitForHealth(120_000, { port: this.port });
    const output = await this.check();
    expectCode(output, 0);
    assert.match(output.stdout, /: healthy/);
  }

  async proven(): Promise<boolean> {
    await this.check();
    const { stdout } = await this.#lab.guard([
      "restore-config",
      "--list",
      "--json",
      "--profile",
      this.profile,
    ]);
    const { generations } = JSON.parse(stdout) as {
      generations: { proven: boolean; current: boolean }[];
    };
    return generations.some(({ proven, current }) => proven && current);
  }

  async failed(): Promise<void> {
    await this.#lab.waitFor(
      `the gateway refuses the config (${this.profile})`,
      async () => (await this.#lab.unit(this.profile)).activeState === "failed",
      60_000,
    );
    assert.equal((await this.#lab.unit(this.profile)).execMainStatus, 78);
  }

  /** The good bytes are kept, whatever happened. */
  expectKept(): void {
    const dir = `${STATE_DIR}/profiles/${this.profile}/config`;
    const kept = this.#lab.list(dir).filter((name) => name.endsWith(".json5"))
      .map((name) => this.#lab.readFile(`${dir}/${name}`));
    assert.ok(kept.includes(this.good), "the proven config was lost");
    assert.equal(
      this.#lab.list(openclawDir(this.profile))
        .filter((name) => /\.tmp-\d+-/.test(name)).length,
      0,
      "a temporary file was left",
    );
  }
}

async function install(lab: Lab, patient: Patient): Promise<void> {
  const { profile, port, good } = patient;
  await lab.gateway("real", {
    profile,
    port,
    config: good,
    unitEdits: {
      "[Service]\n": "[Service]\n" +
        `Environment=OPENCLAW_PROFILE=${profile}\n` +
        `Environment=OPENCLAW_STATE_DIR=${openclawDir(profile)}\n`,
      "OPENCLAW_SYSTEMD_UNIT=openclaw-gateway.service":
        `OPENCLAW_SYSTEMD_UNIT=${unitName(profile)}`,
    },
  });
  await lab.waitFor(
    `the config of ${profile} is proven`,
    () => patient.proven(),
    20_000,
    1000,
  );
}

/** Breaks the config while the gateway runs or is stopped, then starts it. */
async function breakAndStart(
  lab: Lab,
  patient: Patient,
  state: "running" | "stopped",
): Promise<void> {
  if (state === "stopped") await lab.systemctl("stop", patient.profile);
  patient.breakConfig();
  // Neither is a reason to put anything back.
  expectCode(await patient.check(), 0);
  assert.equal(patient.text, patient.broken, "restored although not asked to");
  await lab.systemctl(
    state === "stopped" ? "start" : "restart",
    patient.profile,
  );
  await patient.failed();
}

/** Policy "ask": named, told how to repair, left alone until a person says so. */
async function expectAsking(lab: Lab, patient: Patient): Promise<void> {
  const { breakage, profile } = patient;
  const output = await patient.check();
  expectCode(output, 2);
  assert.match(output.stdout, /: bad-config/);
  assert.match(output.stdout, breakage.named);
  const command = `openclaw-guard restore-config --yes --profile ${profile}`;
  assert.ok(output.stdout.includes(`"${command}" repairs it`), output.stdout);
  assert.match(patient.log(), breakage.named);
  const { stdout } = await lab.guard(["status", "--profile", profile]);
  assert.match(stdout, breakage.named);
  assert.ok(stdout.includes(command), stdout);
  assert.equal(patient.text, patient.broken, "restored although not asked to");
  const restored = await lab.guard(command.split(" ").slice(1), {
    timeoutMs: 150_000,
  });
  expectCode(restored, 0);
  assert.match(restored.stdout, /The gateway is healthy after \d+ s\./);
  assert.equal(patient.text, patient.good);
  await patient.healthy();
  patient.expectKept();
}

/** Policy "auto": not while it is being edited, then once, and loudly. */
async function expectRollback(lab: Lab, patient: Patient): Promise<void> {
  const { profile, breakage } = patient;
  await delay(patient.brokenAt + 32_000 - performance.now());
  const output = await patient.check();
  expectCode(output, 2);
  assert.equal(patient.text, patient.good, output.stdout);
  await patient.healthy();
  const log = patient.log();
  assert.match(log, / ERROR rollback: /);
  assert.match(log, / ERROR rolled-back: .*restore-config --undo/);
  assert.match(log, breakage.named);
  const { stdout } = await lab.guard(["status", "--profile", profile]);
  assert.match(stdout, /ROLLED BACK/);
  patient.expectKept();
  const undo = await lab.guard([
    "restore-config",
    "--undo",
    "--dry-run",
    "--profile",
    profile,
  ]);
  expectCode(undo, 0);
  await lab.systemctl("stop", profile);
}

for (const state of ["running", "stopped"] as const) {
  scenario(
    `config: broken in five ways while the gateway is ${state}: named, restored by command, or rolled back`,
    // Eight minutes each. Of what breaks, CI has the real gateway with exit 78 and
    // 1 (S13 F6 F20, B3), and the fake one.
    { gateway: "none", busy: true, seconds: 480, long: true },
    async (lab) => {
      const patients = BREAKAGES.map((breakage, index) =>
        new Patient(lab, breakage, index)
      );
      const profiles: Record<string, unknown> = {};
      // While one is looked at the others are not, which is no suspend.
      const recovery = { lateTick: "1h" };
      lab.settings({ recovery });
      for (const patient of patients) {
        await install(lab, patient);
        await breakAndStart(lab, patient, state);
        await expectAsking(lab, patient);
        profiles[patient.profile] = { rollback: "auto" };
        lab.settings({ recovery, profiles });
        await breakAndStart(lab, patient, state);
        const output = await patient.check();
        expectCode(output, 2);
        assert.match(output.stdout, /when it has been quiet for 30 s/);
        assert.equal(patient.text, patient.broken, "rolled back while edited");
      }
      for (const patient of patients) await expectRollback(lab, patient);
    },
  );
}

/** What OpenClaw 2026.6.11 says before it ends with 1, not 78. */
const REFUSAL_OF_2026_6 =
  "Gateway failed to start: Invalid config at /home/openclaw/.openclaw/openclaw.json.\\n" +
  'gateway: Unrecognized key: "prot"\\n' +
  'Run "openclaw doctor --fix" to repair, then retry.';
const NAMED = /: bad-config: .*\(exit 1\).*gateway: unknown key "prot"/;

const MISSPELT = /: bad-config: .*\(exit 1\).*gateway\.bind: .*"loopback"/;

async function proven(lab: Lab): Promise<void> {
  await lab.waitFor("the config is proven", async () => {
    await lab.tick();
    return (await lab.status()).backups.newestProven !== null;
  }, 30_000);
}

scenario(
  "B3 a config refused with exit code 1, as up to OpenClaw 2026.6, is named and not restarted, and one mended by hand is",
  {
    gateway: "fake",
    seconds: 75,
    unitEdits: { "StartLimitBurst=10": "StartLimitBurst=4" },
  },
  async (lab) => {
    const path = `${openclawDir()}/openclaw.json`;
    const good = lab.readFile(path);
    await proven(lab);
    const broken = good.replace('"bind"', '"prot": 1, "bind"');
    lab.writeFile(path, broken);
    await lab.fault(`crash 1 ${REFUSAL_OF_2026_6}`);
    await lab.systemctl("restart");
    // While systemd still tries, and after it has given up.
    await lab.waitFor("it is named in the crash loop", async () => {
      const { subState } = await lab.unit();
      if (subState !== "auto-restart") return false;
      const { stdout } = await lab.tick();
      return NAMED.test(stdout);
    }, 20_000);
    await lab.waitFor(
      "systemd gives up",
      async () => (await lab.unit()).activeState === "failed",
      40_000,
    );
    const before = await lifeOf(lab);
    const output = await lab.tick();
    expectCode(output, 2);
    assert.match(output.stdout, NAMED);
    assert.match(output.stdout, /restore-config --yes" repairs it/);
    await expectSameLife(lab, before);
    expectNoAction(lab.log());
    const { stdout } = await lab.guard(["status"]);
    assert.match(stdout, /At fault +gateway: unknown key "prot"/);
    assert.match(stdout, /Repair +openclaw-guard restore-config --yes/);
    const { stdout: doctor } = await lab.guard(["doctor"]);
    assert.match(doctor, /it refuses its config: gateway: unknown key "prot"/);
    assert.equal(lab.readFile(path), broken, "restored although not asked to");

    // Mended by hand: what the gateway said was about another file.
    lab.writeFile(path, good);
    await lab.fault("ok");
    await lab.tick();
    await lab.waitForHealth(20_000);
    await healthyTick(lab);
    assert.equal(count(lab.log(), / start: /), 1);
  },
);

scenario(
  "C5 restore-config ends a crash loop that the config made: it waits for systemd's next start, or starts what systemd gave up",
  {
    gateway: "fake",
    seconds: 60,
    unitEdits: { "StartLimitBurst=10": "StartLimitBurst=3" },
  },
  async (lab) => {
    const path = `${openclawDir()}/openclaw.json`;
    const good = lab.readFile(path);
    await proven(lab);
    lab.writeFile(
      `${HOME}/.config/systemd/user/${unitName()}.d/refuse.conf`,
      `[Service]\nExecStartPre=/bin/sh -c "! grep -q prot ${path}"\n`,
    );
    await lab.mustUser(["systemctl", "--user", "daemon-reload"]);
    const breakIt = async () => {
      lab.writeFile(path, good.replace('"bind"', '"prot": 1, "bind"'));
      await lab.user(["systemctl", "--user", "restart", unitName()]);
    };
    const restore = async (progress: RegExp) => {
      const output = await lab.guard(["restore-config", "--yes"]);
      expectCode(output, 0);
      assert.match(output.stdout, progress);
      assert.match(output.stdout, /The gateway is healthy after/);
      assert.ok(await lab.health());
      assert.equal(lab.readFile(path), good);
    };
    await breakIt();
    await lab.waitFor(
      "systemd waits before it tries again",
      async () => (await lab.unit()).subState === "auto-restart",
      20_000,
    );
    await restore(/systemd is starting the gateway, waiting/);
    await lab.mustUser(["systemctl", "--user", "reset-failed", unitName()]);
    await breakIt();
    await lab.waitFor(
      "systemd gives up",
      async () => (await lab.unit()).activeState === "failed",
      40_000,
    );
    await restore(/Gateway started, waiting/);
  },
);

scenario(
  "B3 a misspelt gateway.bind, with which the real gateway ends with 1 again and again, is named, restored by command, or rolled back",
  { gateway: "real", busy: true, seconds: 150, long: true },
  async (lab) => {
    const path = `${openclawDir()}/openclaw.json`;
    const good = lab.readFile(path);
    await proven(lab);
    const broken = good.replace('"loopback"', '"lopback"');
    const refused = async () => {
      lab.writeFile(path, broken);
      await lab.systemctl("restart");
      await lab.waitFor("it is named", async () => {
        const { stdout, code } = await lab.tick();
        return code === 2 && MISSPELT.test(stdout);
      }, 60_000);
    };
    await refused();
    assert.equal((await lab.unit()).execMainStatus, 1);
    expectNoAction(lab.log());
    const restored = await lab.guard(["restore-config", "--yes"], {
      timeoutMs: 150_000,
    });
    assert.equal(lab.readFile(path), good, restored.stdout + restored.stderr);
    await lab.waitForHealth(120_000);
    await healthyTick(lab);

    lab.settings({ rollback: "auto" });
    await refused();
    await lab.waitFor("it is rolled back", async () => {
      await lab.tick();
      return lab.readFile(path) === good;
    }, 60_000);
    await lab.waitForHealth(120_000); // systemd still tries
    await healthyTick(lab);
    assert.match(lab.log(), / ERROR rolled-back: /);
    expectNoAction(lab.log().replaceAll(/ done: systemd or /g, ""));
  },
);
