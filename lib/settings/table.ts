/** The settings as those need them who work through all of them. */

import { text } from "../base/value_kinds.ts";
import { type Policy, type Row, SETTINGS } from "../core/policy.ts";
import { type Leaf, leavesOf, type Section } from "./leaves.ts";
import { PING_FIELDS, SIDE_SETTINGS } from "./side_rows.ts";

/** One setting. */
export interface Setting extends Row {
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
    field,
    value: () => row.default,
  })),
];

/** Settings as the file has them, "probe.port" in the section "probe". */
function sectionOf(
  settings: readonly Setting[],
): Map<string, Leaf | Map<string, Leaf>> {
  const top = new Map<string, Leaf | Map<string, Leaf>>();
  for (const setting of settings) {
    const [first = "", name] = setting.key.split(".");
    const section = top.get(first);
    if (name === undefined) top.set(first, setting);
    else if (section instanceof Map) section.set(name, setting);
    else top.set(first, new Map([[name, setting]]));
  }
  return top;
}

/** All that may be in the file, but for `notify.channels` and `profiles`. */
export const WHOLE_FILE: Section = wholeFile();

function wholeFile(): Section {
  const sections = sectionOf(SETTINGS_REFERENCE);
  const ping = sections.get("ping");
  if (ping instanceof Map) {
    leavesOf(PING_FIELDS).forEach((leaf, name) => ping.set(name, leaf));
  }
  return new Map([["$schema", { kind: text() }], ...sections]);
}

/** All that may be in one of its `profiles`. */
export const PROFILE_SECTION: Section = sectionOf(
  SETTINGS_REFERENCE.filter(({ forAll }) => forAll !== true),
);
