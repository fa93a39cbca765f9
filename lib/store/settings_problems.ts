/** Says what is wrong with the settings file. */

import type * as z from "zod/mini";
import { nearestName } from "../core/nearest.ts";
import { say } from "../text/say.ts";

/** The keys below each section of the settings. */
export type SettingsKeys = Readonly<Record<string, readonly string[]>>;

/** One sentence for each thing that is wrong: where, the value, what is allowed. */
export function describeIssue(
  issue: z.core.$ZodIssue,
  document: unknown,
  keys: SettingsKeys,
): string[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => describeUnknownKey(path, key, keys));
  }
  const place = path.length === 0 ? say`the file` : `"${path.join(".")}"`;
  const value = path.reduce<unknown>(
    (inner, key) => (inner as Record<string, unknown> | undefined)?.[key],
    document,
  );
  const shown = JSON.stringify(value) ?? String(value);
  const short = shown.length > 40 ? `${shown.slice(0, 40)}…` : shown;
  const allowed = issue.code === "custom"
    ? issue.message
    : say`an object such as {"name": "value"}`;
  return [say`${place} is ${short}, but it must be ${allowed}`];
}

function describeUnknownKey(
  path: readonly string[],
  key: string,
  keys: SettingsKeys,
): string {
  const inProfile = path[0] === "profiles";
  const section = inProfile ? path[2] : path[0];
  const prefix = path.map((part) => `${part}.`).join("");
  const full = `${prefix}${key}`;
  const names = section === undefined
    ? [...Object.keys(keys), ...(inProfile ? [] : ["profiles"])]
    : keys[section] ?? [];
  const nearest = nearestName(key, names);
  if (nearest !== undefined) {
    const wanted = `${prefix}${nearest}`;
    return say`"${full}" is unknown (did you mean "${wanted}"?)`;
  }
  const elsewhere = Object.keys(keys).find((name) => keys[name]?.includes(key));
  if (elsewhere !== undefined) {
    const top = inProfile ? `profiles.${path[1]}.` : "";
    const wanted = `${top}${elsewhere}.${key}`;
    return say`"${full}" is unknown (did you mean "${wanted}"?)`;
  }
  return say`"${full}" is unknown; allowed here: ${names.join(", ")}`;
}
