/** The settings `notify` and `ping`, checked. Secrets are read when they are needed. */

import type { DaySpan } from "../base/value_kinds.ts";
import type { Severity } from "../core/notice.ts";

/** Where a secret is. */
export type SecretSource =
  /** In the settings file itself: allowed, and `doctor` warns. */
  | { readonly kind: "inline"; readonly value: string }
  /** Absolute; one newline at its end is not part of it. */
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "env"; readonly name: string }
  /** A file in $CREDENTIALS_DIRECTORY (systemd.exec(5)). */
  | { readonly kind: "credential"; readonly name: string };

/** One channel of `notify.channels`. */
export interface ChannelSettings {
  /** The name a person gave it. */
  readonly name: string;
  readonly type: string;
  /** Values of the fields that are no secrets, by field. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Where the secret ones are, by field. */
  readonly secrets: Readonly<Record<string, SecretSource>>;
  /** Nothing milder is sent. */
  readonly minSeverity: Severity;
  readonly reminders: boolean;
  /** Whether "well again" is sent. */
  readonly resolve: boolean;
  /** http:// or socks5:// address; null: the common one, or none. */
  readonly proxy: string | null;
}

/** The section `notify`. */
export interface NotifySettings {
  readonly channels: readonly ChannelSettings[];
  /** After how long reminders come, ms; the last one repeats. Empty: none. */
  readonly remindersMs: readonly number[];
  /** Local time. */
  readonly quietHours: DaySpan | null;
  /** Whether incidents of drills are told, and their results. */
  readonly drills: boolean;
  /** Whether emergency stops and rollbacks are told. */
  readonly events: boolean;
  /** How the machine is named in messages; null: its host name. */
  readonly host: string | null;
}

/** Whose addresses can be pinged; "auto": told by the address. */
export const PING_SERVICES = [
  "auto",
  "healthchecks",
  "kuma",
  "gatus",
  "betterstack",
  "cronitor",
  "plain",
] as const;

/** One address of the section `ping`. */
export interface PingTarget {
  readonly url: SecretSource;
  readonly service: typeof PING_SERVICES[number];
  /** For Gatus: its bearer token. */
  readonly token: SecretSource | null;
}

/** The section `ping`. */
export interface PingSettings {
  /** Pinged while the guard runs, whatever it finds. */
  readonly liveness: PingTarget | null;
  /** Pinged while the gateway works. */
  readonly health: PingTarget | null;
  /** How often, ms. */
  readonly everyMs: number;
  readonly proxy: string | null;
}

/** What holds without these sections. */
export const NO_NOTIFY: NotifySettings = {
  channels: [],
  remindersMs: [4 * 3_600_000, 24 * 3_600_000],
  quietHours: null,
  drills: false,
  events: true,
  host: null,
};
/** See {@linkcode NO_NOTIFY}. */
export const NO_PING: PingSettings = {
  liveness: null,
  health: null,
  everyMs: 60_000,
  proxy: null,
};
