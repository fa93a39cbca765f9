import assert from "node:assert/strict";
import { say } from "../../lib/base/say.ts";
import type { Notice } from "../../lib/core/notice.ts";
import { compose } from "../../lib/notify/compose.ts";
import { type Message, plainText } from "../../lib/notify/message.ts";
import type { Item } from "../../lib/notify/plan.ts";
import { speak } from "../../lib/text/speech.ts";
import { MINUTE, NOON, notice } from "./world.ts";

const DAY = 24 * 60 * MINUTE;

function item(parts: Partial<Notice> = {}, more: Partial<Item> = {}): Item {
  const about = notice(parts);
  const entry = {
    name: "x",
    channel: "team",
    made: { wallMs: about.atWallMs, bootMs: 0, bootId: "boot-1" },
    notice: about,
  };
  return { notice: about, began: null, delayMs: 0, entries: [entry], ...more };
}

/** Both wait: the end replaces the beginning. */
function merged(parts: Partial<Notice> = {}): Item {
  const over = item({ ...parts, phase: "over" });
  const began = item(parts);
  return {
    ...over,
    began: began.notice,
    entries: [...began.entries, ...over.entries],
  };
}

function made(items: readonly Item[], nowMs = NOON + 10 * MINUTE): Message {
  return compose(items, { host: "kitchen", user: "me" }, nowMs);
}

const CASES: readonly [what: string, items: readonly Item[], text: string][] = [
  [
    "a beginning",
    [item()],
    `🟠 OpenClaw kitchen: hung (http)
Since 12:01: it does not answer
the guard restarts it
nothing is needed yet`,
  ],
  [
    "the end of what was told",
    [item({ phase: "over" })],
    `✅ OpenClaw kitchen: well again after 8 min
12:01–12:09: it was restarted once`,
  ],
  [
    "a beginning and its end",
    [merged()],
    `✅ OpenClaw kitchen: hung (http) (12:01–12:09); well again after 8 min
12:01–12:09: it does not answer
it was restarted once`,
  ],
  [
    "another profile",
    [item({ profile: "work", severity: "critical" })],
    `🔴 OpenClaw kitchen/work: hung (http)
Since 12:01: it does not answer
the guard restarts it
nothing is needed yet`,
  ],
  [
    "something that happened once",
    [item({
      ...{ phase: "event", severity: "info", startedWallMs: null },
      ...{ headline: "emergency stop by me", doing: null, advice: null },
      matter: "the guard does nothing from now on",
    })],
    `🔵 OpenClaw kitchen: emergency stop by me
the guard does nothing from now on`,
  ],
  [
    "what comes late",
    [item({ advice: null, doing: null }, { delayMs: 8 * MINUTE + 20_000 })],
    `🟠 OpenClaw kitchen: hung (http)
Since 12:01: it does not answer
Delayed by 8 min`,
  ],
  [
    "several, a line each, what lasts in front of all",
    [
      merged(),
      item({ incident: "2", severity: "critical", startedWallMs: NOON }),
      item({ incident: "3", phase: "over" }),
    ],
    `🔴 OpenClaw kitchen: hung (http), and 2 more
✅ hung (http) (12:01–12:09); well again after 8 min
🔴 12:00 hung (http). nothing is needed yet
✅ 12:01 well again after 8 min`,
  ],
  [
    "several profiles by name",
    [item(), item({ profile: "work", advice: null })],
    `🟠 OpenClaw kitchen: hung (http), and 1 more
🟠 12:01 default: hung (http). nothing is needed yet
🟠 12:01 work: hung (http)`,
  ],
];

for (const [what, items, text] of CASES) {
  Deno.test(`the message of ${what}`, () => {
    assert.equal(plainText(made(items)), text);
  });
}

Deno.test("times of another day have their date", () => {
  assert.match(
    plainText(made([item()], NOON + DAY)),
    /^Since 2026-11-28 12:01: /m,
  );
});

Deno.test("a message is over only when all of it is, and as grave as its gravest part", () => {
  const { phase, severity } = made([merged(), item({ incident: "2" })]);
  assert.deepEqual([phase, severity], ["opened", "warning"]);
  assert.equal(made([merged(), item({ phase: "over" })]).phase, "over");
});

Deno.test("the same notices make the same id, other ones another", () => {
  const one = item();
  const two = item({ incident: "2" });
  const ids = [[one], [one, two], [two], [merged()], [item({ phase: "over" })]]
    .map((items) => made(items).id);
  assert.deepEqual(ids, [
    "kitchen.me.default.1.opened",
    "kitchen.me.default.2.opened.2",
    "kitchen.me.default.2.opened",
    "kitchen.me.default.1.over.2",
    "kitchen.me.default.1.over",
  ]);
  assert.equal(
    made([one, two], NOON + DAY).id,
    "kitchen.me.default.2.opened.2",
  );
});

Deno.test("the same news of two machines, or of two users, have two ids", () => {
  const id = (host: string, user: string) =>
    compose([item()], { host, user }, NOON).id;
  const ids = [
    ...[id("a_b", "me"), id("a_b", "root"), id("厨房", "me")],
    id("客厅", "me"),
  ];
  assert.equal(new Set(ids).size, ids.length);
  for (const one of ids) assert.match(one, /^[A-Za-z0-9.-]+$/);
});

Deno.test("machines read the same facts", () => {
  assert.deepEqual(made([merged()]).parts, [{
    id: "default.1.over",
    phase: "over",
    severity: "info",
    toldBefore: "warning",
    profile: "default",
    incident: "1",
    verdict: "hung",
    reason: "http",
    startedWallMs: NOON + MINUTE,
    endedWallMs: NOON + 9 * MINUTE,
    atWallMs: NOON + 9 * MINUTE,
    text: "it was restarted once",
  }]);
});

Deno.test("nothing of others gets in as it is: no secret, no control character, no second line", () => {
  const evil = "token=ghp_abcdefghijklmnop1234\u202e\u001b[31m\nsecond";
  const sentence = say`the journal says ${evil}`;
  const message = compose(
    [item({
      ...{ headline: sentence, matter: sentence, doing: sentence },
      ...{ advice: sentence, profile: "a\u202eb" },
    })],
    { host: "kit\nchen", user: "m\u0000e" },
    NOON,
  );
  const all = JSON.stringify(message);
  assert.doesNotMatch(all, /ghp_/);
  const texts = [message.title, message.host, message.user, ...message.lines];
  for (const text of texts) assert.doesNotMatch(text, /\p{Cc}|\u202e/u, text);
  assert.match(message.title, /^🟠 OpenClaw kit\\nchen\/a\\u202eb: /);
});

Deno.test("it is in the reader's language", async () => {
  await speak("zh-CN");
  try {
    assert.equal(
      made([item({ doing: null, advice: null }, { delayMs: 2 * MINUTE })])
        .lines.at(-1),
      "本消息延迟了 2 分钟",
    );
    assert.match(made([item()]).title, /^🟠 OpenClaw kitchen：/);
  } finally {
    await speak("en");
  }
});
