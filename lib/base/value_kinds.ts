/** Kinds of values in the settings file. Each says itself what is allowed. */

import { DURATION_FORM, durationText, parseDuration } from "./duration.ts";
import { say } from "./say.ts";

/** What a value may be, and how the file writes it. */
export interface Kind<T> {
  /** What is allowed, for people. */
  readonly allowed: string;
  /**
   * The same as JSON Schema, for editors; what it cannot say, such as the
   * limits of a duration, is in its description.
   */
  readonly json: Readonly<Record<string, unknown>>;
  /** The value in the guard's own units, null for a bad one. */
  read(written: unknown): T | null;
  /** A value as the file would have it. */
  write(value: T): unknown;
}

/** The kind of values that are written as they are. */
export function plain<T>(
  allowed: string,
  json: Kind<T>["json"],
  isOne: (value: unknown) => boolean,
): Kind<T> {
  return {
    allowed,
    json,
    read: (value) => isOne(value) ? value as T : null,
    write: (value) => value,
  };
}

/** The kind of texts of a form, which JSON Schema can say but for `also`. */
export function matching(
  allowed: string,
  form: RegExp,
  also: (text: string) => boolean = () => true,
): Kind<string> {
  return plain(
    allowed,
    { type: "string", pattern: form.source },
    (value) => typeof value === "string" && form.test(value) && also(value),
  );
}

const DURATION = { type: "string", pattern: "^[0-9]{1,12}(ms|s|m|h|d)$" };

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

/** A text such as "30s"; milliseconds, or units of so many milliseconds. */
export function duration(
  minimum: string,
  maximum: string,
  unitMs = 1,
): Kind<number> {
  return {
    allowed:
      say`a duration from "${minimum}" to "${maximum}": ${DURATION_FORM}`,
    json: DURATION,
    read(value) {
      const ms = readDuration(value, minimum, maximum);
      return ms === null ? null : ms / unitMs;
    },
    write: (value) => durationText(value * unitMs),
  };
}

/** A list of durations; milliseconds. */
export function durations(
  fewest: number,
  most: number,
  minimum: string,
  maximum: string,
): Kind<readonly number[]> {
  return {
    allowed: fewest === most
      ? say`a list of ${fewest} durations from "${minimum}" to "${maximum}"`
      : say`a list of ${fewest} to ${most} durations from "${minimum}" to "${maximum}"`,
    json: { type: "array", items: DURATION, minItems: fewest, maxItems: most },
    read(value) {
      if (!Array.isArray(value)) return null;
      if (value.length < fewest || value.length > most) return null;
      const list = value.map((item) => readDuration(item, minimum, maximum));
      return list.every((item) => item !== null) ? list : null;
    },
    write: (list) => list.map(durationText),
  };
}

const SIZE_UNITS = { GiB: 1024 ** 3, MiB: 1024 ** 2, KiB: 1024 };

function readSize(value: unknown): number | null {
  const match = typeof value === "string"
    ? /^([0-9]{1,9})(KiB|MiB|GiB)$/.exec(value)
    : null;
  if (match === null) return null;
  return Number(match[1]) * SIZE_UNITS[match[2] as keyof typeof SIZE_UNITS];
}

/** A text such as "50MiB"; bytes. */
export function size(minimum: string, maximum: string): Kind<number> {
  const [least, most] = [readSize(minimum) ?? 0, readSize(maximum) ?? 0];
  return {
    allowed:
      say`a size from "${minimum}" to "${maximum}": a whole number and KiB, MiB or GiB`,
    json: { type: "string", pattern: "^[0-9]{1,9}(KiB|MiB|GiB)$" },
    read(value) {
      const bytes = readSize(value);
      return bytes !== null && bytes >= least && bytes <= most ? bytes : null;
    },
    write(bytes) {
      const [unit, factor] = Object.entries(SIZE_UNITS)
        .find(([, factor]) => bytes % factor === 0) ?? ["KiB", 1024];
      return `${Math.round(bytes / factor)}${unit}`;
    },
  };
}

/** A whole number. */
export function integer(minimum: number, maximum: number): Kind<number> {
  return plain(
    say`a whole number from ${minimum} to ${maximum}`,
    { type: "integer", minimum, maximum },
    (value) =>
      Number.isInteger(value) && Number(value) >= minimum &&
      Number(value) <= maximum,
  );
}

/** A number that need not be whole. */
export function share(minimum: number, maximum: number): Kind<number> {
  return plain(
    say`a number from ${minimum} to ${maximum}`,
    { type: "number", minimum, maximum },
    (value) =>
      typeof value === "number" && value >= minimum && value <= maximum,
  );
}

/** true or false. */
export function yesOrNo(): Kind<boolean> {
  return plain(
    say`true or false`,
    { type: "boolean" },
    (value) => typeof value === "boolean",
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
): Kind<Word> {
  return plain(
    allowed,
    { enum: words },
    (value) => words.some((word) => word === value),
  );
}

/** A host name or an IP address without brackets. */
export function hostName(): Kind<string> {
  return matching(
    say`a host name or an IP address such as "127.0.0.1" or "::1"`,
    /^[A-Za-z0-9.:_%-]{1,253}$/,
  );
}

/** Any text. */
export function text(): Kind<string> {
  return plain(
    say`a text`,
    { type: "string" },
    (value) => typeof value === "string",
  );
}

const hasNoControls = (text: string) => !/\p{Cc}/u.test(text);

/** A text of one line that is not empty; what is longer is no name. */
export function label(longest: number): Kind<string> {
  return matching(
    say`a text of one line, at most ${longest} characters`,
    new RegExp(`^.{1,${longest}}$`),
    hasNoControls,
  );
}

/** The path of a file from the root on. */
export function absolutePath(): Kind<string> {
  return matching(
    say`an absolute path such as "/home/me/file"`,
    /^\/.*[^/]$/,
    hasNoControls,
  );
}

/** The name of an environment variable. */
export function variableName(): Kind<string> {
  return matching(
    say`the name of an environment variable such as "BOT_TOKEN"`,
    /^[A-Za-z_][A-Za-z0-9_]{0,99}$/,
  );
}

/** The name of a file without its folder. */
export function fileName(): Kind<string> {
  return matching(
    say`a name such as "bot-token"`,
    /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/,
  );
}

/** Through which other programs reach the network. */
export function proxyAddress(): Kind<string> {
  return matching(
    say`the address of a proxy such as "http://127.0.0.1:7890" or "socks5://127.0.0.1:1080"`,
    /^(?:https?|socks5h?):\/\/[^\s/?#]/,
    (text) => !/\s/.test(text) && URL.canParse(text),
  );
}

/** From one time of the day to another, minutes after midnight. */
export interface DaySpan {
  readonly fromMinute: number;
  /** Smaller than {@linkcode DaySpan.fromMinute}: over midnight. */
  readonly toMinute: number;
}

/** A text such as "23:00-07:30". */
export function daySpan(): Kind<DaySpan> {
  const form = /^([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-3]):([0-5]\d)$/;
  const clock = (minute: number) =>
    [Math.floor(minute / 60), minute % 60]
      .map((part) => String(part).padStart(2, "0")).join(":");
  return {
    allowed: say`two different times of the day such as "23:00-07:30"`,
    json: { type: "string", pattern: form.source },
    read(value) {
      const match = typeof value === "string" ? form.exec(value) : null;
      if (match === null) return null;
      const [h = 0, min = 0, toH = 0, toMin = 0] = match.slice(1).map(Number);
      const span = { fromMinute: h * 60 + min, toMinute: toH * 60 + toMin };
      return span.fromMinute === span.toMinute ? null : span;
    },
    write: ({ fromMinute, toMinute }) =>
      `${clock(fromMinute)}-${clock(toMinute)}`,
  };
}
