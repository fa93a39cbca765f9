/**
 * The guard's own settings, `~/.config/openclaw-guard/config.json`. Without
 * that file all of this costs one failed open; the schema is loaded only when
 * there is something to check.
 */

import { GuardError, messageOf } from "../base/errors.ts";
import { parseJson5 } from "../base/json5.ts";
import { DEFAULT_POLICY } from "../core/policy.ts";
import type { Context } from "../sys/context.ts";
import { openPlainFile, readToEnd } from "../sys/plain_file.ts";
import { settingsPath } from "../store/paths.ts";
import { say, sayAll } from "../base/say.ts";
import { shellWord } from "../base/shell_word.ts";
import { NO_NOTIFY, NO_PING } from "../notify/notify_settings.ts";
import type { Settings } from "./check.ts";

export type { Settings } from "./check.ts";

/** The settings file cannot be used; the guard does not guess what was meant. */
export class SettingsError extends GuardError {
  override readonly name = "SettingsError";
}

/** Bytes of the largest settings file that is read. */
export const MAX_SETTINGS_BYTES = 256 * 1024;

/** What holds without a settings file. */
export const DEFAULT_SETTINGS: Settings = {
  policy: DEFAULT_POLICY,
  endpoint: {},
  notify: NO_NOTIFY,
  ping: NO_PING,
  metrics: { file: null },
  history: { page: null },
  host: null,
  sideProblems: [],
};

/**
 * Reads the settings of a profile; without a file the defaults.
 *
 * @throws {SettingsError} when the file cannot be read, could be written by
 * another user, is not JSON5, or has an unknown key or a bad value.
 */
export async function loadSettings(
  context: Context,
  profile: string,
): Promise<Settings> {
  const path = settingsPath(context);
  const document = readSettingsDocument(context);
  if (document === undefined) return DEFAULT_SETTINGS;
  const { settingsFor } = await import("./check.ts");
  const result = settingsFor(document, profile);
  if ("problems" in result) {
    throw new SettingsError(
      say`cannot use the settings in ${path}: ${
        sayAll(result.problems, (one, other) => say`${one}; ${other}`)
      }`,
      say`Correct the file, or remove the key to get the default`,
    );
  }
  return result;
}

/**
 * The settings file as it is written, not checked yet.
 *
 * @returns undefined when there is none.
 * @throws {SettingsError} when it cannot be read, could be written by another
 * user, or is not JSON5.
 */
export function readSettingsDocument(context: Context): unknown {
  const path = settingsPath(context);
  const text = readText(context, path);
  if (text === null) return undefined;
  try {
    return parseJson5(text);
  } catch (error) {
    throw new SettingsError(
      say`cannot use the settings in ${path}: ${messageOf(error)}`,
      say`Correct that place; comments and trailing commas are allowed`,
      { cause: error },
    );
  }
}

/** Settings, or why there are none that can be used. */
export interface UsableSettings {
  /** The defaults when there is an error: for what has to go on regardless. */
  readonly settings: Settings;
  /** For people; null when all is well. */
  readonly settingsError: string | null;
}

/** {@linkcode loadSettings} for those who go on without acting. */
export async function tryLoadSettings(
  context: Context,
  profile: string,
): Promise<UsableSettings> {
  try {
    const settings = await loadSettings(context, profile);
    return { settings, settingsError: null };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return { settings: DEFAULT_SETTINGS, settingsError: error.describe() };
  }
}

function readText(context: Context, path: string): string | null {
  try {
    using file = openPlainFile(path);
    if (file === null) return null;
    const { size, uid, mode } = file.statSync();
    const fail = (why: string, hint: string): never => {
      throw new SettingsError(
        say`cannot use the settings in ${path}: ${why}`,
        hint,
      );
    };
    if (size > MAX_SETTINGS_BYTES) {
      fail(
        say`it has ${size} bytes, more than ${MAX_SETTINGS_BYTES}`,
        say`Shorten it`,
      );
    }
    if (uid !== context.uid && uid !== 0) {
      fail(
        say`it belongs to user ${String(uid)}`,
        say`Run "sudo chown ${context.uid} ${shellWord(path)}"`,
      );
    }
    if (((mode ?? 0) & 0o002) !== 0) {
      fail(
        say`every user may write to it`,
        say`Run "chmod o-w ${shellWord(path)}"`,
      );
    }
    return new TextDecoder("utf-8", { fatal: true })
      .decode(readToEnd(file, size, MAX_SETTINGS_BYTES));
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    throw new SettingsError(
      say`cannot read the settings in ${path}: ${messageOf(error)}`,
      say`Make the file readable UTF-8 text for you, or remove it`,
      { cause: error },
    );
  }
}
