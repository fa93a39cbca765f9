/** What may stand in the file, as those see it who walk through it. */

import { absolutePath, fileName, variableName } from "../base/value_kinds.ts";
import { say } from "../base/say.ts";
import type { Policy, Row } from "../core/policy.ts";
import type { Field, Fields } from "../notify/channel.ts";
import type { SecretSource } from "../notify/notify_settings.ts";

/** An object of the file: what each of its keys may be. */
export type Section = ReadonlyMap<string, Leaf | Section>;

/** A value of the file. */
export interface Leaf extends Pick<Row, "kind"> {
  /** Its name in the guard, if any. */
  readonly field?: string;
  readonly about?: string;
  readonly value?: (policy: Policy) => unknown;
  /** What is wrong with it is told without its value. */
  readonly secret?: true;
}

/** Tells the two apart. */
export function isSection(part: Leaf | Section): part is Section {
  return part instanceof Map;
}

/** The keys of fields: of a secret one for each place where it can be. */
export function leavesOf(fields: Fields): Map<string, Leaf> {
  return new Map(
    Object.entries(fields).flatMap(([name, field]) => keysOf(name, field)),
  );
}

function keysOf(
  name: string,
  { kind, about, secret }: Field,
): [key: string, leaf: Leaf][] {
  if (secret !== true) return [[name, { kind, about }]];
  const leaves: Leaf[] = [
    { kind: absolutePath(), about: say`${about} (the file it is in)` },
    {
      kind: variableName(),
      about: say`${about} (the environment variable it is in)`,
    },
    {
      kind: fileName(),
      about: say`${about} (the systemd credential it is in)`,
    },
    { kind, about },
  ];
  const keys = secretKeys(name);
  return leaves.map((leaf, at) => [keys[at] ?? name, { ...leaf, secret }]);
}

/** The keys that may say where a secret is, the best one first. */
export function secretKeys(name: string): string[] {
  return [`${name}File`, `${name}Env`, `${name}Credential`, name];
}

/** Where a secret is, as far as the file says it. */
export function secretSource(
  name: string,
  values: ReadonlyMap<string, unknown>,
): SecretSource | null {
  const [file, env, credential, inline] = secretKeys(name)
    .map((key) => values.get(key));
  if (typeof file === "string") return { kind: "file", path: file };
  if (typeof env === "string") return { kind: "env", name: env };
  if (typeof credential === "string") {
    return { kind: "credential", name: credential };
  }
  return typeof inline === "string" ? { kind: "inline", value: inline } : null;
}
