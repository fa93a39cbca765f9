/** Reads a section of `openclaw.json` and of the files it includes. */

import { folderOf } from "../base/path.ts";
import { GuardError, messageOf } from "../base/errors.ts";
import { parseJson5 } from "../base/json5.ts";
import { isMapping, type Mapping } from "../base/mapping.ts";
import { readPlainText } from "../sys/plain_file.ts";
import { say } from "../base/say.ts";
import { mergeConfigs } from "./effective.ts";
import { MAX_INCLUDE_DEPTH, MAX_INCLUDES } from "./includes.ts";
import { MAX_CONFIG_BYTES } from "./stamp.ts";

/**
 * Finds the object at a path of keys, following each `$include` on the way:
 * included objects are merged in order, keys beside the `$include` come last.
 * Whatever lies beside that path is not even opened.
 *
 * @param notes Receives a sentence for each thing that could not be read.
 * @returns An empty object when there is none, or the file cannot be read.
 */
export function readConfigSection(
  path: string,
  keys: readonly string[],
  notes: string[],
): Mapping {
  const topFolder = folderOf(path);
  let files = 0;
  const section = (
    value: unknown,
    keys: readonly string[],
    folder: string,
    depth: number,
  ): Mapping => {
    if (!isMapping(value)) return {};
    const { $include: include, ...siblings } = value;
    const [key, ...rest] = keys;
    const own = key === undefined
      ? siblings
      : section(siblings[key], rest, folder, depth);
    if (include === undefined) return own;
    let merged: Mapping = {};
    for (const name of Array.isArray(include) ? include : [include]) {
      merged = mergeConfigs(merged, included(name, keys, folder, depth + 1));
    }
    return mergeConfigs(merged, own);
  };
  const included = (
    name: unknown,
    keys: readonly string[],
    folder: string,
    depth: number,
  ): Mapping => {
    const path = typeof name === "string"
      ? includedPath(name, folder, topFolder)
      : null;
    if (path === null || depth > MAX_INCLUDE_DEPTH || ++files > MAX_INCLUDES) {
      notes.push(say`does not follow $include ${JSON.stringify(name)}`);
      return {};
    }
    return section(readConfig(path, notes), keys, folderOf(path), depth);
  };
  return section(readConfig(path, notes), keys, topFolder, 0);
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
