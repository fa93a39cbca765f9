/** What differs between two configs, for people: secrets are masked. */

import { say } from "../base/say.ts";
import { parseJson5 } from "../base/json5.ts";
import { isMapping } from "../base/mapping.ts";
import { MASK, maskSecrets, maskValue } from "../base/mask.ts";
import { SECRET_OBJECTS, secretsIn, secretsInConfig } from "../base/secrets.ts";

/** One key that differs. */
export interface Difference {
  /** Such as `gateway.port` or `agents.list[0].id`. */
  readonly path: string;
  readonly keys: readonly (string | number)[];
  /** undefined: the key is not there. */
  readonly before: unknown;
  /** undefined: the key is not there. */
  readonly after: unknown;
}

/**
 * The keys that differ, in the order of the first config, then of the second.
 *
 * @param keys Where both stand.
 */
export function configDifferences(
  before: unknown,
  after: unknown,
  keys: readonly (string | number)[] = [],
): Difference[] {
  const inner = (key: string | number) =>
    configDifferences(childOf(before, key), childOf(after, key), [
      ...keys,
      key,
    ]);
  if (isMapping(before) && isMapping(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .flatMap(inner);
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) => index).flatMap(inner);
  }
  // NaN and Infinity are values of JSON5, too.
  return Object.is(before, after)
    ? []
    : [{ path: pathText(keys), keys, before, after }];
}

function childOf(value: unknown, key: string | number): unknown {
  return (value as Readonly<Record<string | number, unknown>>)[key];
}

function pathText(keys: readonly (string | number)[]): string {
  if (keys.length === 0) return say`the whole config`;
  return keys.map((key, index) =>
    typeof key === "number"
      ? `[${key}]`
      : /^[\w$-]+$/.test(key)
      ? (index === 0 ? key : `.${key}`)
      : `[${JSON.stringify(key)}]`
  ).join("");
}

/** Names in a summary; more are counted. */
const NAMED = 3;

/** Such as "3 keys differ: gateway.port, gateway.bind, agents". */
export function summarize(differences: readonly Difference[]): string {
  if (differences.length === 0) return say`only comments or layout differ`;
  const names = differences.slice(0, NAMED).map(({ path }) =>
    maskSecrets(path)
  );
  const more = differences.length > NAMED ? ", …" : "";
  const list = names.join(", ") + more;
  return differences.length === 1
    ? say`1 key differs: ${list}`
    : say`${differences.length} keys differ: ${list}`;
}

const MAX_VALUE_LENGTH = 200;

/**
 * A line for each difference: "+ key: value" for what the second config adds,
 * "- key: value" for what it lacks, "~ key: old -> new".
 */
export function differenceLines(
  before: unknown,
  after: unknown,
): string[] {
  const known = [...secretsIn(before), ...secretsIn(after)];
  return configDifferences(before, after).map((difference) => {
    const { path, keys } = difference;
    const show = (value: unknown) => shown(value, keys, known);
    const name = maskSecrets(path, known);
    if (difference.before === undefined) {
      return `+ ${name}: ${show(difference.after)}`;
    }
    if (difference.after === undefined) {
      return `- ${name}: ${show(difference.before)}`;
    }
    return `~ ${name}: ${show(difference.before)} -> ${show(difference.after)}`;
  });
}

function shown(
  value: unknown,
  keys: readonly (string | number)[],
  known: readonly string[],
): string {
  const inSecretObject = keys.slice(0, -1).some((key) =>
    SECRET_OBJECTS.has(String(key))
  );
  if (inSecretObject && typeof value !== "boolean") return MASK;
  // Masked as a part of the whole, for the names above it count. What is in an
  // "auth" has names of its own, such as "mode" and "token".
  const names = keys.filter((key, index) =>
    key !== "auth" || index === keys.length - 1
  );
  let masked = maskValue(
    names.reduceRight<unknown>(
      (inner, key) => ({ [key]: inner }),
      hidden(value, SECRET_OBJECTS.has(String(keys.at(-1)))),
    ),
    known,
  );
  for (const key of names) {
    if (!isMapping(masked)) break;
    masked = masked[key];
  }
  const text = masked === MASK
    ? MASK
    : JSON.stringify(masked) ?? String(masked);
  return text.length > MAX_VALUE_LENGTH
    ? `${text.slice(0, MAX_VALUE_LENGTH)}…`
    : text;
}

/** Replaces the texts in secret objects that lie deeper in a value. */
function hidden(value: unknown, secret = false): unknown {
  if (typeof value === "string") return secret ? MASK : value;
  if (Array.isArray(value)) return value.map((item) => hidden(item, secret));
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      hidden(inner, secret || SECRET_OBJECTS.has(key)),
    ]),
  );
}

/** More lines are not compared one by one. */
const MAX_LINES = 2000;

/**
 * Compares texts line by line, for configs that cannot be read as such: lines
 * of the first with "-", of the second with "+", equal ones left out.
 */
export function lineDifferences(before: string, after: string): string[] {
  // Masked as wholes: a secret may begin on one line and end on the next.
  const known = [...knownSecrets(before), ...knownSecrets(after)];
  const linesOf = (text: string) =>
    maskSecrets(text, known).split(/\r?\n/).slice(0, MAX_LINES);
  return diffLines(linesOf(before), linesOf(after));
}

function knownSecrets(text: string): string[] {
  try {
    return secretsInConfig(text, parseJson5(text));
  } catch {
    return secretsInConfig(text);
  }
}

/** Longest common subsequence, from the end. */
function diffLines(old: readonly string[], young: readonly string[]): string[] {
  let start = 0;
  while (start < old.length && old[start] === young[start]) start++;
  const [a, b] = [old.slice(start), young.slice(start)];
  if (a.length * b.length > 4_000_000) {
    return [...a.map((line) => `- ${line}`), ...b.map((line) => `+ ${line}`)];
  }
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j]
        ? at(i + 1, j + 1) + 1
        : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++;
      j++;
    } else if (
      j < b.length && (i === a.length || at(i, j + 1) > at(i + 1, j))
    ) {
      lines.push(`+ ${b[j++]}`);
    } else lines.push(`- ${a[i++]}`);
  }
  return lines;
}
