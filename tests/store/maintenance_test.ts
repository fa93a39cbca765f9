import assert from "node:assert/strict";
import {
  clearEmergencyStop,
  clearOwnSwitch,
  readMaintenance,
  readOwnSwitch,
  writeEmergencyStop,
  writeOwnSwitch,
} from "../../lib/store/maintenance.ts";
import { profilePaths } from "../../lib/store/paths.ts";
import { suspiciousTmpFlag } from "../../lib/store/tmp_flag.ts";
import type { Context } from "../../lib/sys/context.ts";
import { fakeContext } from "../fake_context.ts";

const NOW = 1_000_000_000;
const ON = {
  sinceMs: NOW - 5000,
  untilMs: NOW + 5000,
  reason: "disk",
  by: "ann",
};

function world(): { context: Context; flag: string } {
  const home = Deno.makeTempDirSync();
  const context = fakeContext({
    home,
    uid: Deno.uid() ?? 0,
    env: (name) => name === "USER" ? "ann" : undefined,
    roots: {
      proc: "/proc",
      cgroup: "/sys/fs/cgroup",
      tmp: home,
      etc: "/nowhere",
    },
  });
  return { context, flag: `${home}/openclaw-maintenance` };
}

Deno.test("maintenance is off when nothing says otherwise", () => {
  const { context } = world();
  assert.equal(readMaintenance(context, "default", NOW), null);
  assert.equal(clearOwnSwitch(context, "default"), false);
  assert.equal(clearEmergencyStop(context, "default"), false);
});

Deno.test("the guard's own switch holds until its time, for its profile", () => {
  const { context } = world();
  writeOwnSwitch(context, "work", ON);
  const on = readMaintenance(context, "work", NOW);
  assert.deepEqual(on, {
    source: "guard",
    untilMs: NOW + 5000,
    reason: "disk",
    by: "ann",
    sinceMs: NOW - 5000,
    expired: false,
    profile: "work",
  });
  assert.equal(readMaintenance(context, "default", NOW), null);
  assert.notEqual(readMaintenance(context, "work", NOW + 4999), null);
  assert.equal(readMaintenance(context, "work", NOW + 5000), null);
  assert.equal(readOwnSwitch(context, "work", NOW + 5000)?.expired, true);
  const { maintenance } = profilePaths(context, "work");
  assert.equal(Deno.statSync(maintenance).mode! & 0o777, 0o600);
  assert.equal(clearOwnSwitch(context, "work"), true);
  assert.equal(readMaintenance(context, "work", NOW), null);
});

Deno.test("a switch that cannot be read counts as on and says why", () => {
  const cases: readonly [text: string | null, why: RegExp][] = [
    ["", /\(not JSON\), which counts as on/],
    ["{}", /\(not a maintenance file\)/],
    [
      '{"schema":1,"sinceMs":1,"untilMs":"x","reason":null,"by":null}',
      /not a maintenance file/,
    ],
    [null, /cannot be read/],
  ];
  for (const [text, why] of cases) {
    const { context } = world();
    const { dir, maintenance } = profilePaths(context, "default");
    Deno.mkdirSync(dir, { recursive: true });
    if (text === null) Deno.mkdirSync(maintenance);
    else Deno.writeTextFileSync(maintenance, text);
    const fact = readMaintenance(context, "default", NOW);
    assert.match(fact?.reason ?? "", why);
    assert.equal(fact?.untilMs, null);
  }
});

Deno.test("the flag in /tmp pauses all profiles without being opened", () => {
  const { context, flag } = world();
  Deno.writeTextFileSync(flag, "x", { mode: 0o000 });
  for (const profile of ["default", "work"]) {
    const fact = readMaintenance(context, profile, NOW);
    assert.equal(fact?.source, "tmp");
    assert.equal(fact?.untilMs, null);
  }
  assert.equal(suspiciousTmpFlag(context), null);
});

Deno.test("a flag in /tmp anyone could have put there does not count, and that is told", () => {
  const cases: readonly [name: string, make: (flag: string) => void][] = [
    ["it is a link", (flag) => {
      Deno.writeTextFileSync(`${flag}-real`, "");
      Deno.symlinkSync(`${flag}-real`, flag);
    }],
    ["it is a link", (flag) => Deno.symlinkSync("nowhere", flag)],
    // Another user can give a file of one's own this name.
    [
      "it has 2 names (hard links), so anybody may have put it there",
      (flag) => {
        Deno.writeTextFileSync(`${flag}-own`, "");
        Deno.linkSync(`${flag}-own`, flag);
      },
    ],
    ["it is not a plain file", (flag) => Deno.mkdirSync(flag)],
    ["it is not a plain file", (flag) => {
      const { success } = new Deno.Command("mkfifo", { args: [flag] })
        .outputSync();
      assert(success);
    }],
  ];
  for (const [why, make] of cases) {
    const { context, flag } = world();
    make(flag);
    assert.equal(readMaintenance(context, "default", NOW), null);
    assert.equal(
      suspiciousTmpFlag(context),
      `${flag} is ignored as a maintenance switch: ${why}`,
    );
  }
});

Deno.test("a flag in /tmp of another user does not count, one of root does", () => {
  const { context, flag } = world();
  Deno.writeTextFileSync(flag, "");
  const me = Deno.uid() ?? 0;
  const stranger = { ...context, uid: me + 1 };
  if (me === 0) {
    assert.equal(readMaintenance(stranger, "default", NOW)?.by, "root");
    Deno.chownSync(flag, 12345, 12345);
  }
  assert.equal(readMaintenance(stranger, "default", NOW), null);
  assert.match(suspiciousTmpFlag(stranger) ?? "", /another user \(uid \d+\)$/);
});

Deno.test("emergency-stop outranks everything and counts whatever is in its file", () => {
  const { context, flag } = world();
  Deno.writeTextFileSync(flag, "");
  writeOwnSwitch(context, "default", ON);
  writeEmergencyStop(context, "default");
  const fact = readMaintenance(context, "default", NOW);
  assert.deepEqual(fact, {
    sinceMs: context.clock.now().wallMs,
    source: "emergency-stop",
    untilMs: null,
    reason: "emergency-stop",
    by: "ann",
    profile: "default",
  });
  Deno.writeTextFileSync(profilePaths(context, "default").emergency, "");
  assert.equal(
    readMaintenance(context, "default", NOW)?.source,
    "emergency-stop",
  );
  assert.equal(clearEmergencyStop(context, "default"), true);
  assert.equal(readMaintenance(context, "default", NOW)?.source, "guard");
});
