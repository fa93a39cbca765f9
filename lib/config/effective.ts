/** The config a gateway sees: `$include` directives replaced by what they name. */

import { isMapping, type Mapping } from "../base/mapping.ts";
import { folderOf } from "../base/path.ts";

/** The directive; what cannot be followed stays as it is written. */
const INCLUDE = "$include";

/**
 * Resolves includes as OpenClaw does (docs, "$include"): a list is merged in
 * order, keys beside the directive come last.
 *
 * @param files The parsed included files by their path below `root`.
 * @param root The folder of the main file, for absolute paths.
 */
export function effectiveConfig(
  main: unknown,
  files: ReadonlyMap<string, unknown>,
  root: string,
): unknown {
  const resolve = (value: unknown, folder: string, open: string[]): unknown => {
    if (Array.isArray(value)) {
      return value.map((item) => resolve(item, folder, open));
    }
    if (!isMapping(value)) return value;
    const own: Record<string, unknown> = Object.create(null);
    for (const [key, inner] of Object.entries(value)) {
      if (key !== INCLUDE) own[key] = resolve(inner, folder, open);
    }
    const include = value[INCLUDE];
    if (include === undefined) return own;
    let merged: unknown = {};
    for (const written of Array.isArray(include) ? include : [include]) {
      const name = typeof written === "string"
        ? nameBelow(root, folder, written)
        : null;
      merged = mergeConfigs(
        merged,
        name === null || !files.has(name) || open.includes(name)
          ? { [INCLUDE]: written }
          : resolve(files.get(name), folderOf(name), [...open, name]),
      );
    }
    return Object.keys(own).length === 0 ? merged : mergeConfigs(merged, own);
  };
  return resolve(main, "", []);
}

/** What holds when two parts of a config meet: the second, but objects are merged. */
export function mergeConfigs(base: Mapping, over: Mapping): Mapping;
export function mergeConfigs(base: unknown, over: unknown): unknown;
export function mergeConfigs(base: unknown, over: unknown): unknown {
  if (!isMapping(base) || !isMapping(over)) return over;
  const merged: Record<string, unknown> = Object.assign(
    Object.create(null),
    base,
  );
  for (const [key, value] of Object.entries(over)) {
    merged[key] = key in merged ? mergeConfigs(merged[key], value) : value;
  }
  return merged;
}

/** A path as it is written, below the root; null when it leads out of it. */
function nameBelow(
  root: string,
  folder: string,
  written: string,
): string | null {
  if (written.startsWith("/")) {
    return written.startsWith(`${root}/`)
      ? nameBelow(root, "", written.slice(root.length + 1))
      : null;
  }
  const parts: string[] = [];
  for (const part of `${folder}/${written}`.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join("/");
}
