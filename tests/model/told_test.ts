import assert from "node:assert/strict";
import { tick } from "../../lib/guard/tick.ts";
import { readOutbox } from "../../lib/notify/outbox.ts";
import { profilePaths, settingsPath } from "../../lib/store/paths.ts";
import { readState } from "../../lib/store/state.ts";
import { folderOf } from "../../lib/base/path.ts";
import { ModelledHost } from "./modelled_host.ts";

const SECOND = 1000;

/** Only ticks are made here, and they send nothing. */
const HOOK = {
  type: "feishu",
  url: "https://open.feishu.cn/open-apis/bot/v2/hook/none",
};
const SETTINGS = {
  notify: {
    channels: { all: HOOK, grave: { ...HOOK, minSeverity: "critical" } },
  },
};

async function oneTick(host: ModelledHost, dieAt = Infinity): Promise<boolean> {
  const started = host.now;
  const died = await host.runGuard(() => tick(host.context, "default"), dieAt);
  host.advance(Math.max(0, started + 30 * SECOND - host.now));
  return died;
}

/** A healthy gateway hangs, and the guard is killed at a point of its rescue. */
async function outage(
  dieAt: number,
): Promise<{ points: number; told: string[] }> {
  await using host = new ModelledHost();
  const path = settingsPath(host.context);
  Deno.mkdirSync(folderOf(path), { recursive: true });
  Deno.writeTextFileSync(path, JSON.stringify(SETTINGS), { mode: 0o600 });
  host.start({ hung: false });
  host.advance(20 * SECOND);
  await oneTick(host);
  await oneTick(host);
  host.hang();
  await oneTick(host, dieAt);
  const { points } = host;
  for (let ticks = 0; !host.isHealthy() && ticks < 14; ticks++) {
    await oneTick(host);
  }
  for (let ticks = 0; ticks < 4; ticks++) await oneTick(host);
  const { state } = profilePaths(host.context, "default");
  const { memory } = readState(state, host.context.clock.now());
  assert.equal(memory.told?.outage, undefined);
  return {
    points,
    told: readOutbox(host.context).map(({ channel, notice }) =>
      `${channel}: ${notice.phase} ${notice.severity}`
    ),
  };
}

Deno.test("the guard is killed at each point of a rescue: one opened and one over for each channel", async () => {
  const { points, told } = await outage(Infinity);
  assert.deepEqual(told, ["all: opened info", "all: over info"]);
  for (let dieAt = 1; dieAt <= points; dieAt++) {
    const { told } = await outage(dieAt);
    // An attempt that died may have to be made again, which is graver.
    const phases = told.map((one) => one.replace(/ \w+$/, ""));
    assert.deepEqual(
      phases,
      ["all: opened", "all: over"],
      `killed at point ${dieAt} of ${points}: ${told}`,
    );
  }
});
