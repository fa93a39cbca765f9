/**
 * The settings on which no rescue depends. A mistake in them is told, and the
 * rest of them holds: nobody's gateway stays down for a mistyped channel.
 */

import { isMapping } from "../base/mapping.ts";
import type { Row } from "../core/policy.ts";
import { CHANNELS } from "../notify/channels/table.ts";
import type {
  ChannelSettings,
  NotifySettings,
  PingSettings,
  PingTarget,
} from "../notify/notify_settings.ts";
import {
  channelOf,
  channelSection,
  isChannelName,
  typeOf,
  wrongName,
  wrongType,
} from "./channels.ts";
import { type Leaf, secretSource, type Section } from "./leaves.ts";
import { SIDE_SETTINGS, type SideValues } from "./side_rows.ts";
import { sectionAt, WHOLE_FILE } from "./table.ts";
import { type Found, walk, type Walked } from "./walk.ts";

/** What they come to. */
export interface SideSettings {
  readonly notify: NotifySettings;
  readonly ping: PingSettings;
  readonly metrics: {
    /** Absolute; null: none is written. */
    readonly file: string | null;
  };
  readonly history: {
    /** Absolute; null: none is written. */
    readonly page: string | null;
  };
  /** How the machine is named; null: its host name. */
  readonly host: string | null;
  /** What is wrong with them, a sentence each. */
  readonly sideProblems: readonly string[];
}

const SIDE_KEYS = new Set(
  Object.values(SIDE_SETTINGS).map(({ key }) => key.split(".")[0]),
);

/** Whether no rescue depends on what stands there. */
export function isAside([first]: readonly string[]): boolean {
  return SIDE_KEYS.has(first);
}

/** The whole file, with the channels as a document has them. */
export function fileWithChannels(
  document: unknown,
): Map<string, Leaf | Section> {
  const channels: Section = new Map(
    channelsIn(document).map(([name, written]) => [
      name,
      channelSection(written),
    ]),
  );
  return new Map<string, Leaf | Section>([
    ...WHOLE_FILE,
    ["notify", new Map([...sectionAt("notify"), ["channels", channels]])],
  ]);
}

/** Works out what holds, whatever else is wrong with the document. */
export function sideSettings(document: unknown): SideSettings {
  const walked = walk(fileWithChannels(document), document);
  const found = walked.found.filter(({ path }) => isAside(path));
  const problems = walked.problems.filter(({ path }) => isAside(path));
  const values: SideValuesSet = {
    ...DEFAULTS,
    ...Object.fromEntries(
      found.flatMap(({ field, value }) =>
        field === undefined ? [] : [[field, value]]
      ),
    ),
  };
  const channels = channelsIn(document).map(([name, written]) =>
    readChannel(name, written, values, { found, problems })
  );
  const host = values.hostLabel ?? null;
  return {
    notify: {
      channels: channels.flatMap(({ channel }) => channel ?? []),
      remindersMs: values.remindersMs,
      quietHours: values.quietHours ?? null,
      drills: values.drills,
      events: values.events,
      host,
    },
    ping: pingSettings(values, valuesUnder(found, ["ping"])),
    metrics: { file: values.metricsFile ?? null },
    history: { page: values.historyPage ?? null },
    host,
    sideProblems: [
      ...problems.filter(({ path }) => !isUnder(path, CHANNELS_PATH))
        .map(({ text }) => text),
      ...channels.flatMap(({ problems }) => problems),
    ],
  };
}

const CHANNELS_PATH = ["notify", "channels"];

type SideRows = typeof SIDE_SETTINGS;
/** With a value those that have a default, perhaps with one all others. */
type SideValuesSet =
  & Partial<SideValues>
  & {
    readonly [
      Field in keyof SideRows as SideRows[Field] extends
        { readonly default: unknown } ? Field : never
    ]: SideValues[Field];
  };

const DEFAULTS = Object.fromEntries(
  Object.entries<Row>(SIDE_SETTINGS)
    .filter(([, row]) => row.default !== undefined)
    .map(([field, row]) => [field, row.kind.read(row.default)]),
) as SideValuesSet;

/** The channels as they are written; none when that is no object. */
export function channelsIn(
  document: unknown,
): [name: string, written: unknown][] {
  const channels = at(document, CHANNELS_PATH);
  return isMapping(channels) ? Object.entries(channels) : [];
}

/** What stands in a document; undefined: nothing. */
export function at(document: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (part, key) =>
      isMapping(part) && Object.hasOwn(part, key) ? part[key] : undefined,
    document,
  );
}

function isUnder(path: readonly string[], above: readonly string[]): boolean {
  return path.length > above.length &&
    above.every((part, index) => path[index] === part);
}

/** The values that stand in an object, by their keys. */
function valuesUnder(
  found: readonly Found[],
  above: readonly string[],
): Map<string, unknown> {
  return new Map(
    found.filter(({ path }) => isUnder(path, above))
      .map(({ path, value }) => [path[above.length] ?? "", value]),
  );
}

function readChannel(
  name: string,
  written: unknown,
  { minSeverity, notifyProxy }: SideValuesSet,
  walked: Walked,
): {
  readonly channel: ChannelSettings | null;
  readonly problems: readonly string[];
} {
  const none = (...problems: string[]) => ({ channel: null, problems });
  if (!isChannelName(name)) return none(wrongName(name));
  const path = [...CHANNELS_PATH, name];
  const type = CHANNELS.find(({ type }) => type === typeOf(written));
  if (type === undefined) return none(wrongType(name, written));
  const mistakes = walked.problems
    .filter((problem) => isUnder(problem.path, path))
    .map(({ text }) => text);
  const { channel, problem } = channelOf(
    name,
    type,
    valuesUnder(walked.found, path),
    { minSeverity, proxy: notifyProxy ?? null },
  );
  // One that lacks what is written wrongly lacks nothing more.
  const lacks = channel === null && mistakes.length > 0;
  return {
    channel,
    problems: problem === null || lacks ? mistakes : [...mistakes, problem],
  };
}

function pingSettings(
  { pingEveryMs, pingService, pingProxy }: SideValuesSet,
  values: ReadonlyMap<string, unknown>,
): PingSettings {
  const token = secretSource("token", values);
  const target = (name: string): PingTarget | null => {
    const url = secretSource(name, values);
    return url === null ? null : { url, service: pingService, token };
  };
  return {
    liveness: target("liveness"),
    health: target("health"),
    everyMs: pingEveryMs,
    proxy: pingProxy ?? null,
  };
}
