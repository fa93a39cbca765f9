/** What the bot of a group may demand, where the service lets a person choose. */

import { say } from "../base/say.ts";
import { text } from "../base/value_kinds.ts";
import { cut, type Unit } from "./cut.ts";

export const SIGNING_SECRET = {
  kind: text(),
  secret: true,
  optional: true,
  about: say`Its signing secret, if it checks signatures`,
} as const;

/** The word without which the service refuses a message. */
export const KEYWORD = {
  kind: text(),
  optional: true,
  about: say`A word it demands, if that is not "OpenClaw"`,
} as const;

/** Cuts a text; the word stands in what is left, on a line of its own if need be. */
export function cutWithKeyword(
  text: string,
  keyword: string | undefined,
  most: number,
  unit: Unit,
): string {
  const whole = cut(text, most, unit);
  if (keyword === undefined || whole.includes(keyword)) return whole;
  return `${cut(text, most - unit(`\n${keyword}`), unit)}\n${keyword}`;
}
