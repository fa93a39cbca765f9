/** What `status` shows together was so at one time. */

import assert from "node:assert/strict";
import { checkCommand } from "../../../lib/commands/check.ts";
import { gatherStatus } from "../../../lib/commands/status/report.ts";
import { reportsLines } from "../../../lib/commands/status/text.ts";
import { writeOwnSwitch } from "../../../lib/store/maintenance.ts";
import { profilePaths } from "../../../lib/store/paths.ts";
import { peekState } from "../../../lib/store/state.ts";
import type { Context } from "../../../lib/sys/context.ts";
import { fakeTerminal } from "../../fake_context.ts";
import { ModelledHost } from "../../model/modelled_host.ts";

const SECOND = 1000;
const UNIT = "openclaw-gateway.service";

/** The host's context, in which something happens after the unit is first read. */
function meanwhile({ context }: ModelledHost, happen: () => void): Context {
  let happened = false;
  return {
    ...context,
    async run(program, args, options) {
      const result = await context.run(program, args, options);
      if (!happened && args.includes("show")) {
        happened = true;
        happen();
      }
      return result;
    },
  };
}

async function wellHost(): Promise<ModelledHost> {
  const host = new ModelledHost();
  host.start({ hung: false });
  host.advance(20 * SECOND);
  await checkCommand.run([], { ...host.context, terminal: fakeTerminal() });
  return host;
}

/** The kernel's list of locks as if somebody held the guard's. */
function holdLock({ context }: ModelledHost): void {
  const { ino } = Deno.statSync(profilePaths(context, "default").lock);
  Deno.writeTextFileSync(
    `${context.roots.proc}/locks`,
    `1: FLOCK  ADVISORY  WRITE 4242 08:01:${ino} 0 EOF\n`,
  );
}

Deno.test("a unit that changed during a slow look is looked at anew", async () => {
  await using host = await wellHost();
  const stops = meanwhile(host, () => {
    void host.context.run("systemctl", ["--user", "--x", "stop", UNIT]);
    host.advance(2 * SECOND);
  });
  const { json } = await gatherStatus(stops, "default");
  assert.notEqual(json.verdict, "healthy");
  assert.notEqual(json.unit?.activeState, "active");
});

Deno.test("after a slow look that found the same unit nothing is asked again", async () => {
  await using host = await wellHost();
  let probes = 0;
  const context: Context = {
    ...meanwhile(host, () => host.advance(2 * SECOND)),
  };
  const { run } = context;
  const counting: Context = {
    ...context,
    run(...words) {
      probes += words[1].includes("show") ? 1 : 0;
      return run(...words);
    },
  };
  assert.equal(
    (await gatherStatus(counting, "default")).json.verdict,
    "healthy",
  );
  assert.equal(probes, 2);
});

Deno.test("the guard's files are read after the look", async () => {
  await using host = await wellHost();
  const { wallMs } = host.context.clock.now();
  const switched = meanwhile(
    host,
    () =>
      writeOwnSwitch(host.context, "default", {
        sinceMs: wallMs,
        untilMs: wallMs + 600 * SECOND,
        reason: null,
        by: "ann",
      }),
  );
  const { json } = await gatherStatus(switched, "default");
  assert.equal(json.maintenance.active, true);
});

Deno.test("a check at work is told, and that the guard itself is bringing the gateway back", async () => {
  await using host = await wellHost();
  const linesOf = async () =>
    reportsLines([await gatherStatus(host.context, "default")], {
      nowMs: host.context.clock.now().wallMs,
      colour: false,
      columns: Infinity,
    }).join("\n");
  holdLock(host);
  assert.match(
    await linesOf(),
    /: healthy - it works\n[^]* Next +a check is at work now\n/,
  );
  Deno.removeSync(`${host.context.roots.proc}/locks`);
  assert.match(await linesOf(), / Next +the next check comes in about /);
  host.hang();
  const silent = { ...host.context, terminal: fakeTerminal() };
  const { state } = profilePaths(host.context, "default");
  // The check dies while the gateway is being stopped.
  for (let point = 1;; point++) {
    assert.ok(point < 100);
    host.advance(30 * SECOND);
    await host.runGuard(() => checkCommand.run([], silent), point);
    const { memory } = peekState(state, host.context.clock.now());
    if (memory.rescue !== null && host.activeState === "deactivating") break;
  }
  holdLock(host);
  assert.match(
    await linesOf(),
    /: stopping - the guard itself is bringing it back\n +Why +a check of the guard is in the middle of attempt 1 \(restart 1 of 3\)\n[^]* Next +a check is at work now\n/,
  );
});
