import assert from "node:assert/strict";
import type { StatusJson } from "../../../lib/commands/status/json.ts";
import { alertsText, drillText } from "../../../lib/commands/status/rows.ts";
import { drillUnderWay } from "../../../lib/commands/status/parts.ts";
import { readStat } from "../../../lib/probe/process.ts";
import { writeDrillRecord } from "../../../lib/store/drill_record.ts";
import { fakeContext } from "../../fake_context.ts";

Deno.test("a drill under way is told with its process, a killed one by what comes of it", () => {
  const context = fakeContext({ home: Deno.makeTempDirSync() });
  const { startTicks } = readStat(context, Deno.pid)!;
  const write = (ticks: number, bootId = "boot-1") =>
    writeDrillRecord(context, "default", {
      schema: 1,
      drill: "freeze",
      bootId,
      owner: { pid: Deno.pid, startTicks: ticks },
      startedBootMs: 0,
      ...{ frozen: null, stopped: null, maintenanceSinceMs: null },
    });
  const told = () => drillText(drillUnderWay(context, "default"));
  assert.equal(told(), null);
  write(startTicks);
  assert.equal(
    told(),
    `drill freeze is under way (pid ${Deno.pid}): the gateway is broken on purpose`,
  );
  write(startTicks + 1);
  assert.match(
    told() ?? "",
    /^drill freeze is over, .* the next check does that/,
  );
  write(startTicks, "another boot");
  assert.match(told() ?? "", /^drill freeze is over, /);
});

/** What is not as it should be with those who are to be told, and what "status" says. */
const ALERTS: readonly [
  notify: Partial<StatusJson["notify"]>,
  text: RegExp | null,
][] = [
  [{}, null],
  [{ waiting: 1 }, /^1 message waits$/],
  [
    { waiting: 3, failing: [{ name: "team", since: null, why: "HTTP 404" }] },
    /^team fails: HTTP 404; 3 messages wait$/,
  ],
  [
    {
      failing: [
        { name: "team", since: "2026-11-28T21:03:00Z", why: "HTTP 404" },
        { name: "ping.health", since: null, why: "HTTP 500" },
      ],
    },
    /^team has failed since .*\(3 min ago\): HTTP 404; failing, too: ping\.health$/,
  ],
  [{ problems: ['"notify.x" is unknown'] }, /^"notify\.x" is unknown$/],
];

Deno.test("status says who is not told, and nothing when all are", () => {
  const nowMs = Date.parse("2026-11-28T21:06:00Z");
  for (const [notify, text] of ALERTS) {
    const all = { waiting: 0, failing: [], problems: [], ...notify };
    const said = alertsText({ notify: all }, nowMs);
    if (text === null) assert.equal(said, null);
    else assert.match(said ?? "", text);
  }
});
