/** The settings as those need them who work through all of them. */

import { text } from "../base/value_kinds.ts";
import { type Policy, type Row, SETTINGS } from "../core/policy.ts";

/** One setting. */
export interface Setting extends Row {
  /** Its name in the guard. */
  readonly field: string;
  /** Its value as the file would have it; undefined: found out anew each time. */
  readonly value: (policy: Policy) => unknown;
}

/** In the order in which they are shown. */
export const SETTINGS_REFERENCE: readonly Setting[] = Object
  .entries<Row>(SETTINGS).map(([field, row]) => ({
    ...row,
    field,
    value: (policy) =>
      row.default === undefined
        ? undefined
        : row.kind.write(policy[field as keyof Policy]),
  }));

/** An object of the file: what each of its keys may be. */
export type Section = ReadonlyMap<string, Leaf | Section>;

/** A value of the file; with the name it has in the guard, if any. */
export type Leaf =
  & Pick<Row, "kind">
  & Partial<Pick<Setting, "field" | "about" | "value">>;

/** Tells the two apart. */
export function isSection(part: Leaf | Section): part is Section {
  return part instanceof Map;
}

/** Settings as the file has them, "probe.port" in the section "probe". */
function sectionOf(settings: readonly Setting[]): Section {
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

/** All that may be in the file, but for `profiles`. */
export const WHOLE_FILE: Section = new Map([
  ["$schema", { kind: text() }],
  ...sectionOf(SETTINGS_REFERENCE),
]);

/** All that may be in one of its `profiles`. */
export const PROFILE_SECTION: Section = sectionOf(
  SETTINGS_REFERENCE.filter(({ forAll }) => forAll !== true),
);
