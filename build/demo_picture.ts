/**
 * Plays the demo and draws it: `deno task picture` makes `docs/demo.svg`,
 * `deno task picture --lang zh-CN` makes `docs/demo.zh-CN.svg`. What is drawn is
 * what was shown, with its own times.
 */

import { takeLanguage } from "../lib/cli/language.ts";
import { playDemo } from "../lib/commands/demo/demo.ts";
import { WATCHABLE } from "../lib/commands/demo/pace.ts";
import type { Screen } from "../lib/commands/demo/screen.ts";
import { type Line, plainText } from "../lib/commands/demo/styled.ts";
import { systemContext } from "../lib/sys/context.ts";
import { speak } from "../lib/text/speech.ts";
import { terminalSvg } from "./terminal_svg.ts";

const COLUMNS = 84;

/** The title of the scene before whose beginning the still picture is taken. */
const AFTER_STILL = "2. ";

async function main(): Promise<void> {
  const { language = "en" } = takeLanguage(Deno.args);
  const output = `docs/demo${language === "en" ? "" : `.${language}`}.svg`;
  await speak(language);
  const started = performance.now();
  const lines: { atMs: number; line: Line }[] = [];
  const statuses: { atMs: number; lines: readonly Line[] }[] = [];
  const screen: Screen = {
    width: COLUMNS,
    print(added) {
      const atMs = Math.round(performance.now() - started);
      lines.push(...added.map((line) => ({ atMs, line })));
    },
    status(lines) {
      statuses.push({
        atMs: Math.round(performance.now() - started),
        // The empty line above is in the picture's own layout.
        lines: lines.slice(1),
      });
    },
    [Symbol.dispose]() {},
  };
  const { signal } = new AbortController();
  await playDemo(systemContext(), WATCHABLE, screen, signal);
  const next = lines.findIndex(({ line }) =>
    plainText(line).startsWith(`── ${AFTER_STILL}`)
  );
  const picture = terminalSvg({ columns: COLUMNS, lines, statuses }, {
    title: "openclaw-guard demo",
    language,
    rows: 24,
    speed: 1.5,
    holdMs: 6000,
    stillMs: (lines[next]?.atMs ?? 0) - 1,
  });
  Deno.mkdirSync(output.slice(0, output.lastIndexOf("/")), { recursive: true });
  Deno.writeTextFileSync(output, picture);
  console.error(`build: ${output}, ${Math.round(picture.length / 1024)} KiB`);
}

if (import.meta.main) await main();
