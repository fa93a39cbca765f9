/** The word without which a service refuses a message, if a person chose one. */

import { cut, type Unit } from "./cut.ts";

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
