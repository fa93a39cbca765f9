import assert from "node:assert/strict";
import {
  enqueue,
  outboxIsEmpty,
  readOutbox,
  removeEntries,
} from "../../lib/notify/outbox.ts";
import { readDeliveries } from "../../lib/notify/notify_log.ts";
import { say } from "../../lib/base/say.ts";
import { notifyPaths } from "../../lib/store/paths.ts";
import {
  channelSettings,
  makeWorld,
  MINUTE,
  NOON,
  notice,
  settingsOf,
} from "./world.ts";

function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

Deno.test("without channels, and without notices, nothing is written", () => {
  using world = makeWorld();
  assert.equal(outboxIsEmpty(world.context), true);
  enqueue(world.context, settingsOf([]), [notice()]);
  world.enqueue();
  assert.equal(outboxIsEmpty(world.context), true);
  assert.deepEqual(namesIn(world.context.home), []);
});

Deno.test("each channel has a file of its own for what it wants, private and read back as it was", () => {
  const settings = settingsOf([
    channelSettings({ name: "all" }),
    channelSettings({ name: "grave", minSeverity: "critical" }),
    channelSettings({ name: "two" }),
  ]);
  using world = makeWorld(settings);
  world.enqueue(notice());
  assert.equal(outboxIsEmpty(world.context), false);
  const { outbox } = notifyPaths(world.context);
  assert.deepEqual(namesIn(outbox), [
    "default.1.opened~all.json",
    "default.1.opened~two.json",
  ]);
  for (const name of namesIn(outbox)) {
    assert.equal((Deno.statSync(`${outbox}/${name}`).mode ?? 0) & 0o777, 0o600);
  }
  assert.equal((Deno.statSync(outbox).mode ?? 0) & 0o777, 0o700);
  const entries = readOutbox(world.context);
  assert.deepEqual(entries.map(({ channel }) => channel).sort(), [
    "all",
    "two",
  ]);
  assert.deepEqual(entries[0]?.notice, notice());
  assert.deepEqual(entries[0]?.made, world.clock.now());
  removeEntries(world.context, entries);
  assert.equal(outboxIsEmpty(world.context), true);
});

Deno.test("the same notice made again changes nothing", () => {
  using world = makeWorld();
  world.enqueue(notice());
  world.clock.advance(MINUTE);
  world.enqueue(notice());
  assert.deepEqual(
    readOutbox(world.context).map(({ made }) => made.wallMs),
    [NOON],
  );
});

Deno.test("no secret of a sentence is written down", () => {
  using world = makeWorld();
  const token = "ghp_abcdefghijklmnop1234";
  const sentence = say`the journal ends with ${`token=${token}`}`;
  world.enqueue(notice({
    ...{ headline: sentence, matter: sentence, doing: sentence },
    advice: sentence,
  }));
  const { outbox } = notifyPaths(world.context);
  const [name = ""] = namesIn(outbox);
  const text = Deno.readTextFileSync(`${outbox}/${name}`);
  assert.doesNotMatch(text, new RegExp(token));
  assert.match(text, /\*\*\*/);
});

Deno.test("what waits is told oldest first, and what is none of the guard's is put aside", () => {
  using world = makeWorld();
  world.enqueue(
    notice({ incident: "2", atWallMs: NOON + 5 }),
    notice({ incident: "1", atWallMs: NOON }),
  );
  const { outbox } = notifyPaths(world.context);
  Deno.writeTextFileSync(`${outbox}/half.json`, '{"schema":1,"chan');
  Deno.mkdirSync(`${outbox}/folder.json`);
  Deno.writeTextFileSync(`${outbox}/half.json.tmp-1-aaaaaaaa`, "x");
  assert.deepEqual(
    readOutbox(world.context).map(({ notice }) => notice.incident),
    ["1", "2"],
  );
  assert.equal(readOutbox(world.context).length, 2);
  assert.deepEqual(
    namesIn(outbox).filter((name) => name.includes(".bad-")).length,
    2,
  );
});

Deno.test("of more than a hundred for a channel the oldest go, reminders first", () => {
  const settings = settingsOf([
    channelSettings({ name: "team" }),
    channelSettings({ name: "other", minSeverity: "critical" }),
  ]);
  using world = makeWorld(settings);
  world.enqueue(notice({ incident: "0", severity: "critical" }));
  world.enqueue(
    notice({ incident: "r", phase: "reminder", atWallMs: NOON + 50 }),
  );
  for (let number = 1; number <= 101; number++) {
    world.enqueue(notice({ incident: `${number}`, atWallMs: NOON + number }));
  }
  const incidents = (name: string) =>
    readOutbox(world.context).filter(({ channel }) => channel === name)
      .map(({ notice }) => notice.incident);
  assert.equal(incidents("team").length, 100);
  assert.equal(
    incidents("team")[0],
    "2",
    "the reminder went first, then 0 and 1",
  );
  assert.deepEqual(incidents("other"), ["0"]);
  assert.deepEqual(
    readDeliveries(world.context).map(({ channel, outcome, notices }) =>
      `${channel} ${outcome} ${notices[0]?.id}`
    ),
    ["r.reminder", "0.opened", "1.opened"].map((id) =>
      `team dropped default.${id}`
    ),
  );
});

Deno.test("a channel that wants no ends hears of one in place of a beginning that waits", () => {
  using world = makeWorld(settingsOf([channelSettings({ resolve: false })]));
  const phases = () =>
    readOutbox(world.context).map(({ notice }) => notice.phase).sort();
  world.enqueue(notice({ phase: "over" }));
  assert.deepEqual(phases(), [], "the beginning was told");
  world.enqueue(notice({ phase: "reminder" }));
  world.enqueue(notice({ phase: "over" }));
  assert.deepEqual(phases(), [], "a reminder would be wrong by now");
  world.enqueue(notice(), notice({ phase: "reminder" }));
  world.enqueue(notice({ phase: "over" }));
  assert.deepEqual(phases(), ["opened", "over"]);
});

Deno.test("what cannot be written is an error", () => {
  using world = makeWorld();
  const { dir, outbox } = notifyPaths(world.context);
  Deno.mkdirSync(dir, { recursive: true });
  Deno.writeTextFileSync(outbox, "a file");
  assert.throws(() => world.enqueue(notice()));
  assert.equal(outboxIsEmpty(world.context), false, "it cannot be looked at");
});

Deno.test("what cannot be written for each channel waits for none: it would be sent with every try", () => {
  const settings = settingsOf([
    channelSettings({ name: "team" }),
    channelSettings({ name: "n".repeat(250) }), // longer than a file's name
  ]);
  using world = makeWorld(settings);
  enqueue(world.context, settingsOf([channelSettings()]), [notice()]);
  assert.throws(() => world.enqueue(notice({ incident: "2" })));
  assert.deepEqual(
    readOutbox(world.context).map(({ notice }) => notice.incident),
    ["1"],
    "what waited before still does",
  );
});
