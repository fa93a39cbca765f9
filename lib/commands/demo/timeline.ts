/** How the demo's timeline looks, line by line. */

import { t } from "../../text/speech.ts";
import { displayWidth, padToWidth, wrapToWidth } from "../../base/width.ts";
import type { Line, Span, Style } from "./styled.ts";
import type { Vitals } from "./vitals.ts";

/** Who did something. */
type Actor = "fault" | "you" | "systemd" | "gateway" | "guard";

/** Something that happened. */
export interface Moment {
  /** Milliseconds since the demo began. */
  readonly atMs: number;
  readonly actor: Actor;
  readonly tone: "plain" | "good" | "bad" | "act";
  readonly text: string;
}

const ACTOR_STYLES: Readonly<Record<Actor, Style>> = {
  fault: "bad",
  you: "strong",
  systemd: "faint",
  gateway: "plain",
  guard: "guard",
};
const MARKS: Readonly<Record<Moment["tone"], string>> = {
  plain: "·",
  good: "✓",
  bad: "✗",
  act: "↻",
};
/** Columns before the text: time, actor and mark. */
const INDENT = 21;

/** The lines of a moment: ` 12.4 s  guard    ✗ hung: …`. */
export function momentLines(moment: Moment, width: number): Line[] {
  const { atMs, actor, tone, text } = moment;
  const style = tone === "plain"
    ? actor === "systemd" ? "faint" : "plain"
    : tone;
  const time = seconds(atMs);
  return wrapToWidth(text, width - INDENT).map((row, index): Line =>
    index > 0 ? [["plain", " ".repeat(INDENT)], [style, row]] : [
      ["faint", `${" ".repeat(Math.max(0, 7 - displayWidth(time)))}${time}  `],
      [ACTOR_STYLES[actor], padToWidth(actorName(actor), 8)],
      [style, `  ${MARKS[tone]} ${row}`],
    ]
  );
}

/** The English has its whole width: alone these words are data, too. */
function actorName(actor: Actor): string {
  return {
    fault: t`fault   `,
    you: t`you     `,
    systemd: "systemd",
    gateway: t`gateway `,
    guard: t`guard   `,
  }[actor];
}

/** `12.4 s`. */
export function seconds(ms: number): string {
  return t`${(ms / 1000).toFixed(1)} s`;
}

/** An empty line, then a title with a rule after it. */
export function headingLines(title: string, width: number): Line[] {
  const rule = "─".repeat(Math.max(3, width - displayWidth(title) - 4));
  return [[], [["faint", "── "], ["strong", title], ["faint", ` ${rule}`]]];
}

/** Two lines that show the present: how things look, and how they were. */
export function statusLines(
  history: readonly Vitals[],
  port: number,
  width: number,
): Line[] {
  const now = history.at(-1);
  if (now === undefined) return [];
  return [
    [],
    [
      ["faint", t`  systemd says `],
      [now.active ? "good" : "act", now.unit],
      ["faint", t`   port ${port}`],
      [now.port ? "good" : "bad", now.port ? t` open` : t` closed`],
      ["faint", "   /health "],
      [now.healthy ? "good" : "bad", healthText(now)],
    ],
    [["plain", "  "], ...pulse(history, width - 2)],
  ];
}

function healthText({ healthy, port }: Vitals): string {
  return healthy ? "ok" : port ? t`NO ANSWER` : t`nobody there`;
}

/**
 * How /health was from the beginning until now, a block for each look; for
 * several looks when they are too many, and then the worst of them counts.
 */
export function pulse(history: readonly Vitals[], width: number): Line {
  const looks = Math.max(1, Math.ceil(history.length / width));
  const spans: Span[] = [];
  for (let index = 0; index < history.length; index += looks) {
    const healthy = history.slice(index, index + looks)
      .every((look) => look.healthy);
    const style = healthy ? "good" : "bad";
    const block = healthy ? "▇" : "▁";
    const last = spans.at(-1);
    if (last?.[0] === style) spans[spans.length - 1] = [style, last[1] + block];
    else spans.push([style, block]);
  }
  return spans;
}
