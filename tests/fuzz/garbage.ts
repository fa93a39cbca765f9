/** Makes bad input: valid documents with mutations, and random bytes. */

import assert from "node:assert/strict";
import { GuardError, messageOf } from "../../lib/base/errors.ts";
import { randomNumbers } from "../random.ts";

/** Texts that have broken parsers before. */
const NASTY = [
  "",
  "\0",
  "\n",
  "\r\n",
  "=",
  '"',
  "'",
  "\\",
  "{",
  "}",
  "[",
  "]",
  "(",
  ")",
  ":",
  ",",
  "-",
  "-1",
  "0",
  "1e999",
  "NaN",
  "Infinity",
  "9007199254740993",
  "99999999999999999999",
  "null",
  "true",
  "__proto__",
  "constructor",
  "\ud800",
  "\uffff",
  "\u202e",
  "ÿ",
  "# BEGIN openclaw-guard\n",
  "# END openclaw-guard\n",
  "/*",
  "//",
  " ".repeat(500),
  "[".repeat(500),
  "a".repeat(500),
];

/** A text made from a valid one, or from nothing. */
export function garble(valid: string, random: () => number): string {
  const below = (limit: number) => Math.floor(random() * limit);
  if (random() < 0.05) {
    return String.fromCharCode(
      ...Array.from({ length: below(200) }, () => below(256)),
    );
  }
  let text = valid;
  for (let change = 1 + below(4); change > 0; change--) {
    const at = below(text.length + 1);
    const to = at + below(Math.min(40, text.length - at) + 1);
    const piece = text.slice(at, to);
    const nasty = NASTY[below(NASTY.length)] ?? "";
    switch (below(6)) {
      case 0: // gone
        text = text.slice(0, at) + text.slice(to);
        break;
      case 1: // cut off
        text = text.slice(0, at);
        break;
      case 2: // twice
        text = text.slice(0, to) + piece + text.slice(to);
        break;
      case 3: // moved
        text = piece + text.slice(0, at) + text.slice(to);
        break;
      case 4: // something else in its place
        text = text.slice(0, at) + nasty + text.slice(to);
        break;
      default: // a number changed
        text = text.replace(/\d+/, nasty);
    }
  }
  return text;
}

/** A JSON value with something else in one of its places. */
export function garbleValue(value: unknown, random: () => number): unknown {
  const strange = [
    null,
    true,
    0,
    -1,
    0.5,
    1e300,
    Number.MAX_SAFE_INTEGER,
    "",
    "x",
    [],
    {},
    [[]],
    "running",
    "healthy",
  ];
  if (typeof value !== "object" || value === null || random() < 0.05) {
    return strange[Math.floor(random() * strange.length)];
  }
  const copy: unknown[] | Record<string, unknown> = Array.isArray(value)
    ? [...value]
    : { ...value };
  const keys = Object.keys(copy);
  const key = keys[Math.floor(random() * keys.length)];
  if (key === undefined) return copy;
  const fields = copy as Record<string, unknown>;
  if (random() < 0.1) delete fields[key];
  else fields[key] = garbleValue(fields[key], random);
  return copy;
}

/** No single input may take longer, ms; a slow machine under load included. */
const MAX_MS = 1000;

/**
 * Runs a parser on many inputs. It may give any result or throw a GuardError,
 * within a second.
 *
 * @param seed The run that failed is repeated with the seed it names.
 */
export function survives<T>(
  seed: number,
  count: number,
  make: (random: () => number) => T,
  parse: (input: T) => void,
): void {
  for (let run = 0; run < count; run++) {
    const runSeed = seed * 100_000 + run;
    const input = make(randomNumbers(runSeed));
    const started = performance.now();
    try {
      parse(input);
    } catch (error) {
      if (!(error instanceof GuardError)) {
        assert.fail(
          `seed ${runSeed}: ${messageOf(error)}, for ${
            JSON.stringify(input).slice(0, 400)
          }\n${error instanceof Error ? error.stack : ""}`,
        );
      }
    }
    const tookMs = performance.now() - started;
    assert.ok(tookMs < MAX_MS, `seed ${runSeed} took ${Math.round(tookMs)} ms`);
  }
}
