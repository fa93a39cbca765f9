/**
 * Gathers the gateway's secrets from every place it takes them from, so that
 * they can be hidden wherever they turn up.
 */

import { folderOf } from "../base/path.ts";
import { MAX_CONFIG_BYTES } from "../config/stamp.ts";
import { includeNames } from "../config/includes.ts";
import { parseJson5 } from "../base/json5.ts";
import {
  secretsInArguments,
  secretsInConfig,
  secretsInVariables,
  secretVariables,
  type Variable,
  variablesOfFile,
} from "../base/secrets.ts";
import type { ProcessIdentity, UnitFacts } from "../core/types.ts";
import { listBackups } from "../config/record.ts";
import { readGeneration } from "../config/index.ts";
import { profilePaths } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { resolveUserPath } from "./gateway_location.ts";
import { readEnvironment, readProcess, sameProcess } from "./process.ts";
import { tryPlainText } from "../sys/plain_file.ts";

/** OpenClaw's own limit for a .env. */
const MAX_ENV_BYTES = 1 << 20;
const MAX_FILES = 100;
/** Of all kept copies together: a rescue waits for it. */
const MAX_KEPT_BYTES = 2 << 20;
/** Files in which a secret stands alone are short. */
const MAX_SECRET_FILE_BYTES = 64 * 1024;

/** Whose secrets. */
interface SecretSources {
  readonly profile: string;
  readonly unit: UnitFacts | null;
  readonly main: ProcessIdentity | null;
  readonly configPath: string | null;
  readonly stateDir: string | null;
}

/**
 * The secrets of `openclaw.json` and what it includes, as they are and as they
 * were (a gateway goes on with what it read when it started, and a journal is
 * older still), of the files and variables it refers to, of the `.env` files
 * OpenClaw reads (2026.9.6, `src/infra/dotenv*.ts`), of the unit's Environment=,
 * EnvironmentFile= and command line, and of the process. What cannot be read
 * tells none: never throws.
 *
 * Files are read one after the other, so a file server that hangs holds the
 * check up, as it does wherever the config is read: the next check says so
 * after 3 minutes and ends this one after 10 (lib/guard/blocked.ts).
 */
export async function knownSecrets(
  context: Context,
  { profile, unit, main, configPath, stateDir }: SecretSources,
): Promise<string[]> {
  const alive = main !== null && sameProcess(context, main) ? main.pid : null;
  const config = configPath === null
    ? { secrets: [], variables: [], files: [] }
    : readConfigs(configPath);
  const files = [
    ...(unit?.environmentFiles ?? []).filter((path) => !/[*?[]/.test(path)),
    ...stateDir === null ? [] : [`${stateDir}/.env`],
    `${context.home}/.openclaw/.env`,
    `${context.home}/.config/openclaw/gateway.env`,
    // The working folder of a user service, unless it says otherwise.
    `${context.home}/.env`,
    ...alive === null ? [] : [`${context.roots.proc}/${alive}/cwd/.env`],
  ];
  const variables: Variable[] = [
    ...Object.entries(unit?.environment ?? {}),
    ...alive === null
      ? []
      : Object.entries(readEnvironment(context, alive) ?? {}),
  ];
  for (const path of new Set(files)) {
    variables.push(...variablesOfFile(tryPlainText(path, MAX_ENV_BYTES) ?? ""));
  }
  const lines = [
    unit?.execStart ?? [],
    alive === null ? [] : readProcess(context, alive)?.argv ?? [],
  ];
  const own = [...config.files, ...lines.flatMap(secretFiles)].map((path) =>
    tryPlainText(resolveUserPath(path, context.home), MAX_SECRET_FILE_BYTES)
  );
  const secrets = [
    ...config.secrets,
    ...await secretsOfCopies(context, profile),
    ...secretsInVariables(variables, new Set(config.variables)),
    ...lines.flatMap(secretsInArguments),
    ...own.flatMap((text) => text === null ? [] : secretsOfFile(text)),
  ];
  return [...new Set(secrets)];
}

/** Of the copies the guard has kept, the newest first. */
async function secretsOfCopies(
  context: Context,
  profile: string,
): Promise<string[]> {
  const { backups } = profilePaths(context, profile);
  const secrets: string[] = [];
  let left = MAX_KEPT_BYTES;
  try {
    for (const one of listBackups(context, profile)) {
      if ((left -= one.size) < 0) break;
      const files = await readGeneration(backups, one).catch(() => null);
      const { main, includes = [] } = files ?? {};
      for (const bytes of [main, ...includes.map((file) => file.bytes)]) {
        const text = new TextDecoder().decode(bytes);
        secrets.push(...secretsInConfig(text, parsed(text)));
      }
    }
  } catch {
    // an index that cannot be read: what was found is what is known
  }
  return secrets;
}

interface FoundInConfig {
  readonly secrets: string[];
  /** Names of variables. */
  readonly variables: string[];
  /** Paths of files in which a secret stands. */
  readonly files: string[];
}

/** Also of a broken config, which may be why we are here. */
function readConfigs(configPath: string): FoundInConfig {
  const found: FoundInConfig = { secrets: [], variables: [], files: [] };
  const paths = new Set([configPath]);
  for (const path of paths) { // grows while it is gone through
    const text = tryPlainText(path, MAX_CONFIG_BYTES);
    if (text === null) continue;
    const value = parsed(text);
    found.secrets.push(...secretsInConfig(text, value));
    // Under a secret's name, so that what it refers to counts as one.
    found.variables.push(...secretVariables(value ?? { secret: text }));
    found.files.push(...secretPaths(value));
    const folder = folderOf(path);
    for (
      const name of value === undefined ? namesIn(text) : includeNames(value)
    ) {
      if (paths.size >= MAX_FILES) break;
      paths.add(name.startsWith("/") ? name : `${folder}/${name}`);
    }
  }
  return found;
}

function parsed(text: string): unknown {
  try {
    return parseJson5(text);
  } catch {
    return undefined;
  }
}

/** What a broken config includes, as well as can be told. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/\$include["']?\s*:\s*(\[[^\]]*\]|["'][^"']*["'])/g)]
    .flatMap(([, list = ""]) =>
      [...list.matchAll(/["']([^"']*)["']/g)].map(([, name = ""]) => name)
    );
}

/** Keys such as `tokenFile`, and the path of a provider of secrets. */
function secretPaths(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const { source, path } = value as Readonly<Record<string, unknown>>;
  const own = source === "file" && typeof path === "string" ? [path] : [];
  return [
    ...own,
    ...Object.entries(value).flatMap(([key, inner]) =>
      SECRET_FILE.test(key) && typeof inner === "string"
        ? [inner]
        : secretPaths(inner)
    ),
  ];
}

const SECRET_FILE = /(?:token|secret|password|key|credentials?)[-_]?file$/i;

/** `--password-file PATH` and `--password-file=PATH`. */
function secretFiles(argv: readonly string[]): string[] {
  return argv.flatMap((argument, index) => {
    const [, name = "", path] = /^--?([\w-]+)(?:=(.*))?$/.exec(argument) ?? [];
    return SECRET_FILE.test(name) ? [path ?? argv[index + 1] ?? ""] : [];
  }).filter((path) => path !== "");
}

/** A file holds one secret, a line for each, or an object of them. */
function secretsOfFile(text: string): string[] {
  const value = parsed(text);
  return [text.trim(), ...text.split("\n").map((line) => line.trim())]
    .concat(
      typeof value === "object" ? secretsInConfig(text, { secret: value }) : [],
    );
}
