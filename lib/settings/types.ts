/** Kinds of values in the settings file. Each says itself what is allowed. */

import * as z from "zod/mini";
import { DURATION_FORM, parseDuration } from "../base/duration.ts";
import { say } from "../base/say.ts";

/** The part of a JSON Schema that describes one value. */
export type JsonSchemaPart = Readonly<Record<string, unknown>>;

const jsonSchemas = new WeakMap<object, JsonSchemaPart>();

/** What JSON Schema can say about a type of this file, undefined for others. */
export function jsonSchemaOf(schema: object): JsonSchemaPart | undefined {
  return jsonSchemas.get(schema);
}

/**
 * A type whose only message is what is allowed.
 *
 * @param json The same as JSON Schema, for editors; what it cannot say, such as
 * the limits of a duration, is in its description.
 * @param read Gives the value in the guard's own units, null for a bad one.
 */
function type<T>(
  allowed: string,
  json: JsonSchemaPart,
  read: (value: unknown) => T | null,
) {
  const schema = z.pipe(
    z.unknown(),
    z.transform((value: unknown, context): T => {
      const result = read(value);
      if (result !== null) return result;
      context.issues.push({ code: "custom", input: value, message: allowed });
      return z.NEVER;
    }),
  );
  jsonSchemas.set(schema, { ...json, description: allowed });
  return schema;
}

function readDuration(
  value: unknown,
  minimum: string,
  maximum: string,
): number | null {
  const ms = typeof value === "string" ? parseDuration(value) : null;
  if (ms === null) return null;
  const [least, most] = [parseDuration(minimum), parseDuration(maximum)];
  return ms >= (least ?? 0) && ms <= (most ?? 0) ? ms : null;
}

const DURATION = { type: "string", pattern: "^[0-9]{1,12}(ms|s|m|h|d)$" };

/** A text such as "30s"; milliseconds. */
export function duration(minimum: string, maximum: string) {
  return type(
    say`a duration from "${minimum}" to "${maximum}": ${DURATION_FORM}`,
    DURATION,
    (value) => readDuration(value, minimum, maximum),
  );
}

/** A list of durations; milliseconds. */
export function durations(
  fewest: number,
  most: number,
  minimum: string,
  maximum: string,
) {
  return type(
    fewest === most
      ? say`a list of ${fewest} durations from "${minimum}" to "${maximum}"`
      : say`a list of ${fewest} to ${most} durations from "${minimum}" to "${maximum}"`,
    { type: "array", items: DURATION, minItems: fewest, maxItems: most },
    (value) => {
      if (!Array.isArray(value)) return null;
      if (value.length < fewest || value.length > most) return null;
      const list = value.map((item) => readDuration(item, minimum, maximum));
      return list.every((item) => item !== null) ? list : null;
    },
  );
}

const SIZE_UNITS: Readonly<Record<string, number>> = {
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};

function readSize(value: unknown): number | null {
  const match = typeof value === "string"
    ? /^([0-9]{1,9})(KiB|MiB|GiB)$/.exec(value)
    : null;
  return match === null
    ? null
    : Number(match[1]) * (SIZE_UNITS[match[2] ?? ""] ?? 0);
}

/** A text such as "50MiB"; bytes. */
export function size(minimum: string, maximum: string) {
  const [least, most] = [readSize(minimum) ?? 0, readSize(maximum) ?? 0];
  return type(
    say`a size from "${minimum}" to "${maximum}": a whole number and KiB, MiB or GiB`,
    { type: "string", pattern: "^[0-9]{1,9}(KiB|MiB|GiB)$" },
    (value) => {
      const bytes = readSize(value);
      return bytes !== null && bytes >= least && bytes <= most ? bytes : null;
    },
  );
}

/** A whole number. */
export function integer(minimum: number, maximum: number) {
  return type(
    say`a whole number from ${minimum} to ${maximum}`,
    { type: "integer", minimum, maximum },
    (value) =>
      typeof value === "number" && Number.isInteger(value) &&
        value >= minimum && value <= maximum
        ? value
        : null,
  );
}

/** A number that need not be whole. */
export function share(minimum: number, maximum: number) {
  return type(
    say`a number from ${minimum} to ${maximum}`,
    { type: "number", minimum, maximum },
    (value) =>
      typeof value === "number" && value >= minimum && value <= maximum
        ? value
        : null,
  );
}

/** true or false. */
export function yesOrNo() {
  return type(
    say`true or false`,
    { type: "boolean" },
    (value) => typeof value === "boolean" ? value : null,
  );
}

/**
 * One of a few words.
 *
 * @param allowed The same for people.
 */
export function oneOf<const Word extends string>(
  words: readonly Word[],
  allowed: string,
) {
  return type(
    allowed,
    { enum: words },
    (value) => words.find((word) => word === value) ?? null,
  );
}

const HOST = /^[A-Za-z0-9.:_%-]{1,253}$/;

/** A host name or an IP address without brackets. */
export function hostName() {
  return type(
    say`a host name or an IP address such as "127.0.0.1" or "::1"`,
    { type: "string", pattern: HOST.source },
    (value) => typeof value === "string" && HOST.test(value) ? value : null,
  );
}

/** Any text. */
export function text() {
  return type(
    say`a text`,
    { type: "string" },
    (value) => typeof value === "string" ? value : null,
  );
}
