import assert from "node:assert/strict";
import { freshMemory } from "../../lib/core/memory.ts";
import { metricsText } from "../../lib/core/metrics.ts";
import { noRollups } from "../../lib/core/roll_up.ts";
import { VERDICTS } from "../../lib/core/types.ts";
import { memory, metricNames, metrics, seriesIn } from "./metrics.ts";
import { at } from "./world.ts";

const { counters } = noRollups("UTC", 0);

Deno.test("all that METRICS.md names is told, as it is told there", () => {
  const text = metricsText(metrics());
  const lines = seriesIn(text);
  const prefix = "openclaw_guard_";
  const seconds = (ms: number) => at(ms).wallMs / 1000;
  for (
    const line of [
      'build_info{user="me",version="1.2.3"} 1',
      'gateway_up{user="me",profile="default"} 1',
      'verdict{user="me",profile="default",verdict="healthy"} 1',
      'verdict{user="me",profile="default",verdict="hung"} 0',
      'incident_open{user="me",profile="default"} 0',
      `incident_start_timestamp_seconds{user="me",profile="default"} ${
        seconds(-60_000)
      }`,
      `last_check_timestamp_seconds{user="me",profile="default"} ${
        seconds(500)
      }`,
      `last_healthy_timestamp_seconds{user="me",profile="default"} ${
        seconds(500)
      }`,
      'probe_duration_seconds{user="me",profile="default"} 0.0123',
      'checks_total{user="me",profile="default",verdict="healthy"} 7',
      'checks_total{user="me",profile="default",verdict="crash-loop"} 0',
      'incidents_total{user="me",profile="default",reason="http"} 1',
      'incidents_total{user="me",profile="default",reason="none"} 0',
      'actions_total{user="me",profile="default",action="restart",reason="http"} 2',
      'actions_total{user="me",profile="default",action="force-clean",reason="port"} 0',
      'downtime_seconds_total{user="me",profile="default"} 90.5',
      'notifications_total{user="me",channel="my phone",outcome="ok"} 3',
      'notifications_total{user="me",channel="team",outcome="retry"} 1',
      'notifications_queued{user="me"} 2',
    ]
  ) {
    assert.ok(lines.includes(prefix + line), `${line}\nis not in\n${text}`);
  }
  assert.ok(text.endsWith("\n") && !text.endsWith("\n\n"));
  assert.doesNotMatch(text, /\r|\t/);
});

Deno.test("each metric has its HELP and TYPE once, before its series", () => {
  const profiles = ["default", "work"].map((profile) => ({
    profile,
    memory: memory(),
    counters,
  }));
  const text = metricsText(metrics({ profiles }));
  for (const name of metricNames()) {
    const about = text.split("\n").filter((line) =>
      line.startsWith(`# HELP ${name} `) || line.startsWith(`# TYPE ${name} `)
    );
    assert.equal(about.length, 2, name);
    const first = text.indexOf(`\n${name}{`);
    assert.ok(first > text.indexOf(about[1] ?? "?"), name);
    // All series of a name stand together.
    const block = text.slice(first, text.lastIndexOf(`\n${name}{`));
    assert.ok(!block.includes("\n# "), name);
  }
  const series = seriesIn(text).map((line) =>
    line.slice(0, line.lastIndexOf(" "))
  );
  assert.equal(new Set(series).size, series.length, "a series stands twice");
  assert.ok(series.every((one) => /\{user="me"[,}]/.test(one)));
});

Deno.test("exactly one verdict is 1, whatever it is", () => {
  for (const verdict of VERDICTS) {
    const one = { profile: "p", memory: memory({ verdict }), counters };
    const lines = seriesIn(metricsText(metrics({ profiles: [one] })))
      .filter((line) => line.startsWith("openclaw_guard_verdict{"));
    assert.equal(lines.length, VERDICTS.length);
    assert.deepEqual(lines.filter((line) => line.endsWith(" 1")), [
      `openclaw_guard_verdict{user="me",profile="p",verdict="${verdict}"} 1`,
    ]);
  }
});

Deno.test("what is not known is not told", () => {
  const one = {
    profile: "p",
    memory: freshMemory(at(0)),
    counters,
  };
  const text = metricsText(metrics({ profiles: [one], queued: null }));
  for (
    const name of [
      "gateway_up",
      "incident_start_timestamp_seconds",
      "last_check_timestamp_seconds",
      "last_healthy_timestamp_seconds",
      "probe_duration_seconds",
      "notifications_queued",
    ]
  ) assert.ok(!text.includes(name), name);
  assert.match(text, /verdict="healthy"\} 0\n/);
});

/** What people can call users and channels. */
const HOSTILE = [
  'a"b',
  "a\\b",
  "a\nb",
  "a\r\tb",
  "李雷",
  '{x="y"} 1',
  "",
  "\u0000",
];

Deno.test("names of people are escaped, and add no line", () => {
  const plain = metricsText(metrics()).split("\n").length;
  for (const name of HOSTILE) {
    const text = metricsText(metrics({
      user: name,
      notifications: { [`${name} ok`]: 3, "team retry": 1 },
    }));
    assert.equal(text.split("\n").length, plain, JSON.stringify(name));
    for (const line of seriesIn(text)) {
      assert.match(
        line,
        /^[a-z_]+\{(?:[a-z]+="(?:[^"\\\n]|\\["\\n])*",?)+\} [\d.]+$/,
      );
    }
  }
});

/** Debian's package prometheus has it. */
const promtool = await (async () => {
  const { PROMTOOL = "", HOME = "" } = Deno.env.toObject();
  const places = [
    PROMTOOL,
    "/usr/bin/promtool",
    // Where tests/e2e/lab/setup.sh unpacks it.
    `${HOME}/.cache/openclaw-lab/opt/debian/usr/bin/promtool`,
  ];
  for (const path of places) {
    if (path !== "" && await Deno.stat(path).catch(() => null)) return path;
  }
  return null;
})();

Deno.test({
  name: promtool === null
    ? "promtool check metrics (skipped: Debian's package prometheus is not installed, and PROMTOOL does not name one)"
    : "promtool finds nothing to complain of",
  ignore: promtool === null,
  async fn() {
    for (const name of ["me", ...HOSTILE]) {
      const child = new Deno.Command(promtool ?? "", {
        args: ["check", "metrics"],
        stdin: "piped",
        stdout: "piped",
        stderr: "piped",
      }).spawn();
      const writer = child.stdin.getWriter();
      await writer.write(new TextEncoder().encode(metricsText(metrics({
        user: name,
        notifications: { [`${name} ok`]: 3 },
      }))));
      await writer.close();
      const { code, stdout, stderr } = await child.output();
      const said = new TextDecoder().decode(stdout) +
        new TextDecoder().decode(stderr);
      assert.equal(`${code} ${said}`, "0 ", JSON.stringify(name));
    }
  },
});
