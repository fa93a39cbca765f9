/** Keeps docs/monitoring to what `openclaw-guard metrics` prints. */

import assert from "node:assert/strict";
import { VERDICTS } from "../../lib/core/types.ts";
import { metricNames } from "../core/metrics.ts";

const METRIC_NAMES = metricNames();
const FOLDER = `${import.meta.dirname}/../../docs/monitoring`;
const FILES = [...Deno.readDirSync(FOLDER)].map(({ name }) => name);

interface Target {
  readonly expr: string;
  readonly datasource: unknown;
}
interface Panel {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly datasource: unknown;
  readonly gridPos: Readonly<Record<"x" | "y" | "w" | "h", number>>;
  readonly targets: readonly Target[];
  readonly fieldConfig: {
    readonly defaults: {
      readonly mappings?: readonly {
        readonly options: Readonly<Record<string, { readonly text: string }>>;
      }[];
    };
  };
}
interface Dashboard {
  readonly __inputs: readonly { readonly name: string }[];
  readonly id: null;
  readonly uid: null;
  readonly schemaVersion: number;
  readonly panels: readonly Panel[];
  readonly templating: {
    readonly list: readonly {
      readonly name: string;
      readonly definition: string;
      readonly query: { readonly query: string };
    }[];
  };
}

const dashboard: Dashboard = JSON.parse(
  Deno.readTextFileSync(`${FOLDER}/grafana-dashboard.json`),
);

for (const file of FILES) {
  Deno.test(`docs/monitoring/${file} names only metrics that there are`, () => {
    const names = Deno.readTextFileSync(`${FOLDER}/${file}`)
      .match(/\bopenclaw_guard_[a-z]\w*\b(?!\.prom)/g) ?? [];
    const unknown = names.filter((name) => !METRIC_NAMES.has(name));
    assert.deepEqual(unknown, []);
  });
}

Deno.test("the dashboard and the rules use every metric there is", () => {
  const text = FILES.map((file) => Deno.readTextFileSync(`${FOLDER}/${file}`))
    .join();
  assert.deepEqual(
    [...METRIC_NAMES].filter((name) => !text.includes(name)),
    [],
  );
});

Deno.test("the dashboard can be brought into any Grafana since 11", () => {
  const { __inputs, id, uid, schemaVersion, panels, templating } = dashboard;
  assert.deepEqual([id, uid, schemaVersion], [null, null, 39]);
  assert.deepEqual(__inputs.map(({ name }) => name), ["DS_PROMETHEUS"]);
  const source = { type: "prometheus", uid: "${DS_PROMETHEUS}" };
  for (const { datasource, targets } of panels) {
    assert.deepEqual(datasource, source);
    for (const target of targets) assert.deepEqual(target.datasource, source);
  }
  assert.deepEqual(
    templating.list.map(({ name }) => name),
    ["host", "user", "profile"],
  );
});

Deno.test("the panels of the dashboard are told apart, explained, and cover no other", () => {
  const { panels } = dashboard;
  assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length);
  for (const { title, description, targets } of panels) {
    assert.notEqual(title, "");
    assert.notEqual(description, "");
    assert.notEqual(targets.length, 0);
  }
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) => {
    assert(x + w <= 24);
    return Array.from(
      { length: w * h },
      (_, index) => `${x + index % w},${y + Math.floor(index / w)}`,
    );
  });
  assert.equal(new Set(cells).size, cells.length);
});

Deno.test("the panel of verdicts knows all of them, each by a number of its own", () => {
  const panel = dashboard.panels.find(({ title }) => title === "Verdicts");
  const [mapping] = panel?.fieldConfig.defaults.mappings ?? [];
  const shown = Object.entries(mapping?.options ?? {})
    .map(([number, { text }]) => `${number} ${text}`);
  const asked = [
    ...panel?.targets[0]?.expr.matchAll(
      /(\d+) \* \(openclaw_guard_verdict\{[^}]*verdict="([^"]+)"/g,
    ) ?? [],
  ].map(([, number, verdict]) => `${number} ${verdict}`);
  assert.deepEqual(asked, shown);
  assert.deepEqual(
    shown.map((text) => text.split(" ")[1]).toSorted(),
    [...VERDICTS].toSorted(),
  );
});

Deno.test("the rules name only verdicts that there are", () => {
  const text = Deno.readTextFileSync(`${FOLDER}/openclaw-guard.rules.yml`);
  const named = [...text.matchAll(/verdict=~?"([^"]+)"/g)]
    .flatMap(([, names = ""]) => names.split("|"));
  assert(named.length > 5);
  assert.deepEqual(
    named.filter((name) => !VERDICTS.some((verdict) => verdict === name)),
    [],
  );
});

Deno.test("every alert of Alertmanager's example is one of the rules, and every rule has a test", () => {
  const rules = Deno.readTextFileSync(`${FOLDER}/openclaw-guard.rules.yml`);
  const alerts = [...rules.matchAll(/- alert: (\w+)/g)].map(([, name]) => name);
  const routed = Deno.readTextFileSync(`${FOLDER}/alertmanager.yml`);
  for (const [name] of routed.matchAll(/\bOpenClaw\w+/g)) {
    assert(alerts.includes(name), name);
  }
  const tests = Deno.readTextFileSync(
    `${FOLDER}/openclaw-guard.rules.test.yml`,
  );
  for (const name of alerts) {
    assert.match(tests, new RegExp(`alertname: ${name}\\n`));
  }
});

Deno.test("what the README joins with OpenClaw's plugin is what the tests of the rules ask", () => {
  const squeezed = (file: string) =>
    Deno.readTextFileSync(`${FOLDER}/${file}`).replaceAll(/\s+/g, " ");
  const [, query = ""] = /```promql (.*?) ```/.exec(squeezed("README.md")) ??
    [];
  assert.notEqual(query, "");
  assert(squeezed("openclaw-guard.rules.test.yml").includes(query));
});
