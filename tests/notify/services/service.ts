/**
 * What a stand-in has to know of a service: how a message must look there, and
 * how it answers. Written from NOTIFY.md, not from the channels: what both have
 * would be right in both by mistake.
 */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";

/** A request as it came in. */
export interface Received {
  readonly method: string;
  /** Without the prefix of the stand-in. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: string;
}

/** An answer; a body that is no text is sent as JSON. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** An answer that says no, and what a channel has to make of it. */
export interface Refusal extends Answer {
  readonly outcome: "retry" | "fatal";
  /** When to come back, ms; missing: it does not say. */
  readonly afterMs?: number;
  /** Must stand in what people are told. */
  readonly says: RegExp;
}

/** See the file. */
export interface Service {
  /** The channel's type. */
  readonly type: string;
  /** Where the real one is. */
  readonly origin: string;
  /** Settings of the channel, secrets included, that it accepts. */
  readonly values: Readonly<Record<string, string | number>>;
  /** The same for a stand-in there. */
  at(base: string): Readonly<Record<string, string | number>>;
  /** What people copy, and what is to be made of it (null: another's). */
  readonly pasted: Readonly<
    Record<string, Readonly<Record<string, string>> | null>
  >;
  /** @throws {AssertionError} naming what is wrong with a request. */
  check(got: Received, nowMs: number): void;
  /** What a person reads there, title first, lines parted by "\n". */
  shown(got: Received): string;
  readonly success: Answer;
  /** Any 2xx is a success: nobody knows what it says then. */
  readonly takesAnyAnswer?: true;
  /** By name. */
  readonly refusals: Readonly<Record<string, Refusal>>;
}

/** What is pinged is one, too, and no channel's. */
export type Answering = Pick<
  Service,
  "type" | "check" | "shown" | "success" | "refusals"
>;

/** What all services that take JSON ask for. @returns The value. */
export function jsonIn({ method, headers, body }: Received): unknown {
  assert.equal(method, "POST");
  assert.equal(headers.get("content-type"), "application/json; charset=utf-8");
  assert.match(headers.get("user-agent") ?? "", /^openclaw-guard\/\d/);
  return JSON.parse(body);
}

/** A value with these keys, and perhaps some of the others. */
export function withKeys(
  value: unknown,
  required: readonly string[],
  optional: readonly string[] = [],
): Record<string, unknown> {
  assert(typeof value === "object" && value !== null, "no object");
  const keys = Object.keys(value);
  for (const key of required) assert(keys.includes(key), `no ${key}`);
  const extra = keys.filter((key) =>
    !required.includes(key) && !optional.includes(key)
  );
  assert.deepEqual(extra, [], "unknown keys");
  return value as Record<string, unknown>;
}

/** A text that a service can show: not empty, of whole characters. */
export function sound(value: unknown): string {
  assert(typeof value === "string", "no text");
  assert.notEqual(value.trim(), "", "an empty text");
  assert(value.isWellFormed(), "half a character");
  // deno-lint-ignore no-control-regex
  assert.doesNotMatch(value, /[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
  return value;
}

/** A text of so many bytes, UTF-16 units or code points at most. */
export function within(
  value: unknown,
  most: number,
  unit: "bytes" | "utf16" | "points",
): string {
  const text = sound(value);
  const length = {
    bytes: Buffer.byteLength(text),
    utf16: text.length,
    points: Array.from(text).length,
  }[unit];
  assert(length <= most, `${length} ${unit}, more than ${most}`);
  return text;
}

/** Values with an address at another place; for `at`. */
export function moved(
  values: Service["values"],
  base: string,
): Service["values"] {
  const { pathname, search } = new URL(`${values.url}`);
  return { ...values, url: base + pathname + search };
}
