/** Checks the settings file: what holds, or what is wrong with it. */

import { nearestName } from "../base/nearest.ts";
import { DEFAULT_PROFILE } from "../base/profile.ts";
import { say } from "../base/say.ts";
import {
  DEFAULT_POLICY,
  type Policy,
  type SettingValues,
} from "../core/policy.ts";
import {
  isSection,
  type Leaf,
  PROFILE_SECTION,
  type Section,
  SETTINGS_REFERENCE,
  WHOLE_FILE,
} from "./table.ts";

const ENDPOINT = ["host", "port", "tls"] as const;

/** Where the gateway is, when a person says so instead of its unit and config. */
export type EndpointSettings = Partial<
  Pick<SettingValues, typeof ENDPOINT[number]>
>;

/** The settings that hold for one profile. */
export interface Settings {
  readonly policy: Policy;
  readonly endpoint: EndpointSettings;
}

/**
 * Checks a settings document and works out what holds for a profile: the
 * defaults, changed by the file, changed by `profiles.<name>` of the file.
 *
 * @returns The settings, or what is wrong with the document, a sentence each.
 */
export function settingsFor(
  document: unknown,
  profile: string,
): Settings | { readonly problems: readonly string[] } {
  const file = new Map([
    ...WHOLE_FILE,
    ["profiles", new Map([[profile, PROFILE_SECTION]])],
  ]);
  const common: Record<string, unknown> = {};
  const own: Record<string, unknown> = {};
  const problems = check(file, document, [], (path, field, value) => {
    (path[0] === "profiles" ? own : common)[field] = value;
  });
  if (problems.length > 0) return { problems };
  const policy = {
    ...DEFAULT_POLICY,
    ...pick({ ...common, ...own }, Object.keys(DEFAULT_POLICY)),
  };
  const contradictory = contradictions(policy);
  if (contradictory.length > 0) return { problems: contradictory };
  // The common port is the default profile's: two gateways cannot share one.
  const places = profile === DEFAULT_PROFILE ? { ...common, ...own } : own;
  return { policy, endpoint: pick(places, ENDPOINT) };
}

function pick(
  values: Readonly<Record<string, unknown>>,
  fields: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([field]) => fields.includes(field)),
  );
}

/**
 * Checks a part of the file and hands on the settings in it.
 *
 * @returns What is wrong.
 */
function check(
  part: Leaf | Section,
  written: unknown,
  path: readonly string[],
  found: (path: readonly string[], field: string, value: unknown) => void,
): string[] {
  if (!isSection(part)) {
    const { kind, field } = part;
    const value = kind.read(written);
    if (value === null) return [badValue(path, written, kind.allowed)];
    if (field !== undefined) found(path, field, value);
    return [];
  }
  if (
    typeof written !== "object" || written === null || Array.isArray(written)
  ) {
    const allowed = say`an object such as {"name": "value"}`;
    return [badValue(path, written, allowed)];
  }
  const values = new Map<string, unknown>(Object.entries(written));
  // What is wrong in other profiles must not keep this one's gateway from
  // being rescued.
  const unknown = path.join() === "profiles"
    ? []
    : [...values.keys()].filter((key) => !part.has(key));
  const allowed = [...part.keys()].filter((key) => key !== "$schema");
  return [
    ...[...part].flatMap(([key, inner]) =>
      values.has(key)
        ? check(inner, values.get(key), [...path, key], found)
        : []
    ),
    ...unknown.map((key) => unknownKey(path, key, allowed)),
  ];
}

function badValue(
  path: readonly string[],
  value: unknown,
  allowed: string,
): string {
  const place = path.length === 0 ? say`the file` : `"${path.join(".")}"`;
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
  const section = [...inProfile ? PROFILE_SECTION : WHOLE_FILE]
    .find(([, inner]) => isSection(inner) && inner.has(key))?.[0];
  const wanted = inProfile && isInFile([...place, key])
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

/** Values that are fine one by one but not together. */
function contradictions(policy: Policy): string[] {
  return SETTINGS_REFERENCE.flatMap(({ key, field, value, atMost }) => {
    const larger = SETTINGS_REFERENCE.find(({ key }) => key === atMost);
    if (atMost === undefined || larger === undefined) return [];
    const valueOf = (name: string) => policy[name as keyof Policy];
    if (valueOf(field) <= valueOf(larger.field)) return [];
    return typeof value(policy) === "string"
      ? say`"${key}" is longer than "${atMost}"`
      : say`"${key}" is more than "${atMost}"`;
  });
}
