import assert from "node:assert/strict";

Deno.test("the time is the local one, with its distance from UTC", async () => {
  const cases = {
    "UTC": "2026-11-23 01:15:04 +0000",
    "Asia/Shanghai": "2026-11-23 09:15:04 +0800",
    "America/St_Johns": "2026-11-22 21:45:04 -0330",
    "Asia/Kathmandu": "2026-11-23 07:00:04 +0545",
  };
  const file = new URL("../../lib/base/local_time.ts", import.meta.url);
  for (const [zone, expected] of Object.entries(cases)) {
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: [
        "eval",
        "--no-lock",
        "--no-config",
        `import { localTimestamp } from "${file}";
         console.log(localTimestamp(Date.UTC(2026, 10, 23, 1, 15, 4)));`,
      ],
      env: { TZ: zone },
    }).output();
    assert.equal(new TextDecoder().decode(stdout), `${expected}\n`, zone);
  }
});

Deno.test("the minute of the day is the local one, also when clocks are set", async () => {
  const file = new URL("../../lib/base/local_time.ts", import.meta.url);
  // 02:30 comes twice that night in Berlin, 00:30 and 01:30 in UTC.
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      "eval",
      "--no-lock",
      "--no-config",
      `import { localMinute } from "${file}";
       console.log([0, 1, 2].map((hour) =>
         localMinute(Date.UTC(2026, 9, 25, hour, 30))).join());`,
    ],
    env: { TZ: "Europe/Berlin" },
  }).output();
  assert.equal(new TextDecoder().decode(stdout), "150,150,210\n");
});
