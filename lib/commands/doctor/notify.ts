/** Will anybody be told? Settings, secrets and how the channels fared. */

import { shellWord } from "../../base/shell_word.ts";
import { formatLocalTime } from "../../base/local_time.ts";
import { say } from "../../base/say.ts";
import { GuardError, messageOf } from "../../base/errors.ts";
import type { Kind } from "../../base/value_kinds.ts";
import { CHANNELS } from "../../notify/channels/table.ts";
import { fares, pingFares } from "../../notify/fare.ts";
import type { Fields } from "../../notify/channel.ts";
import type {
  ChannelSettings,
  NotifySettings,
  PingSettings,
  SecretSource,
} from "../../notify/notify_settings.ts";
import { readSecret, secretPlace } from "../../notify/secret.ts";
import { PING_FIELDS } from "../../settings/side_rows.ts";
import { settingsPath } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { checkNamed, editCommand, type Finding, octal } from "./finding.ts";
import type { Target } from "./target.ts";

const NOTIFY = checkNamed("notify");

const PINGS = ["liveness", "health"] as const;

/** A secret that something needs. */
interface Needed {
  /** "team" or "liveness". */
  readonly of: string;
  readonly source: SecretSource;
  readonly kind: Kind<unknown>;
}

/** Looks at what is configured; nothing is sent. */
export function examineNotify(
  context: Context,
  { settings: { settings, settingsError }, scheduler, cron }: Target,
): Finding[] {
  if (settingsError !== null) return []; // "settings" has it
  const { notify, ping, sideProblems } = settings;
  const path = settingsPath(context);
  const needed = secretsOf(notify, ping);
  const variables = scheduler === "cron" ? cron.variables : null;
  const findings = [
    ...sideProblems.map((problem) =>
      NOTIFY.problem(problem, editCommand(path))
    ),
    ...needed.flatMap((one) => secretFindings(context, one, variables)),
    ...inlineFindings(needed, path),
    ...failing(context, notify, ping),
  ];
  if (findings.length > 0) return findings;
  const names = [
    ...notify.channels.map(({ name }) => name),
    ...PINGS.filter((name) => ping[name] !== null).map((name) =>
      `ping.${name}`
    ),
  ];
  return names.length === 0
    ? [NOTIFY.note(
      say`nobody is told when the gateway is in trouble`,
      "openclaw-guard notify add",
    )]
    : [NOTIFY.ok(say`nothing is wrong with ${names.join(", ")}`)];
}

type Secrets = ChannelSettings["secrets"];

function secretsOf(notify: NotifySettings, ping: PingSettings): Needed[] {
  const needed = (of: string, secrets: Secrets, fields: Fields): Needed[] =>
    Object.entries(secrets).flatMap(([field, source]) => {
      const kind = fields[field]?.kind;
      return kind === undefined ? [] : [{ of, source, kind }];
    });
  return [
    ...notify.channels.flatMap(({ name, type, secrets }) => {
      const fields = CHANNELS.find((one) => one.type === type)?.fields ?? {};
      return needed(name, secrets, fields);
    }),
    ...PINGS.flatMap((name) => {
      const target = ping[name];
      if (target === null) return [];
      const secrets: Record<string, SecretSource> = { [name]: target.url };
      if (target.token !== null) secrets["token"] = target.token;
      return needed(`ping.${name}`, secrets, PING_FIELDS);
    }),
  ];
}

/** @param variables What cron gives to checks; null: something else starts them. */
function secretFindings(
  context: Context,
  { of, source, kind }: Needed,
  variables: Readonly<Record<string, string>> | null,
): Finding[] {
  const place = secretPlace(source);
  const unusable = (why: string, fix?: string) => [
    NOTIFY.problem(say`${of} cannot be used: ${why}`, fix),
  ];
  if (source.kind === "credential") {
    // Only the unit of the checks has them, so they cannot be read here.
    return variables === null ? [] : unusable(
      say`cron starts the checks, and they have no ${place}`,
      "openclaw-guard install --scheduler systemd",
    );
  }
  if (source.kind === "env") {
    if (variables !== null && variables[source.name] === undefined) {
      return unusable(
        say`cron starts the checks without ${place}`,
        "crontab -e",
      );
    }
    // Others than this shell may have it.
    if (context.env(source.name) === undefined) return [];
  }
  try {
    if (kind.read(readSecret(context, source)) === null) {
      return unusable(say`${place} must be ${kind.allowed}`);
    }
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return unusable(messageOf(error));
  }
  if (source.kind !== "file") return [];
  const mode = openMode(source.path);
  return mode === null ? [] : [NOTIFY.warning(
    say`${place} can be read by other users (mode ${mode})`,
    `chmod 600 ${shellWord(source.path)}`,
  )];
}

/** Secrets in the settings file itself need a file that nobody else can read. */
function inlineFindings(needed: readonly Needed[], path: string): Finding[] {
  const names = needed.filter(({ source }) => source.kind === "inline")
    .map(({ of }) => of);
  const mode = openMode(path);
  return names.length === 0 || mode === null ? [] : [NOTIFY.warning(
    say`${path} has an address or a key of ${
      [...new Set(names)].join(", ")
    } in it, and can be read by other users (mode ${mode})`,
    `chmod 600 ${shellWord(path)}`,
  )];
}

/** What was tried last and did not arrive. */
function failing(
  context: Context,
  { channels }: NotifySettings,
  ping: PingSettings,
): Finding[] {
  const known = new Set(channels.map(({ name }) => name));
  const pings = pingFares(context);
  return [
    ...fares(context).flatMap(({ name, failingSinceWallMs: sinceMs, why }) =>
      !known.has(name) || sinceMs === null ? [] : [NOTIFY.warning(
        say`${name} has failed since ${formatLocalTime(sinceMs)}: ${why ?? ""}`,
        `openclaw-guard notify test ${name}`,
      )]
    ),
    ...PINGS.flatMap((name) => {
      const why = pings[name]?.why ?? null;
      return ping[name] === null || why === null
        ? []
        : [NOTIFY.warning(say`${`ping.${name}`} fails: ${why}`)];
    }),
  ];
}

/** The mode of a file that others may use; null: they may not, or it is not there. */
function openMode(path: string): string | null {
  try {
    const mode = (Deno.statSync(path).mode ?? 0) & 0o777;
    return (mode & 0o077) === 0 ? null : octal(mode);
  } catch {
    return null;
  }
}
