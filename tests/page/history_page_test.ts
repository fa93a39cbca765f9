/**
 * The page in a real browser: headless Chromium, and axe-core, which knows what
 * keeps people from reading a page. Too heavy for every change: `deno task
 * history-page`, and `.ci/run --all`.
 *
 * OPENCLAW_GUARD_PICTURES=FOLDER keeps what was seen, for people to look at.
 */

import assert from "node:assert/strict";
import type { Language } from "../../lib/base/language.ts";
import { historyPage } from "../../lib/commands/history/page.ts";
import { speak } from "../../lib/text/speech.ts";
import { sampleView } from "../commands/history/sample.ts";
import { findChromium, type Tab, withBrowser } from "./browser.ts";

/** Where `deno task history-page` has put axe-core. */
const AXE_VARIABLE = "OPENCLAW_GUARD_AXE";
const PICTURES_VARIABLE = "OPENCLAW_GUARD_PICTURES";

const chromium = findChromium();
const axe = Deno.env.get(AXE_VARIABLE);
const why = chromium === null
  ? "there is no chromium (apt-get install chromium)"
  : axe === undefined
  ? "too heavy for every change: deno task history-page"
  : null;

interface Case {
  readonly days: number;
  readonly profiles: number;
  readonly hostile: boolean;
  readonly language: Language;
}

const CASES: readonly Case[] = (["en", "zh-CN"] as const).flatMap((language) =>
  [0, 1, 400].flatMap((days) =>
    [1, 20].map((profiles) => ({
      ...{ language, days, profiles },
      hostile: days === 1,
    }))
  )
);

const NAME =
  "in a browser the page can be read by everybody: by day and night, on a phone, with a screen reader, on paper";

Deno.test({
  name: why === null ? NAME : `${NAME} [SKIPPED: ${why}]`,
  ignore: why !== null,
  async fn() {
    const folder = Deno.makeTempDirSync();
    try {
      await withBrowser(chromium ?? "", async (tab) => {
        const source = Deno.readTextFileSync(axe ?? "");
        for (const each of CASES) await look(tab, source, folder, each);
      });
    } finally {
      Deno.removeSync(folder, { recursive: true });
    }
  },
});

/** What axe says, in as far as it keeps somebody from reading. */
const AXE_RUN = `axe.run(document, {
  resultTypes: ["violations"],
}).then(({ violations }) => violations
  .filter(({ impact }) => impact === "serious" || impact === "critical")
  .map(({ id, nodes }) => id + ": " + nodes[0].html.slice(0, 200)))`;

async function look(
  tab: Tab,
  source: string,
  folder: string,
  { days, profiles, hostile, language }: Case,
): Promise<void> {
  await speak(language);
  const page = historyPage(sampleView({ days, profiles, hostile, language }));
  await speak("en");
  const path = `${folder}/page.html`;
  Deno.writeTextFileSync(path, page);
  for (const width of [320, 1280]) {
    for (const scheme of ["light", "dark"] as const) {
      const what =
        `${language}-${days}-days-${profiles}-profiles-${width}-${scheme}`;
      await tab.show(path, { width, height: 900, scheme });
      // What is folded has to be readable, too.
      await tab.evaluate(
        `document.querySelectorAll("details").forEach((one) => one.open = true)`,
      );
      const seen = await tab.evaluate(
        `[document.documentElement.scrollWidth, innerWidth, document.title.length > 0, typeof globalThis.alerted].join()`,
      );
      assert.equal(seen, `${width},${width},true,undefined`, what);
      // Twenty are like one, and axe would take a minute for each look.
      if (profiles === 1) {
        await tab.evaluate(source);
        assert.deepEqual(await tab.evaluate(AXE_RUN), [], what);
      }
      keepPicture(what, await tab.picture(profiles === 1));
    }
  }
  await tab.show(path, {
    ...{ width: 794, height: 1123, scheme: "dark", media: "print" },
  });
  const background = await tab.evaluate(
    `getComputedStyle(document.body).backgroundColor`,
  );
  assert.equal(background, "rgb(255, 255, 255)", "paper is white");
}

function keepPicture(name: string, png: Uint8Array): void {
  const folder = Deno.env.get(PICTURES_VARIABLE);
  if (folder === undefined) return;
  Deno.mkdirSync(folder, { recursive: true });
  Deno.writeFileSync(`${folder}/${name}.png`, png);
}
