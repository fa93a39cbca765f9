import assert from "node:assert/strict";
import { checkCommand } from "../../lib/cli/check.ts";
import { tick } from "../../lib/cli/tick.ts";
import { gatherStatus } from "../../lib/cli/status_report.ts";
import {
  profilePaths,
  receiptPath,
  settingsPath,
} from "../../lib/store/paths.ts";
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
