/** Finds the values of secrets in what the gateway reads. */

import { assignmentsIn } from "./env_file.ts";
import { isMapping } from "./mapping.ts";
import { namedSecrets } from "./secret_values.ts";
import { isHarmless, isSecretName, isSecretOption } from "./secret_names.ts";

/** Objects of a config in which a secret may have any name. */
export const SECRET_OBJECTS: ReadonlySet<string> = new Set([
  "env",
  "vars",
  "headers",
]);
/** Objects that are called like a secret but have names of their own within. */
const GROUPS: ReadonlySet<string> = new Set(["auth", "secrets"]);

/**
 * The secrets anywhere in a value, e.g. a config: what stands under a secret's
 * name, in a secret object, after a secret's option, in a URL.
 */
export function secretsIn(value: unknown): string[] {
  return found(value, "", "no");
}

/** Whether the names above tell that everything here is a secret, or may be. */
type Under = "secret" | "object" | "no";

function found(value: unknown, name: string, under: Under): string[] {
  if (typeof value === "number" || typeof value === "bigint") {
    return under === "secret" && !isHarmless(name, value) ? [`${value}`] : [];
  }
  if (typeof value === "string") {
    if (under === "secret") return withoutScheme(value);
    if (under === "object" && looksSecret(value)) return [value];
    return namedSecrets(value);
  }
  if (typeof value !== "object" || value === null) return [];
  // It names where the secret is; nothing in it is one (docs, "SecretRef").
  if (isReference(value)) return [];
  const inner = Object.entries(value).flatMap(([key, item]) =>
    found(item, key, underKey(key, item, under))
  );
  return Array.isArray(value)
    ? [...inner, ...secretsInArguments(value.map(String))]
    : inner;
}

function underKey(key: string, item: unknown, under: Under): Under {
  if (GROUPS.has(key) && isMapping(item)) return under;
  if (key === "providers" && isMapping(item)) return "no";
  return under === "secret" || isSecretName(key)
    ? "secret"
    : SECRET_OBJECTS.has(key)
    ? "object"
    : under;
}

function isReference(value: object): boolean {
  return "source" in value && "id" in value &&
    ["env", "file", "exec"].includes(String(value.source));
}

/** "Bearer x" and "x"; nothing for a mere reference such as `${NAME}`. */
function withoutScheme(text: string): string[] {
  if (/^\$\{\w+\}$/.test(text)) return [];
  const [, rest] = /^(?:bearer|basic|bot|token)\s+(.+)$/i.exec(text) ?? [];
  return rest === undefined ? [text] : [text, rest];
}

/** Names of variables that a config takes secrets from. */
export function secretVariables(value: unknown): string[] {
  if (typeof value === "string") {
    return [...value.matchAll(/\$\{(\w+)\}/g)].map(([, name = ""]) => name);
  }
  if (typeof value !== "object" || value === null) return [];
  if (isReference(value)) {
    const { source, id } = value as Readonly<Record<string, unknown>>;
    return source === "env" ? [String(id)] : [];
  }
  return Object.entries(value).flatMap(([key, item]) =>
    // A folder or a port may be written that way, too.
    typeof item === "string" && !isSecretName(key) ? [] : secretVariables(item)
  );
}

/**
 * Variables that hold no secret though they may look like one. PWD is no
 * password, an invocation's id is in every journal.
 */
const HARMLESS_VARIABLE =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|PWD|OLDPWD|TERM|TZ|LANG|LANGUAGE|LC_\w+|HOSTNAME|XDG_\w+|DBUS_\w+|SSH_AUTH_SOCK|XAUTHORITY|INVOCATION_ID|JOURNAL_STREAM|SYSTEMD_EXEC_PID|MANAGERPID|MEMORY_PRESSURE_\w+|NODE_OPTIONS|NODE_VERSION|NVM_\w+|TMPDIR|OPENCLAW_(?:PROFILE|HOME|STATE_DIR|CONFIG_PATH|GATEWAY_PORT|SYSTEMD_UNIT|SERVICE_\w+|WRAPPER))$/;

/** Name and value of an environment variable. */
export type Variable = readonly [name: string, value: string];

/**
 * The secrets among environment variables: by their names, and what looks like
 * one under any name.
 *
 * @param referred Names a config takes secrets from.
 */
export function secretsInVariables(
  variables: Iterable<Variable>,
  referred: ReadonlySet<string> = new Set(),
): string[] {
  return [...variables].flatMap(([name, value]) => {
    if (HARMLESS_VARIABLE.test(name)) return [];
    return referred.has(name) || looksSecret(value) ||
        (isSecretName(name) && !isHarmless(name, value))
      ? [...withoutScheme(value), ...namedSecrets(value)]
      : namedSecrets(value);
  });
}

/** The secrets of a command line: `--token X`, `--token=X`, `--token two words`. */
export function secretsInArguments(argv: readonly string[]): string[] {
  return argv.flatMap((argument, index) => {
    const option = argv[index - 1];
    if (!isSecretOption(option)) return namedSecrets(argument);
    // systemd tells a command line split at spaces.
    const rest = argv.slice(index);
    const end = rest.findIndex((word, at) => at > 0 && word.startsWith("-"));
    const words = end === -1 ? rest : rest.slice(0, end);
    return [argument, words.join(" "), argument.replaceAll(/^["']|["']$/g, "")];
  });
}

/** Words, names of hosts and files, numbers, versions, addresses without user. */
const PLAIN =
  /^(?:[A-Za-z]{1,15}|[A-Za-z]+(?:[-_./:][A-Za-z]+)+|v?\d[\d.:,_-]*|[A-Za-z.-]+:\d+|[a-z]+:\/\/[\w.:/-]*)$/;

/**
 * Whether a value without a telling name may be a secret: at least 8 characters
 * that are no word, path, host, number or address.
 */
function looksSecret(value: string): boolean {
  return value.length >= 8 && !PLAIN.test(value) &&
    !value.split(/[:,](?=\/)/).every((part) =>
      PLAIN.test(part) || isPath(part)
    );
}

/** Base64 may begin with a slash, too; no folder is called like that. */
function isPath(text: string): boolean {
  return /^(?:~|\.{0,2})\/[\w.@+/ -]*$/.test(text) &&
    !text.split("/").some((part) =>
      part.length >= 12 && /\d/.test(part) && /[a-z]/.test(part) &&
      /[A-Z]/.test(part)
    );
}

/**
 * The assignments in a file such as `.env` or systemd's EnvironmentFile=, each
 * in every way a reader may take it: what one holds for a comment or an escape
 * another one does not.
 */
export function variablesOfFile(text: string): Variable[] {
  return assignmentsIn(text).flatMap(({ name, value, written }) => {
    const readings = [
      value,
      written,
      value.replaceAll("\\n", "\n"),
      value.replaceAll(/\\([^])/g, "$1"),
    ];
    return [...new Set(readings)].map((reading): Variable => [name, reading]);
  });
}

/** Values of secret objects in a text that cannot be parsed. */
const OBJECT_TEXT =
  /\b(?:env|vars|headers)["']?\s{0,8}:\s{0,8}\{([^}]{0,8192})/g;
const QUOTED = /"((?:[^"\\\n]|\\.){4,512})"|'((?:[^'\\\n]|\\.){4,512})'/g;
const NUMBER = /^[-+]?[.\d][\w.+-]*$/;

/**
 * The secrets of a config file, also of a broken one.
 *
 * @param value What the text means; undefined when it could not be parsed.
 */
export function secretsInConfig(text: string, value?: unknown): string[] {
  const named = namedSecrets(text);
  // A number may be written in many ways: 0x1f, 1e6, more digits than count.
  if (value !== undefined) {
    return [...secretsIn(value), ...named.filter((one) => NUMBER.test(one))];
  }
  const objects = [...text.matchAll(OBJECT_TEXT)].flatMap(([, inner = ""]) =>
    [...inner.matchAll(QUOTED)].map(([, double, single]) =>
      double ?? single ?? ""
    )
  );
  return [...named, ...objects.filter(looksSecret)];
}
