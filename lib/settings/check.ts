/** Checks the settings file: what holds, or what is wrong with it. */

import { DEFAULT_PROFILE } from "../base/profile.ts";
import { say } from "../base/say.ts";
import {
  DEFAULT_POLICY,
  type Policy,
  type SettingValues,
} from "../core/policy.ts";
import {
  fileWithChannels,
  isAside,
  type SideSettings,
  sideSettings,
} from "./side.ts";
import { PROFILE_SECTION, SETTINGS_REFERENCE } from "./table.ts";
import { walk } from "./walk.ts";

const ENDPOINT = ["host", "port", "tls"] as const;

/** The settings that hold for one profile. */
export interface Settings extends SideSettings {
  readonly policy: Policy;
  /** Where the gateway is, when a person says so instead of its unit and config. */
  readonly endpoint: Partial<Pick<SettingValues, typeof ENDPOINT[number]>>;
}

/**
 * Checks a settings document and works out what holds for a profile: the
 * defaults, changed by the file, changed by `profiles.<name>` of the file.
 *
 * @returns The settings, or what is wrong with those on which a rescue depends,
 * a sentence each; mistakes in the others are in the settings.
 */
export function settingsFor(
  document: unknown,
  profile: string,
): Settings | { readonly problems: readonly string[] } {
  const file = fileWithChannels(document)
    .set("profiles", new Map([[profile, PROFILE_SECTION]]));
  const walked = walk(file, document);
  const problems = walked.problems.filter(({ path }) => !isAside(path));
  if (problems.length > 0) {
    return { problems: problems.map(({ text }) => text) };
  }
  const common: Record<string, unknown> = {};
  const own: Record<string, unknown> = {};
  for (const { path, field, value } of walked.found) {
    if (field === undefined || isAside(path)) continue;
    (path[0] === "profiles" ? own : common)[field] = value;
  }
  const policy = {
    ...DEFAULT_POLICY,
    ...pick({ ...common, ...own }, Object.keys(DEFAULT_POLICY)),
  };
  const contradictory = contradictions(policy);
  if (contradictory.length > 0) return { problems: contradictory };
  // The common port is the default profile's: two gateways cannot share one.
  const places = profile === DEFAULT_PROFILE ? { ...common, ...own } : own;
  return {
    policy,
    endpoint: pick(places, ENDPOINT),
    ...sideSettings(document),
  };
}

function pick(
  values: Readonly<Record<string, unknown>>,
  fields: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([field]) => fields.includes(field)),
  );
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
