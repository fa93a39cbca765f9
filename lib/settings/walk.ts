/** Walks through a settings document: what is in it, and what is wrong with it. */

import { isMapping } from "../base/mapping.ts";
import { nearestName } from "../base/nearest.ts";
import { say } from "../base/say.ts";
import { isSection, type Leaf, type Section } from "./leaves.ts";
import { PROFILE_SECTION, SETTINGS_REFERENCE, WHOLE_FILE } from "./table.ts";

/** A mistake. */
interface Problem {
  /** Where it is. */
  readonly path: readonly string[];
  /** A sentence for people. */
  readonly text: string;
}

/** A value that is allowed where it stands. */
export interface Found {
  readonly path: readonly string[];
  /** Its name in the guard, if it has one. */
  readonly field: string | undefined;
  /** In the guard's own units. */
  readonly value: unknown;
}

/** What {@linkcode walk} comes to. */
export interface Walked {
  readonly found: readonly Found[];
  readonly problems: readonly Problem[];
}

/** Goes through a part of the file. */
export function walk(
  part: Leaf | Section,
  written: unknown,
  path: readonly string[] = [],
): Walked {
  if (!isSection(part)) {
    const { kind, field, secret } = part;
    const value = kind.read(written);
    return value === null
      ? wrong(path, badValue(path, written, kind.allowed, secret))
      : { found: [{ path, field, value }], problems: [] };
  }
  if (!isMapping(written)) {
    const allowed = say`an object such as {"name": "value"}`;
    // A text here may be the secret that belongs a level deeper.
    const secret = String(JSON.stringify(written)).includes('"');
    return wrong(path, badValue(path, written, allowed, secret));
  }
  const values = new Map(Object.entries(written));
  // What is wrong in other profiles must not keep this one's gateway from
  // being rescued.
  const unknown = path.join() === "profiles"
    ? []
    : [...values.keys()].filter((key) => !part.has(key));
  const allowed = [...part.keys()].filter((key) => key !== "$schema");
  const inner = [...part].filter(([key]) => values.has(key))
    .map(([key, inner]) => walk(inner, values.get(key), [...path, key]));
  return {
    found: inner.flatMap(({ found }) => found),
    problems: [
      ...inner.flatMap(({ problems }) => problems),
      ...unknown.map((key) => ({
        path: [...path, key],
        text: unknownKey(path, key, allowed),
      })),
    ],
  };
}

function wrong(path: readonly string[], text: string): Walked {
  return { found: [], problems: [{ path, text }] };
}

/** @param secret The value is not told. */
function badValue(
  path: readonly string[],
  value: unknown,
  allowed: string,
  secret = false,
): string {
  const place = path.length === 0 ? say`the file` : `"${path.join(".")}"`;
  if (secret) return say`${place} must be ${allowed}`;
  const shown = JSON.stringify(value) ?? String(value);
  const short = shown.length > 40 ? `${shown.slice(0, 40)}…` : shown;
  return say`${place} is ${short}, but it must be ${allowed}`;
}

/** @param names What is allowed there. */
function unknownKey(
  path: readonly string[],
  key: string,
  names: readonly string[],
): string {
  const full = [...path, key].join(".");
  const inProfile = path[0] === "profiles";
  const profile = inProfile ? path.slice(0, 2) : [];
  const place = path.slice(profile.length);
  const nearest = nearestName(key, names);
  const section = path[0] === "notify" && path[1] === "channels"
    ? undefined // what it has is by its type
    : [...inProfile ? PROFILE_SECTION : WHOLE_FILE]
      .find(([, inner]) => isSection(inner) && inner.has(key))?.[0];
  // In a profile "host" is the gateway's, not the machine's.
  const wanted = inProfile && section === undefined && isInFile([...place, key])
    ? [...place, key] // for all profiles alike
    : nearest !== undefined
    ? [...path, nearest]
    : section !== undefined
    ? [...profile, section, key]
    : null;
  return wanted === null
    ? say`"${full}" is unknown; allowed here: ${names.join(", ")}`
    : say`"${full}" is unknown (did you mean "${wanted.join(".")}"?)`;
}

function isInFile(path: readonly string[]): boolean {
  return SETTINGS_REFERENCE.some(({ key }) => key === path.join("."));
}
