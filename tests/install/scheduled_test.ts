import assert from "node:assert/strict";
import { withGuardBlock } from "../../lib/install/cron/block.ts";
import { isScheduled, mayBeScheduled } from "../../lib/install/scheduled.ts";
import { World } from "./world.ts";

Deno.test("who counts on a check hears no in doubt, who wants none hears yes", async () => {
  const withLines = (world: World) => {
    world.table = withGuardBlock(world.context, "", world.program);
  };
  const cases: [
    name: string,
    change: (world: World) => void,
    certain: boolean,
    possible: boolean,
  ][] = [
    ["nothing starts it", () => {}, false, false],
    ["lines and a cron daemon", withLines, true, true],
    [
      "lines without a cron daemon",
      (world) => {
        withLines(world);
        Deno.removeSync(`${world.proc}/20`, { recursive: true });
      },
      false,
      true,
    ],
    [
      "a damaged block",
      (world) => {
        world.table = "# END openclaw-guard\n";
      },
      false,
      true,
    ],
    [
      "no crontab command",
      (world) => {
        world.hasCrontab = false;
      },
      false,
      false,
    ],
    [
      "a timer that runs",
      (world) => {
        world.timer = { active: true, enabled: true, outdated: false };
      },
      true,
      true,
    ],
    [
      "a timer that the next boot starts",
      (world) => {
        world.timer = { active: false, enabled: true, outdated: false };
      },
      false,
      true,
    ],
    [
      "systemd does not answer",
      (world) => {
        world.busError = "no bus\n";
      },
      false,
      true,
    ],
  ];
  for (const [name, change, certain, possible] of cases) {
    using world = new World();
    change(world);
    assert.equal(await isScheduled(world.context), certain, name);
    assert.equal(await mayBeScheduled(world.context), possible, name);
  }
});
