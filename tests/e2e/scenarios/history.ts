/** What was: `history`, and the page that is kept up to date. */

import assert from "node:assert/strict";
import { expectCode, healthyTick, lifeOf, waitForNewLife } from "../expect.ts";
import { HOME } from "../names.ts";
import { scenario } from "../scenario.ts";

scenario(
  "a frozen gateway is rescued: history names the incident, who did what, and the page tells it as it happens",
  { gateway: "fake", seconds: 20 },
  async (lab) => {
    const page = `${HOME}/openclaw.html`;
    lab.settings({ history: { page }, host: "attic" });
    await healthyTick(lab);
    assert.match(
      lab.readFile(page),
      /<title>OpenClaw Gateway \(default\): healthy<\/title>/,
    );
    assert.equal((Deno.statSync(lab.hostPath(page)).mode ?? 0) & 0o777, 0o600);
    const before = await lifeOf(lab);
    await lab.signal("STOP");
    expectCode(await lab.tick(), 2);
    assert.match(
      lab.readFile(page),
      /<title>OpenClaw Gateway \(default\): hung \(http\)<\/title>[^]*restarted by the guard; not over yet/,
    );
    await waitForNewLife(lab, before, 15_000);
    await healthyTick(lab);
    assert.match(
      lab.readFile(page),
      /: healthy<\/title>[^]*attic<\/h1>[^]*hung \(http\)<\/strong>[^]*restarted by the guard; well again \d\d:\d\d:\d\d/,
    );
    const shown = await lab.guard(["history"]);
    expectCode(shown, 0);
    assert.match(
      shown.stdout,
      /\): healthy - it works\n[^]*newest first\n {2}\S+ \S+ {2}hung \(http\), \d+ s\n +restarted by the guard; well again /,
    );
    const { stdout } = await lab.guard(["history", "--json"]);
    const { schema, host, profiles: [found] } = JSON.parse(stdout);
    assert.deepEqual([schema, host], [1, "attic"]);
    const [incident, ...more] = found.incidents;
    assert.equal(more.length, 0);
    assert.deepEqual(
      [incident.ending, incident.deeds.at(-1).kind, incident.deeds.at(-1).by],
      ["well", "restart", "guard"],
    );
    const [day] = found.windows;
    assert.equal(day.outages, 1);
    assert.ok(
      day.uptimePercent < 100,
      `${day.uptimePercent} % after an outage`,
    );
    assert.equal(day.starts.guard, 1);
    const chinese = await lab.guard(["history", "--lang", "zh"]);
    assert.match(chinese.stdout, /hung \(http\)，\d+ 秒\n +守护程序重启了它；/);
    // No check fails for a page.
    lab.settings({ history: { page: `${HOME}/no/such/folder/page.html` } });
    await healthyTick(lab);
    await healthyTick(lab);
    const told = lab.log().match(/ history-page: .*not kept up to date/g);
    assert.equal(told?.length, 1);
  },
);
