/** A badge: an SVG that any page can show, or what shields.io makes one of. */

import { displayWidth } from "../../base/width.ts";
import { exitCodeOf } from "../../cli/exit_code.ts";
import { markup } from "./markup.ts";
import { type Mood, moodOf, type ProfileHistory, worstFirst } from "./view.ts";

const LABEL = "openclaw";

/** White on each of them has a contrast of more than 4.5. */
const COLOURS: Readonly<Record<Mood, readonly [hex: string, shields: string]>> =
  {
    ok: ["#1a7f37", "brightgreen"],
    warn: ["#9a6700", "yellow"],
    crit: ["#cf222e", "red"],
    planned: ["#0969da", "blue"],
    none: ["#59636e", "lightgrey"],
  };

/** Of several gateways the worst. Codes, the same in all languages. */
function worstOf(
  profiles: readonly ProfileHistory[],
): { message: string; mood: Mood } {
  const [worst] = worstFirst(profiles);
  if (worst === undefined) return { message: "not watched", mood: "none" };
  const { verdict, checking, profile } = worst;
  const mood = moodOf(worst);
  const word = verdict === null || checking === false ? "not watched" : verdict;
  const named = profiles.length > 1 && mood !== "ok";
  return { message: named ? `${profile}: ${word}` : word, mood };
}

/** The endpoint badge of shields.io, version 1. */
export function badgeJson(profiles: readonly ProfileHistory[]): string {
  const { message, mood } = worstOf(profiles);
  return JSON.stringify({
    schemaVersion: 1,
    label: LABEL,
    message,
    color: COLOURS[mood][1],
    isError: profiles.some(({ verdict }) =>
      verdict !== null && exitCodeOf(verdict) === 2
    ),
  }) + "\n";
}

/** Width of a character, of a badge's 11 pixels, and room beside a text. */
const CHARACTER = 6.8;
const ROOM = 10;

/** One SVG, without anything from outside. */
export function badgeSvg(profiles: readonly ProfileHistory[]): string {
  const { message, mood } = worstOf(profiles);
  const width = (text: string) =>
    Math.round(displayWidth(text) * CHARACTER) + ROOM;
  const [left, right] = [width(LABEL), width(message)];
  const text = (word: string, middle: number, length: number) =>
    markup`<text x="${middle}" y="14" textLength="${
      length - ROOM
    }">${word}</text>`;
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${
    left + right
  }" height="20" role="img" aria-label="${LABEL}: ${message}"><title>${LABEL}: ${message}</title><rect width="${
    left + right
  }" height="20" rx="3" fill="#3d444d"/><path fill="${
    COLOURS[mood][0]
  }" d="M${left} 0h${
    right - 3
  }a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H${left}z"/><g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">${
    text(LABEL, left / 2, left)
  }${text(message, left + right / 2, right)}</g></svg>`.html;
}
