/** The settings as those need them who work through all of them. */

import { text } from "../base/value_kinds.ts";
import { type Policy, type Row, SETTINGS } from "../core/policy.ts";
import { isSection, type Leaf, leavesOf, type Section } from "./leaves.ts";
import { PING_FIELDS, SIDE_SETTINGS } from "./side_rows.ts";

/** One setting. */
interface Setting extends Row {
  /** Its name in the guard. */
  readonly field: string;
  /** Its value as the file would have it; undefined: found out anew each time. */
  readonly value: (policy: Policy) => unknown;
}

/** In the order in which they are shown. */
export const SETTINGS_REFERENCE: readonly Setting[] = [
  ...Object.entries<Row>(SETTINGS).map(([field, row]): Setting => ({
    ...row,
    field,
    value: (policy) =>
      row.default === undefined
        ? undefined
        : row.kind.write(policy[field as keyof Policy]),
  })),
  // No policy has them: what holds is in the other fields of Settings.
  ...Object.entries<Row>(SIDE_SETTINGS).map(([field, row]): Setting => ({
    ...row,
    forAll: true,
    field,
    value: () => row.default,
  })),
];

/** Values as the file has them, "probe.port" in the section "probe". */
function sectionOf(
  leaves: Iterable<readonly [key: string, leaf: Leaf]>,
): Section {
  const top = new Map<string, Leaf | Map<string, Leaf>>();
  for (const [key, leaf] of leaves) {
    const [first = "", name] = key.split(".");
    const section = top.get(first);
    if (name === undefined) top.set(first, leaf);
    else if (section instanceof Map) section.set(name, leaf);
    else top.set(first, new Map([[name, leaf]]));
  }
  return top;
}

/** All that may be in the file, but for `notify.channels` and `profiles`. */
export const WHOLE_FILE: Section = sectionOf([
  ["$schema", { kind: text() }],
  ...SETTINGS_REFERENCE.map((setting) => [setting.key, setting] as const),
  ...[...leavesOf(PING_FIELDS)]
    .map(([name, leaf]) => [`ping.${name}`, leaf] as const),
]);

/** The keys of {@linkcode WHOLE_FILE} in a section. */
export function sectionAt(name: string): Section {
  const section = WHOLE_FILE.get(name);
  return section !== undefined && isSection(section) ? section : new Map();
}

/** All that may be in one of its `profiles`. */
export const PROFILE_SECTION: Section = sectionOf(
  SETTINGS_REFERENCE.filter(({ forAll }) => forAll !== true)
    .map((setting) => [setting.key, setting] as const),
);
