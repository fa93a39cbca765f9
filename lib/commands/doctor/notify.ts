/** Will anybody be told? Settings, secrets and how the channels fared. */

import { shellWord } from "../../base/shell_word.ts";
import { formatLocalTime } from "../../base/local_time.ts";
import { say } from "../../base/say.ts";
import { GuardError, messageOf } from "../../base/errors.ts";
import type { Kind } from "../../base/value_kinds.ts";
import { CHANNELS } from "../../notify/channels/table.ts";
import { fares, pingFares } from "../../notify/fare.ts";
import type {
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
    ...sideProblems.map((problem) => NOTIFY.problem(problem, editCommand(path))),
    ...needed.flatMap((one) => secretFindings(context, one, variables)),
    ...inlineFindings(needed, modeOf(path), path),
    ...failing(context, notify, ping),
  ];
  if (findings.length > 0) return findings;
  const names = [
    ...notify.channels.map(({ name }) => name),
    ...ping.liveness === null ? [] : ["ping.liveness"],
    ...ping.health === null ? [] : ["ping.health"],
  ];
  return names.length === 0
    ? [NOTIFY.note(
      say`nobody is told when the gateway is in trouble`,
      "openclaw-guard notify add",
    )]
    : [NOTIFY.ok(say`nothing is wrong with ${names.join(", ")}`)];
}

function secretsOf(notify: NotifySettings, ping: PingSettings): Needed[] {
  const ofChannels = notify.channels.flatMap(({ name, type, secrets }) => {
    const fields = CHANNELS.find((one) => one.type === type)?.fields ?? {};
    return Object.entries(secrets).flatMap(([field, source]) => {
      const kind = fields[field]?.kind;
      return kind === undefined ? [] : [{ of: name, source, kind }];
    });
  });
  const ofPings = (["liveness", "health"] as const).flatMap((name) => {
    const target = ping[name];
    const { [name]: url, token } = PING_FIELDS;
    return target === null || url === undefined || token === undefined ? [] : [
      { of: `ping.${name}`, source: target.url, kind: url.kind },
      ...target.token === null
        ? []
        : [{ of: `ping.${name}`, source: target.token, kind: token.kind }],
    ];
  });
  return [...ofChannels, ...ofPings];
}

/** @param variables What cron gives to checks; null: something else starts them. */
function secretFindings(
  context: Context,
  { of, source, kind }: Needed,
  variables: Readonly<Record<string, string>> | null,
): Finding[] {
  const place = secretPlace(source);
  if (source.kind === "credential") {
    // Only the unit of the checks has them, so they cannot be read here.
    return variables === null ? [] : [NOTIFY.problem(
      say`${of} cannot be used: cron starts the checks, and they have no ${place}`,
      "openclaw-guard install --scheduler systemd",
    )];
  }
  if (
    source.kind === "env" && variables !== null &&
    variables[source.name] === undefined
  ) {
    return [NOTIFY.problem(
      say`${of} cannot be used: cron starts the checks without ${place}`,
      "crontab -e",
    )];
  }
  if (source.kind === "env" && context.env(source.name) === undefined) {
    return []; // others than this shell may have it
  }
  try {
    if (kind.read(readSecret(context, source)) === null) {
      return [NOTIFY.problem(
        say`${of} cannot be used: ${place} must be ${kind.allowed}`,
      )];
    }
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return [NOTIFY.problem(say`${of} cannot be used: ${messageOf(error)}`)];
  }
  const mode = source.kind === "file" ? modeOf(source.path) : null;
  return source.kind !== "file" || mode === null || (mode & 0o077) === 0
    ? []
    : [NOTIFY.warning(
      say`${place} can be read by other users (mode ${octal(mode)})`,
      `chmod 600 ${shellWord(source.path)}`,
    )];
}

/** Secrets in the settings file itself need a file that nobody else can read. */
function inlineFindings(
  needed: readonly Needed[],
  mode: number | null,
  path: string,
): Finding[] {
  const names = needed.filter(({ source }) => source.kind === "inline")
    .map(({ of }) => of);
  if (names.length === 0 || mode === null || (mode & 0o077) === 0) return [];
  return [NOTIFY.warning(
    say`${path} has an address or a key of ${
      [...new Set(names)].join(", ")
    } in it, and can be read by other users (mode ${octal(mode)})`,
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
  const failed = fares(context).filter(({ name, failingSinceWallMs }) =>
    known.has(name) && failingSinceWallMs !== null
  );
  const pings = pingFares(context);
  return [
    ...failed.map(({ name, failingSinceWallMs, why }) =>
      NOTIFY.warning(
        say`${name} has failed since ${
          formatLocalTime(failingSinceWallMs ?? 0)
        }: ${why ?? ""}`,
        `openclaw-guard notify test ${name}`,
      )
    ),
    ...(["liveness", "health"] as const).flatMap((name) => {
      const why = pings[name]?.why ?? null;
      return ping[name] === null || why === null
        ? []
        : [NOTIFY.warning(say`${`ping.${name}`} fails: ${why}`)];
    }),
  ];
}

function modeOf(path: string): number | null {
  try {
    return (Deno.statSync(path).mode ?? 0) & 0o777;
  } catch {
    return null;
  }
}
