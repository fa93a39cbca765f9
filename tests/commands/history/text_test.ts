import assert from "node:assert/strict";
import { displayWidth } from "../../../lib/base/width.ts";
import { historyJson } from "../../../lib/commands/history/json.ts";
import { historyLines } from "../../../lib/commands/history/text.ts";
import { pastOf } from "../../../lib/core/past_incidents.ts";
import { speak } from "../../../lib/text/speech.ts";
import {
  EMPTY,
  incidentEvents,
  NOW,
  sampleProfile,
  sampleView,
} from "./sample.ts";

const PLAIN = { colour: false, utf8: false, columns: 80 };

Deno.test("a terminal with nothing but ASCII and no colour gets nothing else", () => {
  const lines = historyLines(sampleView(), PLAIN);
  assert.match(lines.join("\n"), /^[ -~\n]*$/);
  assert.match(
    lines.join("\n"),
    /# longer outage {2}\* outage of up to 15 min/,
  );
  assert.match(lines.join("\n"), /2026-08-31 {2}[-+*#p.?]{30}\n/);
});

Deno.test("colour adds to the signs and is ended on its line; UTF-8 draws bars", () => {
  const lines = historyLines(sampleView(), {
    colour: true,
    utf8: true,
    columns: 80,
  });
  for (const line of lines) {
    const begun = line.split("\x1b[3").length;
    assert.equal(line.split("\x1b[0m").length, begun, line);
  }
  assert.match(
    lines.join("\n").replaceAll("\x1b", "E"),
    /E\[32m▄+E\[0mE\[31m█E\[0m/,
  );
  assert.match(lines.join("\n"), /\|[▁▂▃▄▅▆▇█ ]{48}\|/);
});

Deno.test("no line of sentences is longer than the terminal is wide, in both languages", async () => {
  for (const language of ["en", "zh-CN"] as const) {
    await speak(language);
    const view = sampleView({ profiles: 3, days: 400, language });
    for (const columns of [60, 80]) {
      const lines = historyLines({ ...view, days: 400 }, {
        colour: false,
        utf8: true,
        columns,
      });
      const isTable = (line: string) => / {2,}\S.* {2,}\S/.test(line);
      const wide = lines.slice(1).filter((line) =>
        displayWidth(line) > columns && !isTable(line)
      );
      assert.deepEqual(wide, []);
    }
  }
  await speak("en");
});

Deno.test("incidents come newest first, the open one first of all, and many are only counted", () => {
  const past = pastOf([
    ...Array.from(
      { length: 25 },
      (_, at) => incidentEvents((30 - at) * 3_600_000),
    ).flat(),
    ...incidentEvents(90_000, { verdict: "down", reason: "port", open: true }),
  ], NOW);
  const history = sampleProfile("default", 90, 0, { past });
  const text = historyLines({ ...sampleView(), profiles: [history] }, PLAIN)
    .join("\n");
  assert.match(
    text,
    /newest first\n.*down \(port\), for 1 min 30 s so far\n.*restarted by the guard; not over yet\n.*hung \(http\), 49 s\n/,
  );
  assert.match(text, /and 6 more: "openclaw-guard history --json" has all/);
});

Deno.test("without a check nothing is said to be well", () => {
  const text = historyLines(sampleView({ days: 0 }), PLAIN).join("\n");
  assert.match(text, /\): no check yet\n/);
  assert.match(text, /Uptime +- +- +- +-\n/);
  assert.match(text, /Nothing is known of this time/);
  assert.doesNotMatch(text, /100|healthy/);
});

Deno.test("days that cannot be read are not passed over", () => {
  const history = sampleProfile("default", 0, 0, {
    rollups: { ...EMPTY, problem: "it is no memory of days" },
  });
  const text = historyLines({ ...sampleView(), profiles: [history] }, PLAIN)
    .join("\n");
  assert.match(text, /days cannot be read: it is no memory of days\n/);
});

Deno.test("--json has the same figures, in a schema of its own", () => {
  const { schema, profiles: [found], ...rest } = JSON.parse(
    historyJson(sampleView()),
  );
  assert.equal(schema, 1);
  assert.equal(rest.host, "kitchen-server");
  assert.equal(found.windows[0].hours, 24);
  assert.deepEqual(
    found.windows.map(({ uptimePercent }: { uptimePercent: number }) =>
      uptimePercent
    ),
    [99.94, 99.99, 99.97, 99.83],
  );
  assert.equal(found.days.length, 90);
  // What the picture in the guide is made of must not contradict itself.
  assert.equal(found.since, found.incidents[0].endedAt);
  assert.deepEqual(Object.keys(found.incidents[0]).sort(), [
    ...["deeds", "drill", "endedAt", "ending", "id", "outageMs", "reason"],
    ...["sentence", "startedAt", "verdict"],
  ]);
  assert.equal(found.incidents[0].deeds[0].by, "guard");
});
