/** Notices, channels and a network for the tests of delivery. */

import type { Notice } from "../../lib/core/notice.ts";
import { type Channel, channel } from "../../lib/notify/channel.ts";
import {
  type ChannelSettings,
  NO_NOTIFY,
  NO_PING,
  type NotifySettings,
} from "../../lib/notify/notify_settings.ts";
import { NoAnswerError, type Send } from "../../lib/notify/send.ts";
import { deliver, type Delivering } from "../../lib/notify/deliver.ts";
import { enqueue } from "../../lib/notify/outbox.ts";
import type { Context } from "../../lib/sys/context.ts";
import { fakeClock, fakeContext } from "../fake_context.ts";

/** 12:00 on a day, local time: messages tell that. */
export const NOON = new Date(2026, 10, 28, 12, 0).getTime();
/** A minute, ms. */
export const MINUTE = 60_000;

/** The gateway of the default profile hangs since 12:01. */
export function notice(parts: Partial<Notice> = {}): Notice {
  const phase = parts.phase ?? "opened";
  const incident = parts.incident === undefined ? "1" : parts.incident;
  return {
    id: `${parts.profile ?? "default"}.${incident}.${phase}`,
    phase,
    severity: phase === "over" ? "info" : "warning",
    toldBefore: phase === "over" ? "warning" : null,
    profile: "default",
    incident,
    verdict: "hung",
    reason: "http",
    atWallMs: phase === "over" ? NOON + 9 * MINUTE : NOON,
    startedWallMs: NOON + MINUTE,
    endedWallMs: phase === "over" ? NOON + 9 * MINUTE : null,
    headline: phase === "over" ? "well again after 8 min" : "hung (http)",
    matter: phase === "over" ? "it was restarted once" : "it does not answer",
    doing: phase === "over" ? null : "the guard restarts it",
    advice: phase === "over" ? null : "nothing is needed yet",
    ...parts,
  };
}

/** A channel that wants everything. */
export function channelSettings(
  parts: Partial<ChannelSettings> = {},
): ChannelSettings {
  return {
    name: "team",
    type: "test",
    values: {},
    secrets: { token: { kind: "inline", value: "Hidden-Token-4711" } },
    minSeverity: "info",
    reminders: true,
    resolve: true,
    proxy: null,
    ...parts,
  };
}

/** The settings of some channels. */
export function settingsOf(
  channels: readonly ChannelSettings[],
  parts: Partial<NotifySettings> = {},
): NotifySettings {
  return { ...NO_NOTIFY, channels, ...parts };
}

/** A type whose request has all of the message, and whose answer says what it is. */
export const TEST_TYPE: Channel = channel({
  type: "test",
  title: "Test",
  fields: {},
  request: (message, values) => ({
    kind: "http",
    method: "POST",
    url: `https://service.test/${(values as { token?: string }).token}`,
    headers: {},
    body: JSON.stringify(message),
  }),
  outcome: (answer) =>
    answer.kind === "http" && answer.status !== 200
      ? JSON.parse(answer.body)
      : { kind: "ok" },
});

/** A machine with an outbox, and a network that does as it is told. */
export interface World extends Disposable {
  readonly context: Context;
  readonly clock: ReturnType<typeof fakeClock>;
  /** Titles of what has arrived, by the host that was asked. */
  readonly arrived: string[];
  /** How often something was asked, arrived or not. */
  asked: number;
  /** How the network is: "up", "down", or the outcome that a service answers. */
  network: "up" | "down" | Record<string, unknown>;
  enqueue(...notices: readonly Notice[]): void;
  deliver(parts?: Partial<Delivering>): Promise<void>;
}

/** Makes one at 12:00. */
export function makeWorld(
  settings: NotifySettings = settingsOf([channelSettings()]),
  parts: Partial<Context> = {},
): World {
  const home = Deno.makeTempDirSync();
  const clock = fakeClock({ wallMs: NOON, bootMs: 7_200_000 });
  const context = fakeContext({
    home,
    clock,
    uid: Deno.uid() ?? 0,
    ...parts,
  });
  const send: Send = (_, request) => {
    world.asked++;
    if (world.network === "down") {
      return Promise.reject(new NoAnswerError("the connection was refused"));
    }
    if (world.network !== "up") {
      const body = JSON.stringify(world.network);
      return Promise.resolve({
        ...{ kind: "http", status: 500, retryAfter: null },
        body,
      });
    }
    const body = request.kind === "http" ? request.body ?? "" : request.input;
    world.arrived.push(body === "" ? "ping" : JSON.parse(body).title);
    return Promise.resolve({
      ...{ kind: "http", status: 200, retryAfter: null },
      body: "",
    });
  };
  const world: World = {
    context,
    clock,
    arrived: [],
    asked: 0,
    network: "up",
    enqueue: (...notices) => enqueue(context, settings, notices),
    deliver: (given = {}) =>
      deliver(context, {
        notify: settings,
        ping: NO_PING,
        sender: { host: "kitchen", user: "me" },
        checks: [],
        types: [TEST_TYPE],
        send,
        ...given,
      }),
    [Symbol.dispose]: () => Deno.removeSync(home, { recursive: true }),
  };
  return world;
}
