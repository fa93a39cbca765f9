import assert from "node:assert/strict";
import {
  judgeMetrics,
  type MetricsFacts,
  shownIn,
} from "../../../lib/commands/doctor/metrics.ts";
import { fixes, levels } from "./levels.ts";

const FILE = "/var/lib/openclaw-guard/me/metrics.prom";
const GOOD: MetricsFacts = {
  file: FILE,
  user: "me",
  ageMs: 12_000,
  error: null,
  hasFolder: true,
  closed: null,
  shown: { isOurs: true, ageMs: 15_000, failed: false },
};
const ELSEWHERE = "sudo install -d -o me -m 0755 /var/lib/openclaw-guard/me";
const LOOK = "ls -lL /var/lib/prometheus/node-exporter";

const CASES: readonly [
  what: string,
  change: Partial<MetricsFacts>,
  level: string[],
  fix: string[],
][] = [
  ["all is well", {}, [], []],
  ["there is no file yet", { ageMs: null }, ["metrics: warning"], [
    "openclaw-guard logs -n 50",
  ]],
  [
    "there is no folder for it",
    { ageMs: null, hasFolder: false },
    ["metrics: warning"],
    [ELSEWHERE],
  ],
  [
    "it cannot be looked at",
    { ageMs: null, error: "Permission denied" },
    ["metrics: warning"],
    [ELSEWHERE],
  ],
  ["it is old", { ageMs: 91_000 }, ["metrics: warning"], [
    "openclaw-guard logs -n 50",
  ]],
  [
    "a home is closed",
    { closed: { path: "/home/me", mode: 0o700 } },
    ["metrics: warning"],
    [ELSEWHERE],
  ],
  [
    "the file is closed",
    { closed: { path: FILE, mode: 0o600 } },
    ["metrics: warning"],
    [`chmod 0644 ${FILE}`],
  ],
  ["there is no exporter", { shown: null }, ["metrics: note"], []],
  [
    "the exporter does not see it",
    { shown: { isOurs: false, ageMs: null, failed: false } },
    ["metrics: warning"],
    [`sudo ln -s ${FILE} /var/lib/prometheus/node-exporter/openclaw_guard_me.prom`],
  ],
  [
    "the exporter shows another, older one",
    { shown: { isOurs: true, ageMs: 200_000, failed: false } },
    ["metrics: warning"],
    [LOOK],
  ],
  [
    "the exporter cannot read a file",
    { shown: { isOurs: true, ageMs: 1000, failed: true } },
    ["metrics: warning"],
    [LOOK],
  ],
];

for (const [what, change, level, fix] of CASES) {
  Deno.test(`metrics: ${what}`, () => {
    const findings = judgeMetrics({ ...GOOD, ...change });
    assert.equal(findings.length, 1);
    assert.deepEqual(levels(findings), level);
    assert.deepEqual(fixes(findings), fix);
  });
}

/** As node_exporter 1.5.0 prints it: labels in the order of the alphabet. */
const EXPORTED = `# TYPE node_textfile_scrape_error gauge
node_textfile_scrape_error 0
openclaw_guard_build_info{user="eve",version="1"} 1
openclaw_guard_build_info{user="me",version="1"} 1
openclaw_guard_last_check_timestamp_seconds{profile="default",user="eve"} 1.764103295e+09
openclaw_guard_last_check_timestamp_seconds{profile="default",user="me"} 1.7641032e+09
`;

Deno.test("metrics: of several users' the own ones are found in what the exporter shows", () => {
  const now = 1_764_103_300_000;
  assert.deepEqual(shownIn(EXPORTED, "me", now), {
    isOurs: true,
    ageMs: 100_000,
    failed: false,
  });
  assert.equal(shownIn(EXPORTED, "eve", now).ageMs, 5000);
  assert.deepEqual(shownIn(EXPORTED, "m", now), {
    isOurs: false,
    ageMs: null,
    failed: false,
  });
  assert.ok(
    shownIn(EXPORTED.replace("error 0", "error 1"), "me", now).failed,
  );
});
