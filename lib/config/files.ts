/**
 * Reads `openclaw.json` together with the files it includes: they make one
 * generation, for one without the other starts no gateway.
 */

import { folderOf } from "../base/path.ts";
import { GuardError, messageOf } from "../base/errors.ts";
import { includeNames, MAX_INCLUDE_DEPTH, MAX_INCLUDES } from "./includes.ts";
import { parseJson5 } from "../base/json5.ts";
import { isMapping } from "../base/mapping.ts";
import {
  absentStamp,
  MAX_CONFIG_BYTES,
  readConfigBytes,
  type Stamp,
  stampOf,
} from "./stamp.ts";
import { say } from "../base/say.ts";

/** A file that belongs to a config. */
export interface IncludedFile {
  /** Path below the folder of `openclaw.json`, links followed. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A config as it is on disk. */
export interface ConfigFiles {
  readonly main: Uint8Array<ArrayBuffer>;
  /** Sorted by name. */
  readonly includes: readonly IncludedFile[];
  /** How every file looked before it was read; the main file first. */
  readonly stamps: readonly Stamp[];
  /** Included from outside the folder; the guard neither keeps nor writes them. */
  readonly outside: readonly string[];
  /** Why no gateway would start from this, without quoting it; null when one would. */
  readonly invalid: string | null;
}

/**
 * Reads a config.
 *
 * @returns Null when there is no such file.
 * @throws {GuardError} when it, or a file it includes, is no plain file or too large.
 * @throws {Error} of the failing system call.
 */
export function readConfigFiles(configPath: string): ConfigFiles | null {
  const first = stampOf(configPath);
  if (first === null) return null;
  const main = readConfigBytes(first);
  const root = realFolder(configPath);
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const stamps = [first];
  const outside = new Set<string>();
  const problems: string[] = [];
  let size = main.length;
  const follow = (value: unknown, folder: string, depth: number): void => {
    for (const written of includeNames(value)) {
      const path = written.startsWith("/") ? written : `${folder}/${written}`;
      const real = realPath(path);
      if (real === null) {
        stamps.push(absentStamp(path));
        problems.push(say`including ${written}, which is not there`);
        continue;
      }
      if (!real.startsWith(`${root}/`)) {
        outside.add(real);
        continue;
      }
      const name = real.slice(root.length + 1);
      if (files.has(name)) continue;
      // The path as it is written: a link that is changed shows, too.
      const stamp = stampOf(path);
      stamps.push(stamp ?? absentStamp(path));
      if (stamp === null) continue;
      size += stamp.size;
      if (
        depth > MAX_INCLUDE_DEPTH || files.size >= MAX_INCLUDES ||
        size > MAX_CONFIG_BYTES
      ) {
        problems.push(say`including too much (at ${written})`);
        continue;
      }
      const bytes = readConfigBytes(stamp);
      files.set(name, bytes);
      const parsed = parse(bytes);
      if ("problem" in parsed) {
        problems.push(say`including ${written}, which is ${parsed.problem}`);
      } else follow(parsed.value, folderOf(real), depth + 1);
    }
  };
  const parsed = parse(main);
  if ("problem" in parsed) problems.push(parsed.problem);
  else follow(parsed.value, folderOf(configPath), 1);
  return {
    main,
    includes: [...files].map(([name, bytes]) => ({ name, bytes }))
      .sort((one, other) => one.name < other.name ? -1 : 1),
    stamps,
    outside: [...outside],
    invalid: problems[0] ?? null,
  };
}

function parse(
  bytes: Uint8Array,
): { readonly value: unknown } | { readonly problem: string } {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { problem: say`not valid UTF-8` };
  }
  if (text.trim() === "") return { problem: say`empty` };
  try {
    const value = parseJson5(text);
    return isMapping(value) ? { value } : { problem: say`not an object` };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}

/** Why these bytes alone cannot be an `openclaw.json`; null when they can. */
export function whyInvalid(bytes: Uint8Array): string | null {
  const parsed = parse(bytes);
  return "problem" in parsed ? parsed.problem : null;
}

/**
 * The folder that included files must be in: OpenClaw refuses all others
 * unless OPENCLAW_INCLUDE_ROOTS names them (docs, "$include", Confinement).
 */
export function realFolder(configPath: string): string {
  const folder = folderOf(configPath);
  return realPath(folder) ?? folder;
}

/** The real file, also when a link points to nothing: that is what is missing. */
export function followLinks(from: string): string {
  let path = from;
  try {
    for (let links = 0; Deno.lstatSync(path).isSymlink; links++) {
      if (links === 40) throw new GuardError(say`too many links`);
      const target = Deno.readLinkSync(path);
      path = target.startsWith("/")
        ? target
        : `${path.slice(0, path.lastIndexOf("/"))}/${target}`;
    }
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return path;
    throw new GuardError(say`cannot read ${from}: ${messageOf(error)}`, "", {
      cause: error,
    });
  }
  return path;
}

function realPath(path: string): string | null {
  try {
    return Deno.realPathSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
