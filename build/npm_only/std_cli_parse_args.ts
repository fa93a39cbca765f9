/**
 * Stands in for `@std/cli/parse-args` where only npm is reachable. The code is
 * the real one, from a republication of the std packages on npm, which comes
 * without types; these are the types of the part we use.
 */

import { parseArgs as untyped } from "deno-std/cli/parse_args.js";

/** The part of the real `ParseOptions` we use. */
export interface ParseOptions {
  "--"?: boolean;
  alias?: Record<string, string | readonly string[]>;
  boolean?: readonly string[];
  default?: Record<string, unknown>;
  stopEarly?: boolean;
  string?: readonly string[];
  collect?: readonly string[];
  unknown?: (arg: string, key?: string, value?: unknown) => unknown;
}

/** What {@linkcode parseArgs} returns. */
export interface Args extends Record<string, unknown> {
  /** Words that belong to no option. */
  _: (string | number)[];
  /** Words after "--", when asked for. */
  "--"?: string[];
}

/** Reads command line arguments. */
export const parseArgs: (args: string[], options?: ParseOptions) => Args =
  untyped;
