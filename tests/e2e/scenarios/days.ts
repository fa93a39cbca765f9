/** What is remembered of days, and told to Prometheus. */

import assert from "node:assert/strict";
import { expectCode, healthyTick, lifeOf, waitForNewLife } from "../expect.ts";
import type { Lab } from "../lab.ts";
import { HOME, STATE_DIR } from "../names.ts";
import { scenario } from "../scenario.ts";

/** A series of a text of metrics; undefined: it is not told. */
function valueOf(text: string, series: string): number | undefined {
  const line = text.split("\n").find((line) => line.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.split(" ").at(-1));
}

/** The sum of a metric's series. */
function sumOf(text: string, name: string): number {
  return text.split("\n").filter((line) =>
    line.startsWith(`openclaw_guard_${name}{`)
  ).reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
}

const GATEWAY = 'user="openclaw",profile="default"';

async function quietCheck(lab: Lab): Promise<void> {
  await lab.mustUser([
    "sh",
    "-c",
    "exec /lab/bin/openclaw-guard check >/dev/null",
  ]);
}

scenario(
  "every check, quiet or not, is counted once, and so are a frozen gateway and its rescue; metrics.file has them for everybody to read",
  { gateway: "fake", seconds: 40 },
  async (lab) => {
    const file = "/var/lib/openclaw-guard/openclaw/metrics.prom";
    lab.settings({ metrics: { file } });
    // As docs/GUIDE.md tells root; before that it is told, and no check fails.
    await healthyTick(lab);
    assert.match(lab.log(), /metrics: the metrics cannot be written to /);
    const warned = await lab.guard(["doctor"]);
    assert.match(
      warned.stdout,
      /WARNING {2}metrics: the folder for the metrics in [^]*fix: sudo install -d -o openclaw -m 0755 \/var\/lib\/openclaw-guard\/openclaw/,
    );
    await lab.mustRoot([
      ...["install", "-d", "-o", "openclaw", "-m", "0755"],
      "/var/lib/openclaw-guard/openclaw",
    ]);
    await healthyTick(lab);
    assert.match(lab.log(), /metrics: the metrics are written again/);
    let checks = 2;
    // A config counts as settled after 5 s; from then on checks are quiet.
    while (!lab.exists(`${STATE_DIR}/quiet-ticks.jsonl`)) {
      assert.ok(checks++ < 20, "the checks do not become quiet");
      await new Promise((resolve) => setTimeout(resolve, 700));
      await quietCheck(lab);
    }
    for (let count = 0; count < 3; count++, checks++) await quietCheck(lab);
    const healthy = lab.readFile(file);
    assert.equal(sumOf(healthy, "checks_total"), checks);
    assert.equal(valueOf(healthy, `openclaw_guard_gateway_up{${GATEWAY}}`), 1);
    const { mode } = Deno.statSync(lab.hostPath(file));
    assert.equal((mode ?? 0) & 0o777, 0o644);
    const shown = await lab.guard(["doctor"]);
    assert.match(shown.stdout, /note {5}metrics: the metrics are in [^]*9100/);

    const before = await lifeOf(lab);
    await lab.signal("STOP");
    expectCode(await lab.tick(), 2);
    checks++;
    const down = lab.readFile(file);
    assert.equal(valueOf(down, `openclaw_guard_gateway_up{${GATEWAY}}`), 0);
    assert.equal(
      valueOf(down, `openclaw_guard_verdict{${GATEWAY},verdict="hung"}`),
      1,
    );
    await waitForNewLife(lab, before, 15_000);
    await healthyTick(lab);
    checks++;
    const printed = await lab.guard(["metrics"]);
    expectCode(printed, 0);
    const after = printed.stdout;
    assert.equal(sumOf(after, "checks_total"), checks);
    assert.equal(sumOf(after, "actions_total"), 1);
    assert.equal(sumOf(after, "incidents_total"), 1);
    const seconds = sumOf(after, "downtime_seconds_total");
    assert.ok(seconds > 5 && seconds < 60, `${seconds} s of outage`);

    const days = JSON.parse(lab.readFile(`${STATE_DIR}/rollups.json`));
    assert.equal(days.counters.downtimeMs <= seconds * 1000, true);
    // A home that is closed is named, with the way out of it.
    lab.settings({ metrics: { file: `${HOME}/me.prom` } });
    await lab.mustUser(["chmod", "0700", HOME]);
    await healthyTick(lab);
    const closed = await lab.guard(["doctor"]);
    assert.match(
      closed.stdout,
      /others cannot read the metrics in \/home\/openclaw\/me\.prom: \/home\/openclaw has mode 0700[^]*sudo install -d/,
    );
  },
);

/** Who started the gateway, over all days. */
function starts(lab: Lab): Record<string, number> {
  const text = lab.readFile(`${STATE_DIR}/rollups.json`);
  const sums = { guard: 0, systemd: 0, person: 0, openclaw: 0 };
  for (const row of JSON.parse(text).days as number[][]) {
    for (const [index, by] of Object.keys(sums).entries()) {
      sums[by as keyof typeof sums] += row[8 + index] ?? 0;
    }
  }
  return sums;
}

scenario(
  "days tell who started the gateway: systemd after a crash, a person, the guard after a hang",
  { gateway: "fake", seconds: 40, long: true },
  async (lab) => {
    await healthyTick(lab);
    let life = await lifeOf(lab);
    await lab.signal("KILL");
    await waitForNewLife(lab, life, 20_000);
    await healthyTick(lab);
    assert.deepEqual(starts(lab), {
      ...{ guard: 0, systemd: 1, person: 0, openclaw: 0 },
    });
    life = await lifeOf(lab);
    await lab.systemctl("restart");
    await waitForNewLife(lab, life, 20_000);
    await healthyTick(lab);
    life = await lifeOf(lab);
    await lab.signal("STOP");
    expectCode(await lab.tick(), 2);
    await waitForNewLife(lab, life, 20_000);
    await healthyTick(lab);
    assert.deepEqual(starts(lab), {
      ...{ guard: 1, systemd: 1, person: 1, openclaw: 0 },
    });
  },
);
