/** The section `notify.channels`: what may be in it, and what it comes to. */

import { isMapping } from "../base/mapping.ts";
import { nearestName } from "../base/nearest.ts";
import { say } from "../base/say.ts";
import { oneOf, proxyAddress, text, yesOrNo } from "../base/value_kinds.ts";
import type { Severity } from "../core/notice.ts";
import type { Channel } from "../notify/channel.ts";
import { CHANNELS } from "../notify/channels/table.ts";
import type {
  ChannelSettings,
  SecretSource,
} from "../notify/notify_settings.ts";
import {
  type Leaf,
  leavesOf,
  secretKeys,
  secretSource,
  type Section,
} from "./leaves.ts";
import { severity } from "./side_rows.ts";

/** What each channel is called in messages and file names. */
export const CHANNEL_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/;

/** Whether a channel may be called so. */
export function isChannelName(name: string): boolean {
  return CHANNEL_NAME.test(name);
}

/** What every channel may have, whatever its type. */
const COMMON: Readonly<Record<string, Leaf>> = {
  minSeverity: { kind: severity, about: say`Nothing milder is sent` },
  reminders: {
    kind: yesOrNo(),
    about: say`Whether lasting trouble is told again`,
  },
  resolve: {
    kind: yesOrNo(),
    about: say`Whether it is told that all is well again`,
  },
  proxy: {
    kind: proxyAddress(),
    about: say`Messages go through this proxy`,
    secret: true,
  },
};

/** The keys of a channel of each type. */
export const CHANNEL_SECTIONS: ReadonlyMap<string, ReadonlyMap<string, Leaf>> =
  new Map(
    CHANNELS.map(({ type, title, fields }) => [
      type,
      new Map<string, Leaf>([
        ["type", { kind: oneOf([type], `"${type}"`), about: title }],
        ...leavesOf(fields),
        ...Object.entries(COMMON),
      ]),
    ]),
  );

const TYPES = [...CHANNEL_SECTIONS.keys()];
const NO_TYPE: Section = new Map([["type", { kind: text() }]]);

/** What a channel may have that is written so; with a type that there is not, only that. */
export function channelSection(written: unknown): Section {
  return CHANNEL_SECTIONS.get(typeOf(written) ?? "") ?? NO_TYPE;
}

/** The type that a channel names, known or not. */
export function typeOf(written: unknown): string | null {
  const type = isMapping(written) ? written["type"] : null;
  return typeof type === "string" ? type : null;
}

/** What is wrong with the name of a channel that is no {@linkcode isChannelName}. */
export function wrongName(name: string): string {
  return say`"notify.channels" cannot have the name ${
    JSON.stringify(name.slice(0, 40))
  }: a name has at most 32 letters, digits, "-" and "_"`;
}

/** What is wrong with the type of a channel, which is none of ours. */
export function wrongType(name: string, written: unknown): string {
  const type = typeOf(written);
  const place = `notify.channels.${name}`;
  if (type === null) return say`"${place}" needs a "type": ${TYPES.join(", ")}`;
  const shown = JSON.stringify(type.slice(0, 40));
  const nearest = nearestName(type, TYPES);
  return nearest === undefined
    ? say`"${place}" has the unknown type ${shown}; there are ${
      TYPES.join(", ")
    }`
    : say`"${place}" has the unknown type ${shown} (did you mean "${nearest}"?)`;
}

/** The channel, or what keeps it from being used. */
type FoundChannel =
  | { readonly channel: ChannelSettings; readonly problem: string | null }
  | { readonly channel: null; readonly problem: string };

/**
 * A channel of these values.
 *
 * @param values What is written and allowed, by key.
 */
export function channelOf(
  name: string,
  type: Channel,
  values: ReadonlyMap<string, unknown>,
  defaults: { readonly minSeverity: Severity; readonly proxy: string | null },
): FoundChannel {
  const place = `notify.channels.${name}`;
  const plain: Record<string, unknown> = {};
  const secrets: Record<string, SecretSource> = {};
  let problem: string | null = null;
  for (const [field, { secret, optional }] of Object.entries(type.fields)) {
    const source = secret ? secretSource(field, values) : null;
    const value = secret ? undefined : values.get(field);
    if (source !== null) secrets[field] = source;
    else if (value !== undefined) plain[field] = value;
    else if (optional !== true) {
      return {
        channel: null,
        problem: say`"${place}" needs ${
          JSON.stringify(secret ? `${field}File` : field)
        }`,
      };
    }
    const [first, second] = secretKeys(field).filter((key) => values.has(key));
    if (secret && second !== undefined) {
      problem = say`"${place}" has "${
        first ?? ""
      }" and "${second}", of which one is enough: the first counts`;
    }
  }
  const given = <Value>(key: string) => values.get(key) as Value | undefined;
  return {
    channel: {
      name,
      type: type.type,
      values: plain,
      secrets,
      minSeverity: given<Severity>("minSeverity") ?? defaults.minSeverity,
      reminders: given<boolean>("reminders") ?? type.scarce !== true,
      resolve: given<boolean>("resolve") ?? true,
      proxy: given<string>("proxy") ?? defaults.proxy,
    },
    problem,
  };
}
