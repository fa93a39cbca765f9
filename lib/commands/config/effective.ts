/** What `config show` shows: each setting, its value, and where it comes from. */

import { GuardError } from "../../base/errors.ts";
import type { UnitFacts } from "../../core/types.ts";
import { findEndpoint } from "../../probe/endpoint.ts";
import { readUnit } from "../../probe/unit.ts";
import { settingsPath, stateRoot } from "../../store/paths.ts";
import { MASK, maskValue } from "../../base/mask.ts";
import { channelSection } from "../../settings/channels.ts";
import {
  isSection,
  type Leaf,
  leavesOf,
  type Section,
} from "../../settings/leaves.ts";
import { loadSettings, readSettingsDocument } from "../../settings/load.ts";
import { at, channelsIn } from "../../settings/side.ts";
import { PING_FIELDS } from "../../settings/side_rows.ts";
import { SETTINGS_REFERENCE } from "../../settings/table.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { gatewayUnit } from "../../store/gateway_unit.ts";

/** One line of it. */
export interface EffectiveSetting {
  readonly key: string;
  readonly value: unknown;
  /** "default", "file", "file: profiles.NAME", "environment: …", "unit: …", or a path. */
  readonly origin: string;
}

/**
 * The settings that hold for a profile.
 *
 * @throws {SettingsError} when the file cannot be used.
 */
export async function effectiveSettings(
  context: Context,
  profile: string,
): Promise<EffectiveSetting[]> {
  const { policy, endpoint: overrides } = await loadSettings(context, profile);
  const document = readSettingsDocument(context);
  const { unit, problem } = await askForUnit(context, profile);
  const { endpoint, origins } = findEndpoint(context, profile, unit, overrides);
  const found: Readonly<Record<string, [value: unknown, origin: string]>> = {
    "language": [
      context.language ?? "en",
      originInFile(document, profile, "language") === null
        ? "locale"
        : "settings",
    ],
    "probe.host": [endpoint.host, origins.host],
    "probe.port": [endpoint.port, origins.port],
    "probe.tls": [endpoint.tls, origins.tls],
  };
  const settings = SETTINGS_REFERENCE.map(({ key, kind, value, forAll }) => {
    const inFile = originInFile(document, profile, key);
    const written = at(document, key.split("."));
    // What holds for all profiles holds as it is written, unless it is wrong.
    const holds = forAll === true && kind.read(written) !== null;
    const [shown, origin] = found[key] ??
      [holds ? maskValue(written) : value(policy) ?? null, "default"];
    // Found out: what the file says need not be what holds (another profile).
    const fromFile = found[key] === undefined
      ? holds || forAll !== true
      : origin === "settings";
    return {
      key,
      value: shown,
      origin: fromFile ? inFile ?? origin : origin,
    };
  });
  return [
    ...settings,
    ...secretSettings(document),
    place(
      context,
      say`settings file`,
      settingsPath(context),
      "XDG_CONFIG_HOME",
    ),
    place(context, say`state folder`, stateRoot(context), "XDG_STATE_HOME"),
    {
      key: "openclaw.json",
      value: endpoint.configPath,
      origin: problem ??
        (unit?.loadState === "loaded" ? say`unit: ${unit.name}` : "default"),
    },
  ];
}

async function askForUnit(
  context: Context,
  profile: string,
): Promise<{ unit: UnitFacts | null; problem: string | null }> {
  try {
    return {
      unit: await readUnit(context, gatewayUnit(context, profile)),
      problem: null,
    };
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return {
      unit: null,
      problem: say`default, for ${error.message}`,
    };
  }
}

/** Where secrets are, and what channels have beside them; no secret itself. */
function secretSettings(document: unknown): EffectiveSetting[] {
  const channels = channelsIn(document).flatMap(([name, written]) =>
    valuesIn(written, channelSection(written), `notify.channels.${name}`)
  );
  const ping = leavesOf(PING_FIELDS);
  return [...channels, ...valuesIn(at(document, ["ping"]), ping, "ping")];
}

function valuesIn(
  written: unknown,
  section: Section,
  place: string,
): EffectiveSetting[] {
  return [...section].flatMap(([key, part]): EffectiveSetting[] => {
    const value = at(written, [key]);
    if (value === undefined || isSection(part)) return [];
    return [{
      key: `${place}.${key}`,
      value: isSecret(key, part, value) ? MASK : maskValue(value),
      origin: "file",
    }];
  });
}

/** Of "tokenFile" and "token" only the second is one, but for a mix-up. */
function isSecret(
  key: string,
  { secret, kind }: Leaf,
  value: unknown,
): boolean {
  return secret === true &&
    (!/(?:File|Env|Credential)$/.test(key) || kind.read(value) === null);
}

function originInFile(
  document: unknown,
  profile: string,
  key: string,
): string | null {
  const path = key.split(".");
  if (at(document, ["profiles", profile, ...path]) !== undefined) {
    return say`file: profiles.${profile}`;
  }
  return at(document, path) === undefined ? null : "file";
}

function place(
  context: Context,
  key: string,
  value: string,
  variable: string,
): EffectiveSetting {
  const used = context.env(variable)?.startsWith("/") ?? false;
  return {
    key,
    value,
    origin: used ? say`environment: ${variable}` : "default",
  };
}
