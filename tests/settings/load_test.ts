import assert from "node:assert/strict";
import { DEFAULT_POLICY, type Policy } from "../../lib/core/policy.ts";
import {
  DEFAULT_SETTINGS,
  loadSettings,
  SettingsError,
} from "../../lib/settings/load.ts";
import type { Context } from "../../lib/sys/context.ts";
import { fakeContext } from "../fake_context.ts";

/** A context with this settings file. */
function contextWith(text: string | Uint8Array | null): {
  context: Context;
  path: string;
} {
  const home = Deno.makeTempDirSync();
  const path = `${home}/.config/openclaw-guard/config.json`;
  Deno.mkdirSync(`${home}/.config/openclaw-guard`, { recursive: true });
  if (typeof text === "string") Deno.writeTextFileSync(path, text);
  else if (text !== null) Deno.writeFileSync(path, text);
  return { context: fakeContext({ home, uid: Deno.uid() ?? 0 }), path };
}

Deno.test("loadSettings() gives the defaults without a file and for an empty one", async () => {
  for (const text of [null, "{}", "{probe: {}, profiles: {default: {}}}"]) {
    const { context } = contextWith(text);
    const settings = await loadSettings(context, "default");
    assert.deepEqual(settings, DEFAULT_SETTINGS);
    assert.deepEqual(settings.policy, DEFAULT_POLICY);
  }
});

Deno.test("loadSettings() reads every key", async () => {
  const { context } = contextWith(`{
    // JSON5
    probe: { host: '::1', port: 19000, tls: true, connectTimeout: "1s", httpTimeout: "3s",
      healthTimeout: "4s", maxBody: "128KiB", loopbackSlow: "500ms" },
    recovery: { debounce: "15s", lateTick: "2m", waits: ["1s", "2s", "3s"], jitter: 0,
      busyCpuShare: 0.5, busyTicks: 6, startupGrace: "3m", startupGraceBusy: "15m",
      drainGrace: "1m", terminateTimeout: "20s", holdDown: ["1h"], stableReset: "20m",
      closeIncidentTicks: 3, settleAfterResume: "1m", leftInactive: "start",
      leftInactiveWait: "15m" },
    patience: { looping: "2m", turning: "10m", child: "4m", childGone: "20s",
      asleep: "30s", swapping: "7m" },
    limits: { restartsPerHour: 3, restartsPerDay: 5, uncleanKills: 1, uncleanWindow: "10m" },
    maintenance: { default: "2h", max: "3d" },
    rollback: "auto",
    backup: { generations: 50, daily: 14 },
    logs: { maxAge: "30d", maxSize: "10MiB" },
  }`);
  const policy: Policy = {
    tickMs: 30_000,
    lateTickMs: 120_000,
    debounceMs: 15_000,
    connectTimeoutMs: 1000,
    httpTimeoutMs: 3000,
    healthTimeoutMs: 4000,
    maxBodyBytes: 131_072,
    loopbackSlowMs: 500,
    waitsMs: [1000, 2000, 3000],
    jitter: 0,
    busyCpuShare: 0.5,
    busyTicks: 6,
    loopingPatienceMs: 120_000,
    turningPatienceMs: 600_000,
    childPatienceMs: 240_000,
    childGonePatienceMs: 20_000,
    asleepPatienceMs: 30_000,
    swappingPatienceMs: 420_000,
    startupGraceMs: 180_000,
    startupGraceBusyMs: 900_000,
    drainGraceMs: 60_000,
    terminateTimeoutMs: 20_000,
    holdDownMs: [3_600_000],
    stableResetMs: 1_200_000,
    closeIncidentTicks: 3,
    settleAfterResumeMs: 60_000,
    leftInactive: "start",
    leftInactiveWaitMs: 900_000,
    maxRestartsPerHour: 3,
    maxRestartsPerDay: 5,
    maxUncleanKills: 1,
    uncleanWindowMs: 600_000,
    rollback: "auto",
    backupGenerations: 50,
    backupDaily: 14,
    logMaxAgeDays: 30,
    logMaxBytes: 10_485_760,
    maintenanceDefaultMs: 7_200_000,
    maintenanceMaxMs: 259_200_000,
  };
  assert.deepEqual(await loadSettings(context, "default"), {
    ...DEFAULT_SETTINGS,
    policy,
    endpoint: { host: "::1", port: 19000, tls: true },
  });
});

Deno.test("loadSettings() lets a profile change what holds for all, but never share a port", async () => {
  const { context } = contextWith(`{
    probe: { port: 19000, httpTimeout: "3s" },
    profiles: { work: { probe: { host: "127.0.0.2", httpTimeout: "4s" } } },
  }`);
  const common = await loadSettings(context, "default");
  const work = await loadSettings(context, "work");
  const other = await loadSettings(context, "constructor");
  assert.deepEqual(common.endpoint, { port: 19000 });
  assert.equal(common.policy.httpTimeoutMs, 3000);
  assert.deepEqual(work.endpoint, { host: "127.0.0.2" });
  assert.equal(work.policy.httpTimeoutMs, 4000);
  assert.deepEqual(other.endpoint, {});
  assert.equal(other.policy.httpTimeoutMs, 3000);
});

const REFUSED: readonly [text: string, message: RegExp][] = [
  [
    "{probe: {conectTimeout: '2s'}}",
    /"probe\.conectTimeout" is unknown \(did you mean "probe\.connectTimeout"\?\)/,
  ],
  ["{port: 1}", /"port" is unknown \(did you mean "probe\.port"\?\)/],
  ["{profile: {}}", /"profile" is unknown \(did you mean "profiles"\?\)/],
  [
    "{profiles: {work: {waits: []}}}",
    /"profiles\.work\.waits" is unknown \(did you mean "profiles\.work\.recovery\.waits"\?\)/,
  ],
  [
    "{profiles: {work: {language: 'en'}}}",
    /"profiles\.work\.language" is unknown \(did you mean "language"\?\)/,
  ],
  [
    "{profiles: {work: {host: '::1'}}}",
    /"profiles\.work\.host" is unknown \(did you mean "profiles\.work\.probe\.host"\?\)/,
  ],
  [
    "{notfy: {}}",
    /"notfy" is unknown \(did you mean "notify"\?\)/,
  ],
  [
    "{profiles: {work: {colour: 1}}}",
    /"profiles\.work\.colour" is unknown; allowed here: (?!.*language)/,
  ],
  [
    "{backup: {colour: 1}}",
    /"backup\.colour" is unknown; allowed here: generations, daily/,
  ],
  [
    "{probe: {httpTimeout: 5000}}",
    /"probe\.httpTimeout" is 5000, but it must be a duration from "500ms" to "25s": .*"30s"/,
  ],
  [
    "{probe: {httpTimeout: '1h'}}",
    /"probe\.httpTimeout" is "1h", but it must be a duration from "500ms"/,
  ],
  [
    "{probe: {port: 65536}}",
    /"probe\.port" is 65536, but it must be a whole number from 1 to 65535/,
  ],
  ["{probe: {port: 80.5}}", /80\.5/],
  ["{probe: {port: '80'}}", /"80", but/],
  ["{probe: {host: 'a b'}}", /host name/],
  ["{probe: {tls: 'yes'}}", /true or false/],
  ["{probe: {maxBody: '64KB'}}", /a size from "1KiB" to "1MiB"/],
  ["{recovery: {waits: ['5s']}}", /a list of 3 durations from "1s" to "2m"/],
  ["{recovery: {waits: ['5s','6s','0s']}}", /a list of 3 durations/],
  ["{recovery: {holdDown: []}}", /a list of 1 to 5 durations/],
  ["{recovery: {jitter: NaN}}", /"recovery\.jitter"/],
  ["{limits: {uncleanKills: 3}}", /a whole number from 1 to 2/],
  ["{limits: null}", /"limits" is null, but it must be an object/],
  ["[]", /the file is \[\], but it must be an object/],
  [
    "{probe: {connectTimeout: '6s'}}",
    /"probe\.connectTimeout" is longer than "probe\.httpTimeout"/,
  ],
  [
    "{recovery: {startupGrace: '20m'}}",
    /longer than "recovery\.startupGraceBusy"/,
  ],
  ["{limits: {restartsPerDay: 5}}", /"limits\.restartsPerHour" is more than/],
  ["{maintenance: {max: '30m'}}", /"maintenance\.default" is longer than/],
  ["{a: 1, b: 2}", /"a" is unknown.*; "b" is unknown/],
  ["{probe: }", /not valid JSON5 at line 1, column 9: unexpected "}"/],
  ["", /the text ends too early/],
];

Deno.test("loadSettings() refuses nonsense, naming the key, the value and what is allowed", async () => {
  for (const [text, message] of REFUSED) {
    const { context, path } = contextWith(text);
    const profile = text.includes("work") ? "work" : "default";
    await assert.rejects(loadSettings(context, profile), (error) => {
      assert(error instanceof SettingsError, text);
      assert(error.message.startsWith(`cannot use the settings in ${path}: `));
      assert.match(error.message, message);
      assert.notEqual(error.hint, "");
      return true;
    });
  }
});

Deno.test("loadSettings() does not let one profile's mistake stop another", async () => {
  const { context } = contextWith(
    "{profiles: {work: {waits: []}, home: {recovery: {debounce: '5s'}}}}",
  );
  assert.equal((await loadSettings(context, "default")).policy.tickMs, 30_000);
  assert.equal((await loadSettings(context, "home")).policy.debounceMs, 5000);
  await assert.rejects(loadSettings(context, "work"), SettingsError);
});

Deno.test("loadSettings() refuses a file others can write to, a folder, a huge or binary one", async () => {
  const world = contextWith("{}");
  Deno.chmodSync(world.path, 0o666);
  await assert.rejects(
    loadSettings(world.context, "default"),
    /chmod o-w|every user may write/,
  );

  const spaced = contextWith("{}");
  const home = `${spaced.context.home}/two words`;
  Deno.mkdirSync(home);
  Deno.renameSync(`${spaced.context.home}/.config`, `${home}/.config`);
  const writable = `${home}/.config/openclaw-guard/config.json`;
  Deno.chmodSync(writable, 0o666);
  await assert.rejects(
    loadSettings({ ...spaced.context, home }, "default"),
    (error) =>
      error instanceof SettingsError &&
      error.hint === `Run "chmod o-w '${writable}'"`,
  );

  const foreign = contextWith("{}");
  // Root's own file counts for everybody; a test as root cannot make it foreign.
  const context = { ...foreign.context, uid: (Deno.uid() ?? 0) + 1 };
  if (Deno.uid() === 0) Deno.chownSync(foreign.path, 12345, 12345);
  await assert.rejects(loadSettings(context, "default"), /belongs to user/);

  const folder = contextWith(null);
  Deno.mkdirSync(folder.path);
  await assert.rejects(loadSettings(folder.context, "default"), SettingsError);

  const huge = contextWith(" ".repeat(300_000));
  await assert.rejects(loadSettings(huge.context, "default"), /300000 bytes/);

  const binary = contextWith(new Uint8Array([0x7b, 0xff, 0x7d]));
  await assert.rejects(
    loadSettings(binary.context, "default"),
    /cannot read the settings/,
  );
});
