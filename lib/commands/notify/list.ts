/** `notify list`: the channels, what each gets, and how it fares. */

import { displayWidth, padToWidth } from "../../base/width.ts";
import { timeOrNull, whenText } from "../../cli/format.ts";
import { CHANNELS } from "../../notify/channels/table.ts";
import { type Fare, fares, pingFares } from "../../notify/fare.ts";
import type {
  ChannelSettings,
  PingSettings,
} from "../../notify/notify_settings.ts";
import { readSettingsDocument } from "../../settings/load.ts";
import { sideSettings } from "../../settings/side.ts";
import type { Context } from "../../sys/context.ts";
import { t, translate } from "../../text/speech.ts";

/**
 * `notify list`.
 *
 * @throws {SettingsError} when the settings cannot be read.
 */
export function list(context: Context, json: boolean): number {
  const { terminal } = context;
  const { notify, ping, sideProblems } = sideSettings(
    readSettingsDocument(context),
  );
  const all = fares(context, notify.channels.map(({ name }) => name));
  const channels = notify.channels.flatMap((channel) => {
    const fare = all.find(({ name }) => name === channel.name);
    return fare === undefined ? [] : [{ channel, fare }];
  });
  const pings = pingsOf(context, ping);
  if (json) {
    terminal.out(JSON.stringify({
      schema: 1,
      channels: channels.map((
        { channel: { name, type, minSeverity, reminders, resolve }, fare },
      ) => ({
        ...{ name, type, minSeverity, reminders, resolve },
        lastSuccess: timeOrNull(fare.lastOkWallMs),
        failingSince: timeOrNull(fare.failingSinceWallMs),
        why: fare.why,
        waiting: fare.waiting,
      })),
      pings: pings.map(({ name, lastOkWallMs, why }) => ({
        name,
        lastSuccess: timeOrNull(lastOkWallMs),
        why,
      })),
      problems: sideProblems,
    }));
    return 0;
  }
  if (channels.length === 0) {
    terminal.out(t`Nobody is told. "openclaw-guard notify add" changes that.`);
  }
  const now = context.clock.now().wallMs;
  const width = Math.max(
    ...[...notify.channels, ...pings].map(({ name }) => displayWidth(name)),
  );
  for (const { channel, fare } of channels) {
    show(context, width, channel.name, [
      t`${titleOf(channel)}: ${whatItGets(channel)}`,
      ...fareLines(fare, now),
    ]);
  }
  for (const one of pings) {
    show(context, width, one.name, [
      one.name === "liveness"
        ? t`called while the guard runs`
        : t`called while the gateway works`,
      ...one.lastOkWallMs === null
        ? []
        : [t`last called ${whenText(one.lastOkWallMs, now)}`],
      ...one.why === null ? [] : [t`failing: ${translate(one.why)}`],
    ]);
  }
  for (const problem of sideProblems) {
    terminal.err(`openclaw-guard: ${translate(problem)}`);
  }
  return 0;
}

/** The name once, and what there is to say beside it. */
function show(
  { terminal }: Context,
  width: number,
  name: string,
  lines: readonly string[],
): void {
  for (const [index, line] of lines.entries()) {
    terminal.out(`${padToWidth(index === 0 ? name : "", width)}  ${line}`);
  }
}

function titleOf({ type }: ChannelSettings): string {
  const title = CHANNELS.find((one) => one.type === type)?.title ?? type;
  return translate(title);
}

function whatItGets(
  { minSeverity, reminders, resolve }: ChannelSettings,
): string {
  return [
    {
      info: t`everything`,
      warning: t`warnings and worse`,
      critical: t`only what is critical`,
    }[minSeverity],
    reminders ? t`reminders` : t`no reminders`,
    resolve ? t`"well again"` : t`no "well again"`,
  ].join(t`, `);
}

/** When it worked last, since when it does not and why, and what waits. */
function fareLines(
  { lastOkWallMs, failingSinceWallMs, why, waiting }: Fare,
  now: number,
): string[] {
  return [
    lastOkWallMs === null
      ? t`nothing was delivered yet`
      : t`last delivered ${whenText(lastOkWallMs, now)}`,
    ...failingSinceWallMs === null ? [] : [
      t`failing since ${whenText(failingSinceWallMs, now)}: ${
        translate(why ?? "")
      }`,
    ],
    ...waiting === 0
      ? []
      : [waiting === 1 ? t`1 message waits` : t`${waiting} messages wait`],
  ];
}

function pingsOf(context: Context, ping: PingSettings) {
  const pings = pingFares(context);
  return (["liveness", "health"] as const).flatMap((name) => {
    const { lastOkWallMs = null, why = null } = pings[name] ?? {};
    return ping[name] === null ? [] : [{ name, lastOkWallMs, why }];
  });
}
