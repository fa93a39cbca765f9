import assert from "node:assert/strict";
import { checkCommand } from "../../lib/commands/check.ts";
import { tick } from "../../lib/guard/tick.ts";
import { fastTick } from "../../lib/guard/fast/tick.ts";
import { examineConfig } from "../../lib/commands/doctor/files.ts";
import { exists } from "../../lib/sys/files.ts";
import { findTarget } from "../../lib/commands/doctor/target.ts";
import { gatherStatus } from "../../lib/commands/status/report.ts";
import {
  profilePaths,
  receiptPath,
  settingsPath,
} from "../../lib/store/paths.ts";
import { fastTicksPath } from "../../lib/store/fast_path.ts";
import { peekState } from "../../lib/store/state.ts";
import { tmpFlagPath } from "../../lib/store/tmp_flag.ts";
import { ModelledHost } from "./modelled_host.ts";

const SECOND = 1000;

/** A gateway that was well and hangs now. */
async function hungHost(): Promise<ModelledHost> {
  const host = new ModelledHost();
  host.start({ hung: false });
  host.advance(20 * SECOND);
  await check(host);
  host.hang();
  host.advance(30 * SECOND);
  return host;
}

async function check({ context }: ModelledHost): Promise<number> {
  return await checkCommand.run([], context);
}

async function checks(host: ModelledHost, count: number): Promise<void> {
  for (let number = 0; number < count; number++) {
    const started = host.now;
    await check(host);
    host.advance(Math.max(0, started + 30 * SECOND - host.now));
  }
}

function logLines({ context }: ModelledHost, event: string): string[] {
  return Deno.readTextFileSync(profilePaths(context, "default").log)
    .split("\n").filter((line) => line.includes(` ${event}: `));
}

function write(path: string, text: string): void {
  Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  Deno.writeTextFileSync(path, text);
}

/** The guard's own files that may be damaged, and what the log then names. */
const OWN_FILES = [
  { what: "settings file", path: settingsPath, text: "{probe: {prot: 1}}" },
  { what: "list of profiles", path: receiptPath, text: "{}" },
];
for (const { what, path, text } of OWN_FILES) {
  Deno.test(`a damaged ${what} is told once a day, and nothing is done until it is mended`, async () => {
    await using host = await hungHost();
    const { context } = host;
    const file = path(context);
    write(file, text);
    await checks(host, 5);
    assert.equal(await check(host), 3);
    assert.deepEqual(host.requests, []);
    assert.deepEqual(host.signals, []);
    assert.equal(logLines(host, "misconfigured").length, 1);
    assert.match(logLines(host, "misconfigured")[0] ?? "", new RegExp(file));
    const { json } = await gatherStatus(context, "default");
    assert.equal(json.verdict, "misconfigured");
    assert.match(json.why, new RegExp(file));
    host.advance(24 * 3600 * SECOND);
    await checks(host, 2);
    assert.equal(logLines(host, "misconfigured").length, 2);

    Deno.removeSync(file);
    await checks(host, 6);
    assert.equal(
      host.requests[0],
      "try-restart --no-block openclaw-gateway.service",
    );
    assert.ok(host.isHealthy());
  });
}

/** What may lie there instead of an `openclaw.json` the guard can read. */
const NO_CONFIGS: Readonly<Record<string, (path: string) => void>> = {
  "of more than 1 MiB": (path) =>
    write(path, JSON.stringify({ a: "x".repeat(1 << 20) })),
  "of more than 16 MiB": (path) =>
    write(path, JSON.stringify({ a: "x".repeat(16 << 20) })),
  "that is a folder": (path) => Deno.mkdirSync(path),
  "that is a FIFO": (path) =>
    assert.ok(
      new Deno.Command("mkfifo", { args: [path] }).outputSync().success,
    ),
  "that is a link to a device without an end": (path) =>
    Deno.symlinkSync("/dev/zero", path),
  "that is a link to itself": (path) => Deno.symlinkSync(path, path),
};
for (const [what, put] of Object.entries(NO_CONFIGS)) {
  Deno.test(`checks of a healthy gateway keep their state with a config ${what}`, async () => {
    await using host = new ModelledHost();
    const { context } = host;
    const path = `${context.home}/.openclaw/openclaw.json`;
    Deno.mkdirSync(`${context.home}/.openclaw`);
    put(path);
    host.start({ hung: false });
    host.advance(20 * SECOND);
    const seen: (number | undefined)[] = [];
    for (let number = 0; number < 3; number++) {
      assert.equal(await check(host), 0);
      const { memory } = peekState(
        profilePaths(context, "default").state,
        context.clock.now(),
      );
      seen.push(memory.lastTick?.bootMs);
      host.advance(30 * SECOND);
    }
    assert.equal(new Set(seen).size, 3, "each check was written down");
    assert.ok(!seen.includes(undefined));
    const kept = what === "of more than 1 MiB";
    assert.equal(logLines(host, "config-backup").length, 1, "told once a day");
    assert.match(
      logLines(host, "config-backup")[0] ?? "",
      kept ? / kept/ : /cannot keep a copy of .*openclaw\.json: /,
    );
    const { json } = await gatherStatus(context, "default");
    assert.equal(json.verdict, "healthy");
    assert.equal(json.brokenConfig?.unreadable, kept ? undefined : true);
    const { endpoint } = await findTarget(context, "default");
    const found = examineConfig(context, { endpoint });
    assert.deepEqual(found.map(({ level }) => level), kept ? [] : ["problem"]);
  });
}

const NO_FILES: Readonly<Record<string, (path: string) => void>> = {
  "a FIFO": (path) =>
    assert.ok(
      new Deno.Command("mkfifo", { args: [path] }).outputSync().success,
    ),
  "a file of 1 GB": (path) => {
    Deno.writeTextFileSync(path, "");
    Deno.truncateSync(path, 1e9);
  },
  "without an end": (path) => Deno.symlinkSync("/dev/zero", path),
  "a folder": (path) => Deno.mkdirSync(path),
};
for (const [what, put] of Object.entries(NO_FILES)) {
  Deno.test(`quiet-ticks.jsonl as ${what} hangs no check, and is put aside`, async () => {
    await using host = new ModelledHost();
    const { context } = host;
    host.start({ hung: false });
    host.advance(20 * SECOND);
    await checks(host, 2);
    const path = fastTicksPath(profilePaths(context, "default").state);
    if (exists(path)) Deno.removeSync(path);
    put(path);
    assert.equal(await fastTick(context, "default"), null, "a full check");
    assert.equal(
      (await gatherStatus(context, "default")).json.verdict,
      "healthy",
    );
    assert.equal(await check(host), 0);
    assert.throws(() => Deno.lstatSync(path), Deno.errors.NotFound);
    assert.match(
      logLines(host, "state")[0] ?? "",
      /quiet checks were unreadable \(.*\) and are now .*quiet-ticks\.jsonl\.bad-/,
    );
    await checks(host, 2);
    assert.equal(logLines(host, "state").length, 1);
  });
}

for (const [what, put] of Object.entries(NO_FILES)) {
  Deno.test(`quiet-terms.json as ${what} hangs no check, and checks are full ones until it is replaced`, async () => {
    await using host = new ModelledHost();
    const { context } = host;
    host.start({ hung: false });
    host.advance(20 * SECOND);
    await checks(host, 2);
    const { fastTerms } = profilePaths(context, "default");
    assert.ok(exists(fastTerms));
    Deno.removeSync(fastTerms);
    put(fastTerms);
    assert.equal(await fastTick(context, "default"), null, "a full check");
    await checks(host, 1);
    assert.equal(await check(host), 0);
    const quiet = await fastTick(context, "default");
    assert.equal(
      quiet?.verdict ?? null,
      what === "a folder" ? null : "healthy",
    );
    assert.deepEqual(host.requests, []);
  });
}

Deno.test("a guard that cannot ask restarts nothing, says why, and exits as one that does not know", async () => {
  await using host = new ModelledHost();
  host.start({ hung: false });
  host.advance(20 * SECOND);
  await checks(host, 2);
  const { fetch } = globalThis;
  globalThis.fetch = () =>
    Promise.reject(new Error("Failed opening CA file: /gone.pem"));
  // The quiet check asks in another way: it is kept from settling it.
  Deno.removeSync(profilePaths(host.context, "default").state);
  try {
    await checks(host, 10);
    assert.equal(await check(host), 3);
  } finally {
    globalThis.fetch = fetch;
  }
  assert.deepEqual(host.requests, []);
  assert.deepEqual(host.signals, []);
  assert.equal(logLines(host, "inconclusive").length, 1);
  assert.match(logLines(host, "inconclusive")[0] ?? "", /opening CA file/);
  await checks(host, 2);
  assert.equal(await check(host), 0);
});

Deno.test("a link under the name of the maintenance switch is told once and pauses nothing", async () => {
  await using host = await hungHost();
  const flag = tmpFlagPath(host.context);
  Deno.mkdirSync(flag.slice(0, flag.lastIndexOf("/")));
  Deno.symlinkSync("/etc/passwd", flag);
  await checks(host, 5);
  assert.ok(host.isHealthy());
  assert.equal(logLines(host, "tmp-flag").length, 1);
});

Deno.test("nothing is done where the guard cannot count its attempts", async () => {
  await using host = await hungHost();
  const { state } = profilePaths(host.context, "default");
  // As on a full disk: the new state cannot take the place of the old one.
  Deno.removeSync(state);
  Deno.mkdirSync(`${state}/x`, { recursive: true });
  const rename = Deno.renameSync;
  Deno.renameSync = (from, to) => {
    if (`${to}`.startsWith(state)) throw new Deno.errors.WriteZero("disk full");
    rename(from, to);
  };
  try {
    await checks(host, 4);
  } finally {
    Deno.renameSync = rename;
  }
  assert.deepEqual(host.requests, []);
  assert.deepEqual(host.signals, []);
  assert.ok(logLines(host, "state").length > 0);
  await checks(host, 6);
  assert.ok(host.isHealthy());
});

Deno.test({
  name: "of 50 checks at the same time one acts",
  // The waits of the other 49 for the lock end one by one when it is free, some
  // of them after the test; a real check's process has ended by then.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    await using host = await hungHost();
    const results = await Promise.all(
      Array.from({ length: 50 }, () => tick(host.context, "default")),
    );
    assert.deepEqual(host.requests, [
      "try-restart --no-block openclaw-gateway.service",
    ]);
    assert.equal(host.lives.length, 2);
    assert.deepEqual(host.signals.map(({ signal }) => signal), ["SIGKILL"]);
    assert.ok(results.some(({ verdict }) => verdict === "failing"));
  },
});
