import assert from "node:assert/strict";
import {
  resumeNotices,
  stopNotices,
} from "../../../lib/commands/emergency_stop/tell.ts";
import { tellPeople } from "../../../lib/cli/tell_people.ts";
import { NO_NOTIFY } from "../../../lib/notify/notify_settings.ts";
import { readOutbox } from "../../../lib/notify/outbox.ts";
import { profilePaths, settingsPath } from "../../../lib/store/paths.ts";
import { readState, writeState } from "../../../lib/store/state.ts";
import { folderOf } from "../../../lib/base/path.ts";
import { Teller } from "../../core/teller.ts";
import { World } from "../../install/world.ts";

/** The gateway hangs, and people know of it. */
function inTrouble(world: World): void {
  const teller = new Teller();
  teller.check("well");
  teller.check("hung");
  const { dir, state } = profilePaths(world.context, "default");
  Deno.mkdirSync(dir, { recursive: true, mode: 0o700 });
  writeState(state, teller.memory);
}

Deno.test("an emergency stop is told, and so is the end of what was told before", () => {
  using world = new World();
  inTrouble(world);
  const { context } = world;
  const notices = stopNotices(context, "default", NO_NOTIFY, true);
  assert.deepEqual(
    notices.map(({ phase, severity }) => `${phase} ${severity}`),
    ["over info", "event warning"],
  );
  assert.match(notices[0]?.matter ?? "", /asked for an emergency stop/);
  assert.match(notices[1]?.advice ?? "", /"openclaw-guard resume" starts/);
  const { state } = profilePaths(context, "default");
  const { memory } = readState(state, context.clock.now());
  assert.equal(memory.told?.outage, undefined);
  const again = stopNotices(context, "default", NO_NOTIFY, true);
  assert.deepEqual(again.map(({ phase }) => phase), ["event"]);
});

Deno.test("where a check has the state, only the stop is told, and where events are not wanted only the end", () => {
  using world = new World();
  inTrouble(world);
  const { context } = world;
  const phases = (events: boolean, locked: boolean) =>
    stopNotices(context, "default", { ...NO_NOTIFY, events }, locked)
      .map(({ phase }) => phase);
  assert.deepEqual(phases(true, false), ["event"]);
  assert.deepEqual(phases(false, true), ["over"]);
  assert.deepEqual(phases(false, true), []);
});

Deno.test("the end of an emergency stop is told for each profile it was on for", () => {
  using world = new World();
  const told = (events: boolean) =>
    resumeNotices(world.context, ["default", "my_work"], {
      ...NO_NOTIFY,
      events,
    });
  assert.deepEqual(told(false), []);
  const ids = told(true).map(({ id }) => id.replace(/\.\d+$/, ""));
  assert.deepEqual(ids, ["default.resume", "my.work.resume"]);
});

Deno.test("what a command tells waits for the next check when it cannot be sent", async () => {
  using world = new World();
  const { context } = world;
  const asked: string[] = [];
  const tell = () =>
    tellPeople(context, "default", (notify) => {
      asked.push("asked");
      return stopNotices(context, "default", notify, false);
    });
  await tell();
  assert.deepEqual(asked, [], "nobody is told anything");
  const path = settingsPath(context);
  Deno.mkdirSync(folderOf(path), { recursive: true });
  // Nothing listens on port 1.
  const all = { type: "ntfy", url: "http://127.0.0.1:1/topic" };
  Deno.writeTextFileSync(
    path,
    JSON.stringify({ notify: { channels: { all } } }),
    { mode: 0o600 },
  );
  const { fastTerms, dir } = profilePaths(context, "default");
  Deno.mkdirSync(dir, { recursive: true, mode: 0o700 });
  Deno.writeTextFileSync(fastTerms, "{}");
  await tell();
  assert.deepEqual(
    readOutbox(context).map(({ notice }) => notice.phase),
    ["event"],
  );
  assert.throws(() => Deno.statSync(fastTerms), Deno.errors.NotFound);
});
