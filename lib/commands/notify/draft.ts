/** A channel that is being set up: what is known of it so far. */

import { GuardError, UsageError } from "../../base/errors.ts";
import { nearestName } from "../../base/nearest.ts";
import { say } from "../../base/say.ts";
import type { Kind } from "../../base/value_kinds.ts";
import type { Channel } from "../../notify/channel.ts";
import { CHANNELS } from "../../notify/channels/table.ts";
import { CHANNEL_SECTIONS } from "../../settings/channels.ts";

/** A value as the settings would have it, and in the guard's own units. */
export interface Value {
  readonly written: unknown;
  readonly read: unknown;
}

/** A kind of channel with values for some of its keys. */
export interface Draft {
  readonly type: Channel;
  readonly values: ReadonlyMap<string, Value>;
}

/** What a text comes to; null: it is not allowed. A number, a list … is JSON. */
export function valueOf(kind: Kind<unknown>, text: string): Value | null {
  const read = kind.read(text);
  if (read !== null) return { written: text, read };
  try {
    const written: unknown = JSON.parse(text);
    const value = kind.read(written);
    return value === null ? null : { written, read: value };
  } catch {
    return null;
  }
}

/** @throws {UsageError} when there is no such type. */
export function typeNamed(name: string): Channel {
  const found = CHANNELS.find(({ type }) => type === name.toLowerCase());
  if (found !== undefined) return found;
  const types = CHANNELS.map(({ type }) => type);
  const nearest = nearestName(name, types);
  throw new UsageError(
    say`there is no such type of channel`,
    nearest === undefined
      ? say`Choose one of ${types.join(", ")}`
      : say`Did you mean ${nearest}?`,
  );
}

/**
 * Tells by an address, or a key, what kinds of channels it may be for, the
 * likeliest first; of a key there may be several.
 */
export function recognize(text: string, wanted: Channel | null): Draft[] {
  const types = wanted === null ? CHANNELS : [wanted];
  const address = /^https?:\/\//i.test(text) ? URL.parse(text) : null;
  if (address !== null) {
    for (const type of types) {
      const draft = draftOf(type, type.fromAddress?.(address));
      if (draft !== null) return [draft];
    }
  }
  return types.flatMap((type) => {
    const [key] = Object.entries(type.fields)
      .find(([, { secret, optional }]) => secret && !optional) ?? [];
    return draftOf(type, key === undefined ? null : { [key]: text }) ?? [];
  });
}

/** null: there is nothing in it, or not all of it is allowed. */
function draftOf(
  type: Channel,
  found: Readonly<Record<string, string>> | null = null,
): Draft | null {
  const values = new Map<string, Value>();
  for (const [name, text] of Object.entries(found ?? {})) {
    const field = type.fields[name];
    const value = field === undefined ? null : valueOf(field.kind, text);
    if (value === null) return null;
    values.set(name, value);
  }
  return values.size === 0 ? null : { type, values };
}

/**
 * A draft with one key more.
 *
 * @throws {GuardError} when there is no such key, or the value is not allowed;
 * the value is not in it.
 */
export function withValue(draft: Draft, key: string, text: string): Draft {
  const { type, values } = draft;
  const section = CHANNEL_SECTIONS.get(type.type) ?? new Map();
  const leaf = section.get(key);
  if (leaf === undefined || key === "type") {
    const names = [...section.keys()].filter((name) => name !== "type");
    const nearest = nearestName(key, names);
    throw new GuardError(
      say`a channel of type ${type.type} has no such field`,
      nearest === undefined
        ? say`It may have ${names.join(", ")}`
        : say`Did you mean ${nearest}?`,
    );
  }
  const value = valueOf(leaf.kind, text);
  if (value === null) {
    throw new GuardError(say`"${key}" must be ${leaf.kind.allowed}`);
  }
  return { type, values: new Map([...values, [key, value]]) };
}
