/** Reads `openclaw.json` and the files it includes. */

import { folderOf } from "../base/path.ts";
import { GuardError, messageOf } from "../base/errors.ts";
import { parseJson5 } from "../base/json5.ts";
import { readPlainText } from "../sys/plain_file.ts";
import { say } from "../base/say.ts";
import { MAX_CONFIG_BYTES } from "./stamp.ts";

/** OpenClaw's own limit for files that include files (docs, "$include"). */
const MAX_INCLUDE_DEPTH = 10;

/** Files that include each other several times would be read for hours. */
const MAX_INCLUDES = 100;

/** An object of a configuration file. */
export type ConfigObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object with keys. */
export function isConfigObject(value: unknown): value is ConfigObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Finds the object at a path of keys, following each `$include` on the way:
 * included objects are merged in order, keys beside the `$include` come last.
 *
 * @param notes Receives a sentence for each thing that could not be read.
 * @returns An empty object when there is none, or the file cannot be read.
 */
export function readConfigSection(
  path: string,
  keys: readonly string[],
  notes: string[],
): ConfigObject {
  const topFolder = folderOf(path);
  return new SectionReader(topFolder, notes)
    .section(readConfig(path, notes), keys, topFolder, 0);
}

/** Follows one chain of keys; whatever lies beside it is not even opened. */
class SectionReader {
  readonly #topFolder: string;
  readonly #notes: string[];
  #files = 0;

  constructor(topFolder: string, notes: string[]) {
    this.#topFolder = topFolder;
    this.#notes = notes;
  }

  section(
    value: unknown,
    keys: readonly string[],
    folder: string,
    depth: number,
  ): ConfigObject {
    if (!isConfigObject(value)) return {};
    const { $include: include, ...siblings } = value;
    const [key, ...rest] = keys;
    const own = key === undefined
      ? siblings
      : this.section(siblings[key], rest, folder, depth);
    if (include === undefined) return own;
    let merged: ConfigObject = {};
    for (const name of Array.isArray(include) ? include : [include]) {
      merged = merge(merged, this.#included(name, keys, folder, depth + 1));
    }
    return merge(merged, own);
  }

  #included(
    name: unknown,
    keys: readonly string[],
    folder: string,
    depth: number,
  ): ConfigObject {
    const path = typeof name === "string"
      ? includedPath(name, folder, this.#topFolder)
      : null;
    if (
      path === null || depth > MAX_INCLUDE_DEPTH || ++this.#files > MAX_INCLUDES
    ) {
      this.#notes.push(say`does not follow $include ${JSON.stringify(name)}`);
      return {};
    }
    const included = readConfig(path, this.#notes);
    return this.section(included, keys, folderOf(path), depth);
  }
}

/** OpenClaw reads included files only below the folder of `openclaw.json`. */
function includedPath(
  name: string,
  folder: string,
  topFolder: string,
): string | null {
  const path = name.startsWith("/") ? name : `${folder}/${name}`;
  try {
    const real = Deno.realPathSync(path);
    return real.startsWith(`${Deno.realPathSync(topFolder)}/`) ? real : null;
  } catch {
    return path; // cannot be looked at: reading it will say why
  }
}

function merge(base: ConfigObject, over: ConfigObject): ConfigObject {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const old = merged[key];
    merged[key] = isConfigObject(old) && isConfigObject(value)
      ? merge(old, value)
      : value;
  }
  return merged;
}

function readConfig(path: string, notes: string[]): unknown {
  try {
    const text = readPlainText(path, MAX_CONFIG_BYTES);
    if (text !== null) return parseJson5(text);
    throw new GuardError(say`there is no such file or folder`);
  } catch (error) {
    notes.push(say`cannot read ${path}: ${messageOf(error)}`);
    return undefined;
  }
}
