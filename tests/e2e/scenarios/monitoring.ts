/** From the guard's metrics to a person who is told, over the programs people have. */

import assert from "node:assert/strict";
import { runUnpacked } from "../debian.ts";
import { expectCode, healthyTick, lifeOf, waitForNewLife } from "../expect.ts";
import type { Lab } from "../lab.ts";
import { GUARD } from "../names.ts";
import { Monitoring, TEXTFILES } from "../prometheus.ts";
import { scenario } from "../scenario.ts";

const FOLDER = "/var/lib/openclaw-guard";

/** As docs/monitoring/README.md tells root. */
async function openFolder(lab: Lab, user: string): Promise<string> {
  const folder = `${FOLDER}/${user}`;
  await lab.mustRoot(["install", "-d", "-o", user, "-m", "0755", folder]);
  return `${folder}/metrics.prom`;
}

async function link(lab: Lab, user: string): Promise<void> {
  const from = `${TEXTFILES}/openclaw_guard_${user}.prom`;
  await lab.mustRoot(["ln", "-s", `${FOLDER}/${user}/metrics.prom`, from]);
}

/** Every query of the dashboard, for all hosts, users and profiles. */
function dashboardQueries(): string[] {
  const path =
    `${import.meta.dirname}/../../../docs/monitoring/grafana-dashboard.json`;
  const { panels } = JSON.parse(Deno.readTextFileSync(path));
  return panels.flatMap(({ targets }: { targets: { expr: string }[] }) =>
    targets.map(({ expr }) =>
      expr.replaceAll(/\$(?:host|user|profile)\b/g, ".*")
        .replaceAll("$__range", "1h")
    )
  );
}

scenario(
  "metrics: a frozen gateway is scraped, pending, firing and resolved at a webhook; two users on a host; wrong modes",
  { gateway: "fake", seconds: 40 },
  async (lab) => {
    const monitoring = await Monitoring.start(lab);
    const file = await openFolder(lab, "openclaw");
    lab.settings({ metrics: { file } });
    await healthyTick(lab);
    await link(lab, "openclaw");
    const printed = await lab.guard(["metrics"]);
    expectCode(printed, 0);
    await runUnpacked("usr/bin/promtool", ["check", "metrics"], {
      stdin: lab.readFile(file),
    });
    await monitoring.finds("openclaw_guard_gateway_up == 1", 10_000);

    const before = await lifeOf(lab);
    await lab.signal("STOP");
    expectCode(await lab.tick(), 2);
    await monitoring.finds(
      'openclaw_guard_verdict{verdict="hung"} == 1 and on (user) openclaw_guard_gateway_up == 0',
      5000,
    );
    const alert = 'ALERTS{alertname="OpenClawGatewayDown"';
    await monitoring.finds(`${alert}, alertstate="pending"}`, 5000);
    await monitoring.finds(`${alert}, alertstate="firing"}`, 10_000);
    await waitForNewLife(lab, before, 15_000);
    const told = () => monitoring.told("OpenClawGatewayDown");
    await lab.waitFor("a person is told", () => told().length > 0, 10_000);
    await healthyTick(lab);
    await lab.waitFor(
      "a person is told that it is over",
      () => told().at(-1)?.status === "resolved",
      15_000,
    );
    const [first] = told();
    assert.equal(first?.status, "firing");
    assert.equal(first?.labels.user, "openclaw");
    assert.equal(first?.labels.host, "127.0.0.1");
    assert.match(
      first?.annotations.summary ?? "",
      /^OpenClaw gateway default of openclaw on 127.0.0.1 does not work$/,
    );
    const [restarts] = await monitoring.query(
      'openclaw_guard_actions_total{action="restart"}',
    );
    assert.equal(restarts?.value, 1);

    // A second user with a guard that has nothing to guard.
    await lab.mustRoot(["useradd", "--create-home", "eve"]);
    const hers = await openFolder(lab, "eve");
    await lab.mustRoot([
      "sh",
      "-ec",
      `install -d -o eve /home/eve/.config /home/eve/.config/openclaw-guard
       echo '{ "metrics": { "file": "${hers}" }, "probe": { "port": 19999 } }' >/home/eve/.config/openclaw-guard/config.json
       runuser -u eve -- env HOME=/home/eve USER=eve LOGNAME=eve "$0" check || true`,
      GUARD,
    ]);
    await link(lab, "eve");
    await monitoring.finds('openclaw_guard_build_info{user="eve"}', 5000);
    const users = await monitoring.query(
      'openclaw_guard_verdict{profile="default"} == 1',
    );
    assert.deepEqual(
      users.map(({ metric }) => `${metric.user} ${metric.verdict}`).toSorted(),
      ["eve inconclusive", "openclaw healthy"],
    );
    assert.deepEqual(await monitoring.query("node_textfile_scrape_error"), [
      {
        metric: {
          __name__: "node_textfile_scrape_error",
          host: "127.0.0.1",
          instance: "127.0.0.1:9100",
          job: "node",
        },
        value: 0,
      },
    ]);
    for (const query of dashboardQueries()) await monitoring.query(query);

    // 300 hosts behind one dead uplink are one message, and nothing else is told of them.
    const hosts = Array.from({ length: 300 }, (_, index) => `h${index}:9100`);
    const of = (alertname: string, severity: string) =>
      hosts.map((instance) => ({ alertname, severity, instance }));
    await monitoring.alert([
      ...of("OpenClawHostUnreachable", "critical"),
      ...of("OpenClawGatewayDown", "critical"),
      ...of("OpenClawGuardMissing", "warning"),
    ]);
    const sent = () =>
      monitoring.messages().filter((alerts) =>
        alerts.some(({ labels }) => hosts.includes(labels.instance ?? ""))
      );
    await lab.waitFor("the message", () => sent().length > 0, 10_000);

    await lab.mustRoot(["chmod", "0700", `${FOLDER}/openclaw`]);
    await monitoring.finds("node_textfile_scrape_error == 1", 5000);
    const { stdout } = await lab.guard(["doctor"]);
    assert.match(
      stdout,
      /others cannot read the metrics in \S+: \/var\/lib\/openclaw-guard\/openclaw has mode 0700/,
    );
    await lab.waitFor(
      "the broken textfile is told",
      () => monitoring.told("OpenClawTextfileBroken").length > 0,
      10_000,
    );
    assert.deepEqual(
      sent().map((alerts) => [alerts.length, alerts[0]?.labels.alertname]),
      [[300, "OpenClawHostUnreachable"]],
    );
  },
);
