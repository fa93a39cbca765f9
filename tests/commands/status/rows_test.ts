import assert from "node:assert/strict";
import { drillText } from "../../../lib/commands/status/rows.ts";
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
