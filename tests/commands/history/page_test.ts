import assert from "node:assert/strict";
import { badgeJson, badgeSvg } from "../../../lib/commands/history/badge.ts";
import { markup } from "../../../lib/commands/history/markup.ts";
import { historyPage } from "../../../lib/commands/history/page.ts";
import { PALETTE } from "../../../lib/commands/history/page_style.ts";
import type { HistoryView } from "../../../lib/commands/history/view.ts";
import type { Language } from "../../../lib/base/language.ts";
import type { PastEvent } from "../../../lib/core/deed.ts";
import { pastOf } from "../../../lib/core/past_incidents.ts";
import { speak } from "../../../lib/text/speech.ts";
import {
  HOSTILE,
  incidentEvents,
  NOW,
  sampleProfile,
  sampleView,
} from "./sample.ts";

/** The page in a language; afterwards English is spoken again. */
async function pageOf(
  view: Omit<HistoryView, "language"> & { readonly language?: Language },
): Promise<string> {
  const { language = "en" } = view;
  await speak(language);
  try {
    return historyPage({ ...view, language });
  } finally {
    await speak("en");
  }
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Every page that is worth a look, with what it is. */
async function* pages(): AsyncGenerator<[string, string, number]> {
  for (const language of ["en", "zh-CN"] as const) {
    for (const days of [0, 1, 400]) {
      for (const profiles of [1, 20]) {
        // Twenty are like one, but for their ids.
        for (const hostile of profiles === 1 ? [false, true] : [true]) {
          const view = sampleView({ language, days, profiles, hostile });
          const what = `${language}, ${days} days, ${profiles} profiles${
            hostile ? ", hostile" : ""
          }`;
          yield [what, await pageOf(view), profiles];
        }
      }
    }
  }
}

/** Names of tags that are not closed in turn. */
function unbalanced(page: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const text = page.replace(/<style>[^]*?<\/style>/, "");
  for (
    const [, slash, name = "", rest = ""] of text.matchAll(
      /<(\/?)([a-z][\w]*)([^>]*)>/g,
    )
  ) {
    if (slash === "/") {
      if (open.pop() !== name) wrong.push(name);
    } else if (!rest.endsWith("/") && name !== "meta") {
      open.push(name);
    }
  }
  return [...wrong, ...open];
}

Deno.test("every page is well formed, its ids are its own, and it asks for nothing from outside", async () => {
  for await (const [what, page] of pages()) {
    assert.deepEqual(unbalanced(page), [], what);
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id ?? "");
    assert.equal(
      new Set(ids).size,
      ids.length,
      `${what}: an id is there twice`,
    );
    assert.ok(ids.every((id) => /^[\w-]+$/.test(id)), what);
    for (
      const [, list = ""] of page.matchAll(
        / (?:aria-labelledby|href)="([^"]*)"/g,
      )
    ) {
      for (const id of list.split(" ")) {
        assert.ok(ids.includes(id.replace(/^#/, "")), `${what}: ${id}`);
      }
    }
    assert.doesNotMatch(
      page.replaceAll(/<title>[^]*?<\/title>/g, ""),
      /<(?:script|link|img|iframe|object|embed|form|base|a href="[^#])|<[^>]*\s(?:src|on\w+|srcset)=|url\(|@import/,
      what,
    );
    // Nothing from outside has left its text.
    assert.doesNotMatch(
      page,
      /<script|onerror='|\p{Cf}|(?!\n)\p{Cc}|\p{Zl}/u,
      what,
    );
    assert.equal(page.match(/<style/g)?.length, 1, what);
    assert.equal(page.match(/<h1/g)?.length, 1, what);
  }
});

Deno.test("a page of one gateway has less than 100 kB, one of twenty less than 400, however much there is to tell", async () => {
  const events = Array.from(
    { length: 400 },
    (_, at) =>
      incidentEvents((400 - at) * 3_600_000, {
        attempts: 5,
        sentence: "你".repeat(300),
      }),
  ).flat();
  for (const [profiles, limit] of [[1, 100_000], [20, 400_000]] as const) {
    for (const days of profiles === 1 ? [90, 400] : [90]) {
      const view = sampleView({
        profiles,
        days,
        hostile: true,
        language: "zh-CN",
      });
      const full = {
        ...view,
        profiles: view.profiles.map((history) => ({
          ...history,
          past: pastOf(events, NOW),
        })),
      };
      assert.ok(bytes(await pageOf(full)) < limit, `${profiles}, ${days} days`);
    }
  }
});

Deno.test("an incident of days, with thousands of new processes and restarts, has a line of them", async () => {
  const at = (step: number) => new Date(NOW - (9000 - step) * 30_000);
  const event = (step: number, name: string, facts = {}): PastEvent => ({
    at: at(step).toISOString(),
    event: name,
    verdict: name === "verdict" ? "crash-loop" : null,
    reason: null,
    sentence: "",
    facts,
  });
  const { incidents, planned } = pastOf([
    event(0, "verdict"),
    ...Array.from({ length: 4000 }, (_, step) => [
      event(2 * step + 1, "new-process"),
      event(2 * step + 2, "done", { action: "restart", attempt: 1 }),
    ]).flat(),
  ], NOW);
  assert.equal(incidents[0]?.deeds.length, 8000);
  const view = sampleView();
  const profiles = view.profiles.map((history) => ({
    ...history,
    past: { incidents, planned },
  }));
  const page = await pageOf({ ...view, profiles });
  assert.ok(bytes(page) < 100_000, `${bytes(page)} bytes`);
  assert.match(
    page,
    />for [^<]* so far<[^<]*; started anew by systemd \(4000 times\), restarted by the guard \(4000 times\); not over yet/,
  );
});

Deno.test("the same history makes the same bytes", async () => {
  const [one, other] = [await pageOf(sampleView()), await pageOf(sampleView())];
  assert.equal(one, other);
});

Deno.test("what was seen is on the page, worst things first, in the reader's language", async () => {
  const open = pastOf(
    [
      ...incidentEvents(3_600_000 * 5),
      ...incidentEvents(60_000, {
        verdict: "down",
        reason: "port",
        open: true,
      }),
    ],
    NOW,
  );
  const history = sampleProfile("default", 90, 0, {
    verdict: "down",
    reason: "port",
    past: open,
  });
  const view = { ...sampleView(), profiles: [history] };
  const page = await pageOf(view);
  assert.match(page, /<html lang="en">/);
  assert.match(
    page,
    /<title>OpenClaw Gateway \(default\): down \(port\)<\/title>/,
  );
  assert.match(
    page,
    /id="i-\w+Z".*down \(port\).*for 1 min so far.*restarted by the guard.*not over yet.*id="i-\w+Z".*hung \(http\).*49 s.*restarted by the guard.*well again \d\d:\d\d:\d\d/s,
  );
  const chinese = await pageOf({ ...view, language: "zh-CN" });
  assert.match(chinese, /<html lang="zh-Hans">/);
  assert.match(
    chinese,
    /down \(port\).*已持续 1 分钟.*守护程序重启了它.*尚未结束.*hung \(http\).*49 秒.*恢复正常/s,
  );
  // No sentence is half in one language and half in the other.
  const words = chinese.replaceAll(/<style>[^]*?<\/style>|<[^>]*>/g, " ");
  assert.doesNotMatch(words, /\b(?:outage|uptime|watched|restarted|since)\b/i);
});

Deno.test("a check's words that cannot be said in Chinese are left out, in English they stay", async () => {
  const past = pastOf(
    incidentEvents(3_600_000, { sentence: "somebody else's words 17" }),
    NOW,
  );
  const view = {
    ...sampleView(),
    profiles: [sampleProfile("default", 90, 0, { past })],
  };
  assert.match(await pageOf(view), /somebody else&#39;s words 17/);
  assert.doesNotMatch(await pageOf({ ...view, language: "zh-CN" }), /words 17/);
});

Deno.test("a gateway that nobody checks is not shown as well, and what was not watched has no uptime", async () => {
  const unwatched = await pageOf(sampleView({ days: 0 }));
  assert.match(unwatched, /: not watched<\/title>/);
  assert.doesNotMatch(unwatched, /100\.00 %|healthy/);
  assert.equal(unwatched.match(/<span class="big">-<\/span>/g)?.length, 4);
  const stale = {
    ...sampleView(),
    profiles: [sampleProfile("default", 90, 0, { checking: false })],
  };
  assert.match(await pageOf(stale), /NOBODY IS CHECKING; last found: healthy/);
});

Deno.test("planned stops that are too many for the page are counted", async () => {
  const planned = Array.from({ length: 203 }, (_, at) => ({
    kind: "maintenance" as const,
    startedMs: NOW - (204 - at) * 60_000,
    endedMs: NOW - (203 - at) * 60_000,
    ...{ by: null, reason: null },
  }));
  const past = { incidents: [], planned };
  const view = {
    ...sampleView(),
    profiles: [sampleProfile("default", 90, 0, { past })],
  };
  assert.match(
    await pageOf(view),
    /Older ones: 190<[^]*<p class="mu sm">and 3 more<\/p>/,
  );
});

Deno.test("a secret in somebody's words is hidden", async () => {
  const past = pastOf(
    incidentEvents(3_600_000, {
      sentence: "refused: token=sk-abcdefghijklmnop123456",
    }),
    NOW,
  );
  const view = {
    ...sampleView(),
    profiles: [sampleProfile("default", 90, 0, { past })],
  };
  assert.doesNotMatch(await pageOf(view), /abcdefghijklmnop/);
});

Deno.test("markup escapes values for text and attributes, and takes its own pieces as they are", () => {
  const { html } = markup`<p title="${`"'<&>\u0000`}">${[
    markup`<b>${1}</b>`,
    markup`${"<i>"}`,
  ]}</p>`;
  assert.equal(
    html,
    '<p title="&quot;&#39;&lt;&amp;&gt;\\u0000"><b>1</b>&lt;i&gt;</p>',
  );
});

/** Of two colours, as WCAG 2 counts it. */
function contrast(one: string, other: string): number {
  const light = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [bright = 0, dark = 0] = [light(one), light(other)]
    .toSorted((a, b) => b - a);
  return (bright + 0.05) / (dark + 0.05);
}

Deno.test("text has a contrast of 4.5 and what is drawn of 3, by day and by night, in boxes, too", () => {
  for (const [name, colours] of Object.entries(PALETTE)) {
    for (const back of [colours.bg, colours.cd]) {
      for (
        const text of ["fg", "mu", "ok", "warn", "crit", "planned"] as const
      ) {
        const found = contrast(colours[text], back);
        assert.ok(found >= 4.5, `${name} ${text}: ${found.toFixed(2)}`);
      }
    }
    const drawn = contrast(colours.none, colours.bg);
    assert.ok(drawn >= 3, `${name} none: ${drawn.toFixed(2)}`);
  }
});

Deno.test("a badge tells the worst of what it is about, and is escaped", () => {
  const hung = sampleProfile("work", 1, 0, { verdict: "hung", reason: "http" });
  const well = sampleProfile("default", 1);
  const nobody = sampleProfile("default", 1, 0, { checking: false });
  const cases: readonly [typeof well[], string, string][] = [
    [[well], "healthy", "brightgreen"],
    [[hung], "hung", "red"],
    [[well, hung], "work: hung", "red"],
    [[nobody], "not watched", "lightgrey"],
    [[], "not watched", "lightgrey"],
  ];
  for (const [profiles, message, color] of cases) {
    const badge = JSON.parse(badgeJson(profiles));
    assert.equal(badge.schemaVersion, 1);
    assert.deepEqual([badge.message, badge.color], [message, color]);
    const svg = badgeSvg(profiles);
    assert.ok(svg.includes(`<title>openclaw: ${message}</title>`), svg);
    assert.deepEqual(unbalanced(svg), []);
  }
  const evil = sampleProfile(HOSTILE, 1, 0, { verdict: "hung" });
  assert.doesNotMatch(badgeSvg([well, evil]), /<script|<img/);
});
